import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Action, Arm, Event, Judgement, MeasureResult, RunPlan, Scenario } from '../../src/spec/index.js';
import { majorityOpinion, namingGame, type NamingGameInput } from 'mesocosm/scenarios';
import { follower, journalOf } from '../support/journals.js';
import { smallSituation } from '../support/small-world.js';
import { planOf } from '../support/mini-driver.js';

const armOf = (scenario: Scenario, name: string): Arm => scenario.arms.find((arm) => arm.name === name) as Arm;
const made = (agent: string, value: number): Action => ({
  agent,
  decision: { kind: 'made', value, probabilities: [] },
  situation: smallSituation,
});
const failed = (agent: string): Action => ({
  agent,
  decision: { kind: 'refused', message: 'no' },
  situation: smallSituation,
});

/** What a measure makes of these events. */
function measured(scenario: Scenario, name: string, events: readonly Event[]): MeasureResult {
  const fold = scenario.measures.find((measure) => measure.name === name)?.start(scenario.agents);
  if (fold === undefined) throw new Error(`no measure ${name}`);
  for (const event of events) fold.observe(event);
  return fold.finish('over');
}

describe('the minimal naming game', () => {
  const rule = (given: NamingGameInput = {}): RunPlan => {
    const scenario = namingGame({ agents: 4, names: ['A', 'B', 'C'], ...given });
    return armOf(scenario, 'rule').plan({ ...planOf(scenario, follower, 1), priors: {} });
  };
  /** What two agents know after they met; `known` is what they knew, `said` what each says of its own. */
  function meeting(known: Record<string, number[]>, said: readonly Action[], plan = rule()) {
    const { world } = plan.scenario;
    const slices = Object.fromEntries(Object.entries(known).map(([agent, names]) => [agent, { known: [...names] }]));
    const state = { agents: [], shared: { interactions: 0, streak: 0 }, slice: (agent: string) => slices[agent] };
    const events = world
      .apply(state, said, {} as never, chancesFrom(1))
      .map((draft, seq): Event => ({ seq, time: 0, ...draft }));
    for (const event of events) world.reduce(state, event);
    return { event: events[0], known: Object.fromEntries(Object.entries(slices).map(([who, slice]) => [who, slice.known])) }; // prettier-ignore
  }

  it('should let both forget all other names when the hearer knows the one that is said', () => {
    const { event, known } = meeting({ 'agent-1': [0, 1], 'agent-2': [1, 2] }, [
      made('agent-1', 1),
      made('agent-2', 2),
    ]);

    expect(event?.data).toEqual({ agents: ['agent-1', 'agent-2'], choices: ['B', 'B'], success: true });
    expect(known).toEqual({ 'agent-1': [1], 'agent-2': [1] });
  });

  it('should let the hearer learn a name that it does not know', () => {
    const { event, known } = meeting({ 'agent-1': [0, 1], 'agent-2': [2] }, [made('agent-1', 0), made('agent-2', 2)]);

    expect(event?.data).toEqual({ agents: ['agent-1', 'agent-2'], choices: ['A', 'C'], success: false });
    expect(known).toEqual({ 'agent-1': [0, 1], 'agent-2': [0, 2] });
  });

  it('should let an agent that knows nothing take the name that it says first', () => {
    expect(meeting({ 'agent-1': [], 'agent-2': [] }, [made('agent-1', 2), made('agent-2', 0)]).known).toEqual({
      'agent-1': [2],
      'agent-2': [0, 2],
    });
  });

  it('should leave what a committed agent says as it is', () => {
    const plan = rule({ committed: 1, alternative: 'C' });
    const { known } = meeting({ 'agent-1': [2], 'agent-2': [0] }, [made('agent-2', 0), made('agent-1', 2)], plan);

    expect(plan.agents[0]?.commitment).toBe(2);
    expect(known).toEqual({ 'agent-1': [2], 'agent-2': [0] });
  });

  it('should change nothing when a decision failed', () => {
    const { event, known } = meeting({ 'agent-1': [0], 'agent-2': [0] }, [made('agent-1', 0), failed('agent-2')]);

    expect(event?.type).toBe('exchange-failed');
    expect(known).toEqual({ 'agent-1': [0], 'agent-2': [0] });
  });

  it('should say each of the names that are known equally often', () => {
    const { agents, scenario } = rule();
    const judge = (known: readonly number[]): Judgement => {
      const situation = scenario.situations.facing({ state: { slice: () => ({ known }) }, agent: 'agent-1' } as never);
      return agents[1]?.mind.judge(situation, {} as never) as Judgement;
    };

    expect(judge([0, 2])).toEqual({ kind: 'distribution', probabilities: [0.5, 0, 0.5] });
    expect(judge([])).toMatchObject({ probabilities: [1 / 3, 1 / 3, 1 / 3] });
  });
});

