import { describe, expect, it } from 'vitest';
import { execute } from '../../src/run/index.js';
import { runStudy } from '../../src/study/index.js';
import { MEAN_FIELD, type Event, type Mind, type PlannedAgent, type RunRecord } from '../../src/spec/index.js';
import { ruleMind } from '../../src/agent/index.js';
import { fakeClock } from '../../src/testing/index.js';
import { glauberMind, majorityOpinion, type MajorityOpinionInput } from '../../scenarios/index.js';
import { conformist } from '../support/small-studies.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
const ACTIVATIONS = ['random-sequential', 'fixed-order', 'simultaneous-rounds', 'poisson-clocks'] as const;
type Activation = (typeof ACTIVATIONS)[number];

/** A run by one mind for everybody, with its events. */
async function played(given: MajorityOpinionInput, mind: Mind, seed = 1) {
  const scenario = majorityOpinion({ agents: 6, sweeps: 10, ...given });
  const agents = scenario.agents.map((slot): PlannedAgent => ({ ...slot, mind }));
  const events: Event[] = [];
  const plan = { scenario, condition: 'default', arm: 'interacting', seed, agents };
  const execution = await execute(plan, { watch: (some) => void events.push(...some) });
  if (execution.status !== 'finished') throw new Error(execution.message);
  const opinions = events.filter(({ type }) => type.startsWith('opinion-'));
  return { record: execution.record as RunRecord, events: opinions };
}

/** Takes the opinion that fewer of those whom it sees hold, for sure. */
const contrary = ruleMind({
  name: 'rule:contrary',
  probabilities({ state }) {
    const [first = 0, second = 0] = String(state.filter((part) => typeof part === 'string').join('')).match(/\d+/g)?.map(Number) ?? []; // prettier-ignore
    return first > second ? [0, 1] : [1, 0];
  },
});

describe('majority opinion under each regime', () => {
  it.each(ACTIVATIONS)('should give everybody as many turns, or about as many, under %s', async (activation) => {
    const { record, events } = await played({ activation }, glauberMind(1));
    const turns = new Map<string, number>();
    for (const { agent = '' } of events) turns.set(agent, (turns.get(agent) ?? 0) + 1);
    const even = activation === 'fixed-order' || activation === 'simultaneous-rounds';

    expect(events).toHaveLength(60);
    expect(turns.size).toBe(6);
    expect([...turns.values()].every((count) => count === 10)).toBe(even);
    expect(record.ending).toBe('the horizon was reached');
  });

  it.each(ACTIVATIONS)('should count holders as the state has them, under %s', async (activation) => {
    const { events } = await played({ activation }, glauberMind(0.3), 7);
    const counts = events.map(({ data }) => data['first'] as number);
    const moved = events.map(({ type, data }) => (type === 'opinion-changed' ? (data['option'] === 'Q' ? 1 : -1) : 0));

    expect(counts.slice(1)).toEqual(counts.slice(0, -1).map((before, at) => before + (moved[at + 1] ?? 0)));
    expect(new Set(events.map(({ data }) => data['first'])).size).toBeGreaterThan(2);
  });

  it('should let nobody see an opinion of the same round where all act at once', async () => {
    const all = { activation: 'simultaneous-rounds', start: 1 } as const;
    const { record, events } = await played(all, contrary);
    const rounds = Array.from({ length: 10 }, (_, round) => events.slice(6 * round, 6 * round + 6));

    // All leave the opinion that all hold, and come back together: one at a time they would part in halves.
    for (const [round, some] of rounds.entries()) {
      const expected = round % 2 === 0 ? 'M' : 'Q';
      expect(some.map(({ data }) => data['option'])).toEqual(Array.from({ length: 6 }, () => expected));
      expect(new Set(some.map(({ time }) => time))).toEqual(new Set([round]));
    }
    expect(record.series['order']?.every((order) => order === 1)).toBe(true);
    expect(record.values['lasting_order']).toBe(1);
    const { record: inTurn } = await played({ activation: 'fixed-order', start: 1 }, contrary);
    expect(inTurn.values['lasting_order']).toBeLessThan(0.5);
  });

  it('should go in the order of the population in turn', async () => {
    const { events } = await played({ activation: 'fixed-order' }, glauberMind(1));

    expect(events.slice(0, 7).map(({ agent }) => agent)).toEqual([
      'agent-1',
      'agent-2',
      'agent-3',
      'agent-4',
      'agent-5',
      'agent-6',
      'agent-1',
    ]);
  });

  it('should be the usual run at other times under clocks of equal rates', async () => {
    const [usual, clocks] = await Promise.all(
      (['random-sequential', 'poisson-clocks'] as const).map((activation) => played({ activation }, glauberMind(1))),
    );
    const told = (events: readonly Event[] = []) => events.map(({ agent, type, data }) => [agent, type, data]);

    expect(told(clocks?.events)).toEqual(told(usual?.events));
    expect(clocks?.events.some(({ time }) => !Number.isInteger(time))).toBe(true);
    expect(usual?.events.every(({ time }) => Number.isInteger(time))).toBe(true);
  });

  it('should say nothing of the usual regime in the record, and name any other', () => {
    expect(majorityOpinion().parameters).not.toHaveProperty('activation');
    expect(majorityOpinion({ activation: 'fixed-order' }).parameters).toMatchObject({ activation: 'fixed-order' });
  });

  it.each(['attention', 'next-speaker:urgency', 'asleep'])('should refuse %s in a sentence', (activation) => {
    expect(() => majorityOpinion({ activation: activation as Activation })).toThrow(
      /activation: expected one of random-sequential, fixed-order, .*nobody speaks here/,
    );
  });

  it('should run all arms that hold as a factor of a study, and say why the mean field does not', async () => {
    const conditions = Object.fromEntries(
      ACTIVATIONS.map((activation) => [activation, majorityOpinion({ agents: 4, sweeps: 10, activation })]),
    );
    const { summary } = await runStudy({
      conditions,
      levels: Object.fromEntries(ACTIVATIONS.map((activation) => [activation, { activation }])),
      model: conformist(),
      runs: 2,
      folder: folder(),
      clock: fakeClock(),
    });
    const refused = Object.fromEntries(
      summary.conditions.map(({ name, notApplicable }) => [
        name,
        notApplicable.find(({ arm }) => arm === MEAN_FIELD)?.reason,
      ]),
    );

    expect(summary.conditions.map(({ arms }) => arms.map(({ name }) => name))).toEqual(
      ACTIVATIONS.map(() => ['interacting', 'isolated', 'fixed-labels', 'rule']),
    );
    expect(refused['random-sequential']).toBeUndefined();
    expect(refused['poisson-clocks']).toBeUndefined();
    expect(refused['fixed-order']).toContain('here everybody acts in turn');
    expect(refused['simultaneous-rounds']).toContain('here all act at once');
  });
});
