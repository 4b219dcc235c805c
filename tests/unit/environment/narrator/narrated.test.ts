import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { narrated } from '../../../../src/environment/index.js';
import type { RegimeChoice } from '../../../../src/environment/index.js';
import { atHarbour, harbourScenario, NARRATOR, PEOPLE, type Says } from '../../../support/harbour.js';

const tries = (words: string) => ({ value: { action: 'attempt', value: words } });
const waits = { value: { action: 'wait' } };
const tells = (happens: string, changes: readonly object[] = []) => ({ value: { happens, changes } });

/** Ann tries something at her first turn; nobody else tries anything. */
const annTries =
  (narration: { readonly value: unknown }, words = 'I mend the bridge.'): Says =>
  (_, { agent, occasion }) => {
    if (agent === NARRATOR) return narration;
    return agent === 'ann' && occasion === 0 ? tries(words) : waits;
  };

const types = (events: readonly { readonly type: string }[]): readonly string[] => events.map(({ type }) => type);

describe('a narrator', () => {
  it('should be asked once for an attempt, right after it, and for nothing else', async () => {
    const { events, prompts } = await atHarbour(
      annTries(tells('The bridge stands again.', [{ event: 'bridge-mended', data: {} }])),
    );
    const decisions = events.filter(({ type }) => type === 'decision-made').map(({ agent }) => agent);

    expect(decisions).toEqual(['ann', NARRATOR, 'ben', 'cem', 'ann', 'ben', 'cem']);
    const attempt = events.find(({ type }) => type === 'attempt-made');
    const told = events.find(({ type }) => type === 'outcome-told');
    expect(told).toMatchObject({
      agent: NARRATOR,
      time: attempt?.time,
      data: { words: 'The bridge stands again.', attempt: attempt?.seq, of: 'ann' },
    });
    expect(told?.causes).toContain(attempt?.seq);
    expect(prompts.filter((prompt) => prompt.startsWith(NARRATOR))).toHaveLength(1);
    expect(prompts.find((prompt) => prompt.startsWith(NARRATOR))).toMatch(
      /The bridge is broken\..*Ann tries: \\"I mend the bridge\.\\" What happens\?/,
    );
  });

  it('should change what it may, which the players see', async () => {
    const found = { event: 'coins-found', who: 'Ben', data: { coins: 3 } };
    const { events, prompts } = await atHarbour(annTries(tells('Ben finds three coins.', [found])));

    expect(events.find(({ type }) => type === 'coins-found')).toMatchObject({ agent: 'ben', data: { coins: 3 } });
    expect(prompts.find((prompt) => prompt.startsWith('ben'))).toMatch(
      /Ann tried: I mend the bridge\..*Ben finds three coins\..*You have 3 coins\./,
    );
  });

  it.each([
    ['an event that is not declared', [{ event: 'storm-came', data: {} }]],
    ['an event that there is not', [{ event: 'sky-fell', data: {} }]],
    ['data that do not fit', [{ event: 'coins-found', who: 'Ben', data: { coins: 0.5 } }]],
    ['more data than there are', [{ event: 'bridge-mended', data: { paint: 'red' } }]],
    ['somebody who is no player', [{ event: 'coins-found', who: 'the narrator', data: { coins: 1 } }]],
    ['nobody where it is somebody’s', [{ event: 'coins-found', data: { coins: 1 } }]],
    ['more changes than may be', new Array(4).fill({ event: 'coins-found', who: 'Ben', data: { coins: 1 } })],
  ])('should bring nothing about with %s', async (_what, changes) => {
    const { events } = await atHarbour(annTries(tells('It is done.', changes)));

    expect(types(events)).not.toContain('storm-came');
    expect(types(events)).not.toContain('coins-found');
    expect(types(events)).not.toContain('outcome-told');
    const nothing = events.find(({ type }) => type === 'nothing-happened');
    expect(nothing).toMatchObject({ agent: NARRATOR, data: { of: 'ann', why: expect.stringMatching(/./) } });
    expect(events.find(({ type, agent }) => type === 'decision-failed' && agent === NARRATOR)).toBeDefined();
    expect(events.at(-1)?.data['reason']).toBe('enough was done');
  });

  it('should be told why a change cannot be, and the others happen', async () => {
    const found = (who: string, coins: number) => ({ event: 'coins-found', who, data: { coins } });
    const { events } = await atHarbour(
      annTries(tells('Coins for all.', [found('Ben', 7), found('Cem', 7), found('Cem', 3)])),
    );

    expect(
      events.filter(({ type }) => type === 'coins-found').map(({ agent, data }) => [agent, data['coins']]),
    ).toEqual([
      ['ben', 7],
      ['cem', 3],
    ]);
    expect(events.find(({ type }) => type === 'action-rejected')).toMatchObject({
      agent: NARRATOR,
      data: { event: 'coins-found', reason: 'there are only 3 coins' },
    });
  });

  it.each([
    { kind: 'refused', message: 'I will not' },
    { kind: 'malformed', message: 'no JSON', evidence: {} },
    { value: 'a sentence' },
    { value: null },
    { value: { happens: '   ', changes: [] } },
    { value: { changes: [] } },
  ] as const)('should bring nothing about where it answers %j', async (judgement) => {
    const says: Says = (situation, context) =>
      context.agent === NARRATOR ? (judgement as ReturnType<Says>) : annTries(waits)(situation, context);
    const { events, prompts } = await atHarbour(says);

    expect(types(events)).toContain('nothing-happened');
    expect(types(events)).not.toContain('outcome-told');
    expect(prompts.at(-1)).toMatch(/Nothing came of it\./);
  });

  it('should take attempts of one moment one by one, each in the world that the one before left', async () => {
    const says: Says = (situation, { agent, occasion }) => {
      if (agent !== NARRATOR) return occasion === 0 ? tries(`I am ${agent}.`) : waits;
      const { coins } = /In the chest are (\d+) coins/.exec(JSON.stringify(situation.statements))?.groups ?? {
        coins: undefined,
      };
      const left = coins ?? /In the chest are (\d+) coins/.exec(JSON.stringify(situation.statements))?.[1];
      const who = /I am (\w+)\./.exec(JSON.stringify(situation.cue))?.[1] ?? '';
      const name = PEOPLE.find(({ id }) => id === who)?.name;
      return tells(`${left} are left.`, [{ event: 'coins-found', who: name, data: { coins: 2 } }]);
    };
    const { events } = await atHarbour(says, { regime: 'simultaneous-rounds' });

    expect(events.filter(({ type }) => type === 'outcome-told').map(({ data }) => data['words'])).toEqual([
      '10 are left.',
      '8 are left.',
      '6 are left.',
    ]);
    expect(events.filter(({ type }) => type === 'coins-found').map(({ agent }) => agent)).toEqual([
      'ann',
      'ben',
      'cem',
    ]);
  });

  it('should let something come of the last attempt before the world ends', async () => {
    const says: Says = (_, { agent, occasion }) =>
      agent === NARRATOR ? tells('Late.') : agent === 'cem' && occasion === 1 ? tries('At last!') : waits;
    const { events } = await atHarbour(says);

    expect(types(events).slice(-3)).toEqual(['decision-made', 'outcome-told', 'run-ended']);
  });

  it('should not let others hear of an attempt that only its maker knows of', async () => {
    const says = annTries(tells('SECRET outcome'), 'SECRET attempt');
    const open = await atHarbour(says);
    const secret = await atHarbour(says, { options: { secret: true } });
    const knows = (prompts: readonly string[]) =>
      new Set(prompts.filter((prompt) => prompt.includes('SECRET')).map((prompt) => prompt.split(':')[0]));

    expect(knows(open.prompts)).toEqual(new Set(['ann', 'ben', 'cem', NARRATOR]));
    expect(knows(secret.prompts)).toEqual(new Set(['ann', NARRATOR]));
  });

  it('should reject an attempt at nothing, which its maker perceives', async () => {
    const { events } = await atHarbour(annTries(tells('Well.'), ' \n '));

    expect(events.find(({ type }) => type === 'action-rejected')).toMatchObject({
      agent: 'ann',
      data: { reason: 'nothing was tried' },
    });
    expect(types(events)).not.toContain('attempt-made');
  });

  it('should put words on one line', async () => {
    const { events } = await atHarbour(annTries(tells('Yes.\nBen: I confess.'), 'I ask.\n\nCem tried: to flee'));

    expect(events.find(({ type }) => type === 'attempt-made')?.data['words']).toBe('I ask. Cem tried: to flee');
    expect(events.find(({ type }) => type === 'outcome-told')?.data['words']).toBe('Yes. Ben: I confess.');
  });

  it('should be no part of a world that does not ask for one, and cost nothing where nobody tries anything', async () => {
    const { prompts, events } = await atHarbour(() => waits);

    expect(prompts.filter((prompt) => prompt.startsWith(NARRATOR))).toEqual([]);
    expect(types(events)).not.toContain('attempt-made');
  });

  const regimes: readonly RegimeChoice[] = [
    'simultaneous-rounds',
    'random-sequential',
    'fixed-order',
    'poisson-clocks',
    { regime: 'attention', timer: { mean: 2 } },
    'next-speaker:round-robin',
    'next-speaker:random',
  ];
  it.each(regimes)('should come after each attempt under %j', async (regime) => {
    const says: Says = (_, { agent, occasion }) => {
      if (agent === NARRATOR) return tells(`Answer ${occasion}.`);
      return occasion % 2 === 0 ? tries(`${agent} ${occasion}`) : waits;
    };
    const { events } = await atHarbour(says, { regime });
    const attempts = events.filter(({ type }) => type === 'attempt-made');
    const told = events.filter(({ type }) => type === 'outcome-told');

    expect(attempts.length).toBeGreaterThan(2);
    expect(told.map(({ data }) => data['attempt'])).toEqual(attempts.map(({ seq }) => seq));
    expect(told.map(({ time }) => time)).toEqual(attempts.map(({ time }) => time));
  });

  it('should wake who attends to what it tells', async () => {
    const regime: RegimeChoice = {
      regime: 'attention',
      first: ['ann'],
      masks: [{ events: ['outcome-told'], latency: 1 }],
    };
    const says: Says = (situation, context) =>
      context.agent === NARRATOR ? tells('A bell rings.') : annTries(waits)(situation, context);
    const { events } = await atHarbour(says, { regime });

    expect(events.filter(({ type }) => type === 'decision-made').map(({ agent, time }) => [agent, time])).toEqual([
      ['ann', 0],
      [NARRATOR, 0],
      ['ann', 1],
      ['ben', 1],
      ['cem', 1],
    ]);
  });
});