describe('drift', () => {
  it('should copy the partners that are remembered, and its own prior while there are none', () => {
    const scenario = namingGame();
    const priors = { 'agent-1': [0.2, 0.8] };
    const { agents } = armOf(scenario, 'drift').plan({ ...planOf(scenario, follower, 1), priors });
    const judge = (memory: readonly { own: number; partner: number }[]): Judgement =>
      agents[0]?.mind.judge(scenario.situations.facing({ memory } as never), {} as never) as Judgement;

    expect(judge([])).toMatchObject({ probabilities: [0.2, 0.8] });
    expect(judge([{ own: 0, partner: 1 }, { own: 0, partner: 1 }, { own: 0, partner: 0 }])).toMatchObject({ probabilities: [1 / 3, 2 / 3] }); // prettier-ignore
  });
});

describe('measures of the naming game', () => {
  const pair = ['agent-1', 'agent-2'];
  const met = (...said: readonly string[]): readonly Event[] =>
    said.map(([one = '', two = ''], seq) => ({ seq, time: seq, type: 'names-exchanged', data: { agents: pair, choices: [one, two], success: one === two } })); // prettier-ignore

  it('should give success and use of the first name since the last point, and carry the last value forward', () => {
    const scenario = namingGame({ agents: 2, horizon: 8 });
    const { series } = measured(scenario, 'course', met('QQ', 'QM', 'MM', 'MM'));

    expect(scenario.measures.find(({ name }) => name === 'course')?.grid?.times).toEqual([2, 4, 6, 8]);
    expect(series).toEqual({ success: [0.5, 1, 1, 1], share_Q: [0.75, 0, 0, 0] });
  });

  it('should have nothing to carry forward where nobody met', () => {
    const { series } = measured(namingGame({ agents: 2, horizon: 4 }), 'course', []);

    expect(series).toEqual({ success: [null, null], share_Q: [null, null] });
  });

  it('should have one point of the course where the run is shorter than a round', () => {
    const { grid } = namingGame({ agents: 10, horizon: 7 }).measures.find(({ name }) => name === 'course') ?? {};

    expect(grid?.times).toEqual([7]);
  });

  it('should say why a spread was not measured', () => {
    const scenario = namingGame({ agents: 2, committed: 1, incumbent: 'M', checkpoints: [2, 9], stopRule: false });
    const { values, missing } = measured(scenario, 'tipping', met('QQ', 'QQ', 'QM'));

    expect(values).toEqual({ adoption_2: 1, flipped_2: 1, adoption_9: null, flipped_9: null });
    expect(missing).toEqual({
      adoption_9: 'the run ended before 9 interactions',
      flipped_9: 'the run ended before 9 interactions',
    });
  });

  it('should count a convention from its first success on, also where it is broken later', () => {
    const events = met('QQ', 'QQ', 'QQ', 'QQ', 'QQ', 'QQ', 'QM');
    const { values } = measured(namingGame({ agents: 2, stopRule: false }), 'convention', events);

    expect(values).toEqual({ convention: 1, consensus_time: 6 });
  });
});

