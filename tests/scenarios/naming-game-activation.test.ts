import { describe, expect, it } from 'vitest';
import { execute } from '../../src/run/index.js';
import { runStudy } from '../../src/study/index.js';
import { MEAN_FIELD, type Event, type Mind, type PlannedAgent } from '../../src/spec/index.js';
import { fakeClock } from '../../src/testing/index.js';
import { ruleMind } from '../../src/agent/index.js';
import { namingGame, type NamingGameInput } from '../../scenarios/index.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
const ACTIVATIONS = ['random-sequential', 'fixed-order', 'simultaneous-rounds', 'poisson-clocks'] as const;

const undecided = ruleMind({ name: 'rule:undecided', probabilities: ({ options }) => options.map(() => 1 / 2) });

/** The meetings of a run by one mind for everybody. */
async function meetings(given: NamingGameInput, mind: Mind = undecided) {
  const scenario = namingGame({ agents: 6, horizon: 60, stopRule: false, ...given });
  const agents = scenario.agents.map((slot): PlannedAgent => ({ ...slot, mind }));
  const events: Event[] = [];
  const plan = { scenario, condition: 'default', arm: 'interacting', seed: 3, agents };
  const execution = await execute(plan, { watch: (some) => void events.push(...some) });
  if (execution.status !== 'finished') throw new Error(execution.message);
  return events
    .filter(({ type }) => type === 'names-exchanged')
    .map(({ time, data }) => ({ time, pair: data['agents'] as readonly string[], choices: data['choices'] }));
}

describe('the naming game under each regime', () => {
  it.each(ACTIVATIONS)('should go on for as many meetings, each of two, under %s', async (activation) => {
    const met = await meetings({ activation });

    expect(met).toHaveLength(60);
    expect(met.every(({ pair }) => new Set(pair).size === 2)).toBe(true);
    expect(new Set(met.flatMap(({ pair }) => pair)).size).toBe(6);
  });

  it('should let everybody in turn meet somebody by chance', async () => {
    const met = await meetings({ activation: 'fixed-order' });
    const others = (at: number): Set<string | undefined> =>
      new Set(met.filter((_, place) => place % 6 === at).map(({ pair }) => pair[1]));

    expect(met.map(({ pair }) => pair[0])).toEqual(Array.from({ length: 60 }, (_, at) => `agent-${(at % 6) + 1}`));
    expect(others(0).size).toBeGreaterThan(2);
  });

  it.each([
    [6, 3],
    [7, 3],
  ])('should let %d agents meet in %d pairs at once, each at most once a round', async (agents, pairs) => {
    const met = await meetings({ agents, activation: 'simultaneous-rounds' });

    for (let round = 0; round < 60 / pairs; round += 1) {
      const some = met.filter(({ time }) => time === round);
      expect(some).toHaveLength(pairs);
      expect(new Set(some.flatMap(({ pair }) => pair)).size).toBe(2 * pairs);
    }
  });

  it('should let only neighbours meet at once on a network', async () => {
    const met = await meetings({ agents: 12, network: 'ring', degree: 2, activation: 'simultaneous-rounds' });
    const place = (agent = ''): number => Number(agent.slice('agent-'.length));

    for (const { pair } of met) {
      expect([1, 11]).toContain(Math.abs(place(pair[0]) - place(pair[1])));
    }
  });

  it('should be the usual meetings at other times under clocks', async () => {
    const [usual, clocks] = [await meetings({}), await meetings({ activation: 'poisson-clocks' })];
    const told = (met: typeof usual) => met.map(({ pair, choices }) => [pair, choices]);

    expect(told(clocks)).toEqual(told(usual));
    expect(usual.map(({ time }) => time)).toEqual(usual.map((_, at) => at));
    expect(clocks.some(({ time }) => !Number.isInteger(time))).toBe(true);
  });

  it('should say nothing of the usual regime in the record, and name any other', () => {
    expect(namingGame().parameters).not.toHaveProperty('activation');
    expect(namingGame().regime.name).toBe('random-pairs:complete');
    const other = namingGame({ activation: 'fixed-order' });
    expect([other.parameters['activation'], other.regime.name]).toEqual([
      'fixed-order',
      'random-pairs:complete:fixed-order',
    ]);
  });

  it.each(['attention', 'next-speaker:random'])('should refuse %s in a sentence', (activation) => {
    expect(() => namingGame({ activation: activation as 'fixed-order' })).toThrow(/activation: .*nobody speaks here/);
  });

  it('should run all arms that hold, and say why the mean field does not', async () => {
    const { summary } = await runStudy({
      conditions: Object.fromEntries(
        ACTIVATIONS.map((activation) => [activation, namingGame({ agents: 4, horizon: 40, memory: 2, activation })]),
      ),
      policy: 'claude-3.5-sonnet',
      runs: 1,
      arms: ['interacting', 'isolated', 'symmetrised', 'rule', 'drift', MEAN_FIELD],
      folder: folder(),
      clock: fakeClock(),
    });
    const [arms] = summary.conditions.map((one) => one.arms.map(({ name }) => name));
    const refused = Object.fromEntries(
      summary.conditions.map(({ name, notApplicable }) => [
        name,
        notApplicable.find(({ arm }) => arm === MEAN_FIELD)?.reason,
      ]),
    );

    expect(arms).toEqual(['interacting', 'isolated', 'symmetrised', 'rule', 'drift']);
    for (const one of summary.conditions) expect(one.arms.map(({ name }) => name)).toEqual(arms);
    expect(refused['random-sequential']).toBeUndefined();
    expect(refused['poisson-clocks']).toBeUndefined();
    expect(refused['fixed-order']).toContain('here everybody acts in turn');
    expect(refused['simultaneous-rounds']).toContain('here all act at once');
  });
});