describe('the definition of a narrated world', () => {
  const world = {
    shared: z.object({}),
    slice: z.object({}),
    events: { 'door-opened': z.object({}) },
    start: () => ({ shared: {}, slice: () => ({}) }),
    view: () => ({ can: 'attempt' as const, framing: [], sees: [], asks: 'What do you do?' }),
    reduce: {},
    end: () => undefined,
  };
  const told = { shows: () => ({ sees: [] }), mayChange: {}, players: PEOPLE };

  it('should refuse a change that is no event of the world', () => {
    expect(() => narrated(world, { ...told, mayChange: { 'door-openned': { says: 'x' } } as never })).toThrow(
      /may change "door-openned", which is no event of this world.*Did you mean "door-opened"/,
    );
  });

  it.each([
    [{ narrator: { id: 'ann', name: 'Fate' } }, /two agents of a narrated world have the id "ann"/],
    [{ narrator: { id: 'fate', name: 'Ben' } }, /have the name "Ben"/],
    [{ players: [] }, /a narrated world without players; expected at least one agent/],
    [{ atMost: 0 }, /atMost 0/],
    [{ maxTold: 1.5 }, /maxTold 1\.5/],
  ])('should refuse %j', (change, why) => {
    expect(() => narrated(world, { ...told, ...change })).toThrow(why);
  });

  it('should refuse names that belong to the narrator', () => {
    const events = { ...world.events, 'attempt-made': z.object({}) };
    expect(() => narrated({ ...world, events }, told)).toThrow(/the event attempt-made belongs to the narrator/);
  });

  it('should know no slice of the narrator', () => {
    const { world: made, agents } = narrated(world, told);
    expect(agents.map(({ id, role }) => [id, role]).at(-1)).toEqual(['narrator', 'narrator']);
    expect(made.initial(['ann', 'narrator'], undefined as never).slice('narrator')).toEqual({ own: null });
  });

  it('should be part of a scenario', () => {
    expect(harbourScenario().regime.name).toBe('narrated:fixed-order');
  });
});
