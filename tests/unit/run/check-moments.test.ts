import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkInterventions, checkMoments } from '../../../src/run/index.js';
import { astray } from '../../../src/run/schema-path.js';
import type { Intervention, Moment } from '../../../src/spec/index.js';
import { namingGame } from '../../../scenarios/index.js';
import { harbourScenario, NARRATOR } from '../../support/harbour.js';

const scenario = harbourScenario();
const leaves = { do: 'remove', agent: 'ann' } as const;

function check(when: Moment, changes: Intervention['changes'] = [leaves]): () => void {
  return () => checkMoments([{ when, changes }], { scenario, agents: scenario.agents });
}

describe('checkMoments', () => {
  it('should take moments that may come', () => {
    const may: readonly Moment[] = [
      { time: 1e15 },
      { after: { event: 'bridge-mended', count: 1 } },
      { after: { event: 'attempt-made', count: 1 } },
      { after: { event: 'decision-made', count: 1 } },
      { state: { path: 'mended', is: true } },
      { state: { path: 'coins', agent: 'ann', atLeast: 3 } },
    ];

    for (const when of may) expect(check(when)).not.toThrow();
  });

  it.each([
    [{ after: { event: 'bridge-mendd', count: 1 } }, 'no event "bridge-mendd" ever happens in this world'],
    [{ state: { path: 'own.mended', is: true } }, 'the path "own.mended" leads nowhere in what all share'],
    [{ state: { path: 'coin', agent: 'ann', is: 1 } }, 'leads nowhere in what belongs to "ann"'],
    [{ state: { path: 'coins', agent: NARRATOR, is: 1 } }, `nothing in this world belongs to "${NARRATOR}"`],
  ])('should refuse %j, which can never come', (when, message) => {
    expect(check(when as Moment)).toThrow(message);
  });

  it('should know of events that another intervention brings in', () => {
    const storm = { do: 'inject', event: { type: 'storm-foretold', data: {} } } as const;

    expect(check({ after: { event: 'storm-foretold', count: 1 } }, [storm])).not.toThrow();
  });

  it('should leave a world alone that tells nothing of itself', () => {
    const known = namingGame();
    const { outline, ...world } = known.world;
    const game = { ...known, world };
    const when = { after: { event: 'anything', count: 1 } } as const;

    expect(outline?.events).toContain('names-exchanged');
    expect(() => checkMoments([{ when, changes: [leaves] }], { scenario: known, agents: known.agents })).toThrow(
      'no event "anything" ever happens',
    );
    expect(() => checkMoments([{ when, changes: [leaves] }], { scenario: game, agents: game.agents })).not.toThrow();
  });
});

describe('an attempt from outside', () => {
  const inject = (agent?: string): (() => void) => {
    const event = { type: 'attempt-made', data: { words: 'I jump.' }, ...(agent === undefined ? {} : { agent }) };
    const interventions = [{ when: { time: 1 }, changes: [{ do: 'inject' as const, event }] }];
    return () => checkInterventions(interventions, { scenario, agents: scenario.agents });
  };

  it('should be of a player', () => {
    expect(inject('ann')).not.toThrow();
    expect(inject()).toThrow("the event attempt-made is nobody's, and has to be somebody's");
    expect(inject(NARRATOR)).toThrow(`the event attempt-made cannot be of "${NARRATOR}"`);
  });
});

describe('astray', () => {
  const schema = z.object({
    list: z.array(z.object({ name: z.string() })),
    table: z.record(z.string(), z.number()),
    either: z.union([z.object({ a: z.number() }), z.object({ b: z.number() })]),
    maybe: z.object({ inner: z.number() }).nullable().optional(),
    open: z.looseObject({ known: z.number() }),
    own: z.custom<object>(),
  });

  it.each(['list.3.name', 'list.length', 'table.any', 'either.b', 'maybe.inner', 'open.other', 'own.any.thing'])(
    'should find nothing wrong with %s',
    (path) => {
      expect(astray(schema, path.split('.'))).toBeUndefined();
    },
  );

  it.each([
    ['lists', { part: 'lists', available: ['list', 'table', 'either', 'maybe', 'open', 'own'] }],
    ['list.first', { part: 'first', available: ['0', 'length'] }],
    ['list.0.age', { part: 'age', available: ['name'] }],
    ['table.any.more', { part: 'more', available: [] }],
    ['either.c', { part: 'c', available: ['a', 'b'] }],
    ['maybe.outer', { part: 'outer', available: ['inner'] }],
  ])('should say where %s leaves what there is', (path, found) => {
    expect(astray(schema, path.split('.'))).toEqual(found);
  });
});