describe('who meets whom', () => {
  const neighboursIn = async (given: NamingGameInput, seed: number): Promise<ReadonlyMap<string, Set<string>>> => {
    const scenario = namingGame({ agents: 12, horizon: 1500, stopRule: false, memory: 0, ...given });
    const known = new Map<string, Set<string>>(scenario.agents.map(({ id }) => [id, new Set()]));
    await journalOf(planOf(scenario, follower, seed), {
      sink(events) {
        for (const { type, data } of events) {
          if (type !== 'names-exchanged') continue;
          const [one, two] = data['agents'] as readonly [string, string];
          known.get(one)?.add(two);
          known.get(two)?.add(one);
        }
      },
    });
    return known;
  };
  const sizes = (known: ReadonlyMap<string, Set<string>>): readonly number[] => [...known.values()].map(({ size }) => size); // prettier-ignore

  it('should be everybody, the nearest on a ring, or as many as the degree says', async () => {
    expect(new Set(sizes(await neighboursIn({}, 1)))).toEqual(new Set([11]));
    expect((await neighboursIn({ network: 'ring', degree: 2 }, 1)).get('agent-1')).toEqual(new Set(['agent-2', 'agent-12'])); // prettier-ignore
    expect(new Set(sizes(await neighboursIn({ network: 'regular', degree: 4 }, 1)))).toEqual(new Set([4]));
  });

  it('should be drawn anew for each seed, and be the same for all arms of one', async () => {
    const [one, again, other] = [1, 1, 2].map((seed) => neighboursIn({ network: 'small-world', rewiring: 0.8 }, seed));

    expect(await one).toEqual(await again);
    expect(await one).not.toEqual(await other);
  });

  it('should say so where nobody can meet', async () => {
    await expect(neighboursIn({ network: 'erdos-renyi', edgeProbability: 0 }, 1)).rejects.toThrow('has no links, so nobody ever meets anybody'); // prettier-ignore
  });
});

describe('majority opinion', () => {
  it('should show some of the others, each as often as any, and never the agent itself', () => {
    const scenario = majorityOpinion({ agents: 6, neighbours: 2 });
    const ids = scenario.agents.map(({ id }) => id);
    const seen = new Map<string, number>();
    for (let index = 0; index < 3000; index += 1) {
      const looked: string[] = [];
      const slice = (agent: string) => (looked.push(agent), { opinion: 0 });
      const state = { agents: ids, shared: { first: 6, steps: 0, salt: 5 }, slice };
      scenario.situations.facing({ state, agent: 'agent-3', activation: { index }, occasion: index, memory: [], lens: (choice: number) => choice } as never); // prettier-ignore
      expect(new Set(looked).size).toBe(2);
      for (const agent of looked) seen.set(agent, (seen.get(agent) ?? 0) + 1);
    }

    expect([...seen.keys()].sort()).toEqual(['agent-1', 'agent-2', 'agent-4', 'agent-5', 'agent-6']);
    // 6,000 looks at five others: 1,200 each, with a standard deviation of 27.
    for (const count of seen.values()) expect(Math.abs(count - 1200)).toBeLessThan(4 * 27);
  });

  it('should have a grid of different times, also for a run of few steps', () => {
    for (const sweeps of [10, 25, 37]) {
      const { times = [] } = majorityOpinion({ agents: 2, sweeps }).measures[0]?.grid ?? {};

      expect(new Set(times).size).toBe(times.length);
      expect([times[0], times.at(-1)]).toEqual([0, 2 * sweeps]);
    }
  });

  it.each([10, 30, 70, 100, 21])('should title what lasts over a tenth of %i sweeps in plain digits', (sweeps) => {
    const { title } = majorityOpinion({ sweeps }).measures[0]?.columns['lasting_order'] ?? {};

    expect(title).toBe(`mean |m| over the last ${Number((sweeps / 10).toFixed(1))} of ${sweeps} sweeps`);
  });

  it('should give what agents in fact answered at each count, where presentations are live', async () => {
    const scenario = majorityOpinion({ agents: 4, sweeps: 10, presentation: 'live', committed: 1 });
    const events: Event[] = [];
    const { execution } = await journalOf(planOf(scenario, follower, 1), { sink: (all) => events.push(...all) });
    if (execution.status !== 'finished') throw new Error(execution.message);
    const asked = events.filter(({ type, data }) => type === 'decision-made' && data['committed'] !== true);
    const at = (x: number): readonly number[] =>
      asked.filter(({ data }) => data['state'] === `Q ${x}, M ${3 - x}`).map(({ data }) => (data['probabilities'] as readonly number[])[0] as number); // prettier-ignore
    const means = [0, 1, 2, 3].map(at).map((all) => (all.length === 0 ? null : all.reduce((sum, p) => sum + p, 0) / all.length)); // prettier-ignore

    expect(execution.record.values['decisions_met']).toBe(asked.length);
    expect(execution.record.series['response']).toEqual(means);
  });
});
