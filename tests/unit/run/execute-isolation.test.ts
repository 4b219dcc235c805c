import { describe, expect, it } from 'vitest';
import { scriptedMind, symmetrised } from '../../../src/agent/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import { encodeEvent } from '../../../src/run/journal/codec.js';
import type { Arm, Event, Judgement, Mind, RunPlan, Scenario } from '../../../src/spec/index.js';
import { majorityOpinion, namingGame } from 'mesocosm/scenarios';
import { follower, journalOf } from '../../support/journals.js';
import { planOf } from '../../support/mini-driver.js';

const small = (): Scenario => namingGame({ agents: 5, horizon: 40, stopRule: false });

const isolatedPlan = (scenario: Scenario, mind: Mind, solitary: NonNullable<RunPlan['solitary']>): RunPlan => ({
  ...planOf(scenario, mind, 3),
  solitary,
  stopAfter: { activations: 40, reason: 'the donor ended' },
  ignoreEnd: true,
});

describe('execute: isolation', () => {
  const never = { 'agent-1': [0, 1], 'agent-2': [1, 0], 'agent-3': [0, 1], 'agent-4': [1, 0], 'agent-5': [0, 1] };

  it('should show each agent, in place of what partners said, draws from its own prior, and what it said itself', async () => {
    const events: Event[] = [];
    const scenario = namingGame({ agents: 5, horizon: 40, stopRule: false });
    await journalOf(isolatedPlan(scenario, follower, never), { sink: (all) => events.push(...all) });
    const own = new Map<string, string[]>();
    for (const { type, agent = '', data } of events) {
      if (type !== 'decision-made') continue;
      const rounds = (data['state'] as string).split(' ').filter((pair) => pair !== '');
      const partner = never[agent as 'agent-1'][0] === 1 ? 'Q' : 'M';

      expect(rounds.map((pair) => pair[1])).toEqual(rounds.map(() => partner));
      expect(rounds.map((pair) => pair[0])).toEqual((own.get(agent) ?? []).slice(-5));
      own.set(agent, [...(own.get(agent) ?? []), data['option'] as string]);
    }
    expect(own.size).toBe(5);
  });

  it('should draw from the prior as often as it says', async () => {
    const scenario = namingGame({ agents: 10, horizon: 2000, stopRule: false });
    const priors = Object.fromEntries(scenario.agents.map(({ id }) => [id, [0.3, 0.7]]));
    const partners: string[] = [];
    await journalOf(
      { ...isolatedPlan(scenario, follower, priors), stopAfter: { activations: 2000, reason: 'over' } },
      {
        sink: (events) =>
          events.forEach(({ type, data }) => {
            const last = type === 'decision-made' ? (data['state'] as string).at(-1) : undefined;
            if (last !== undefined) partners.push(last);
          }),
      },
    );
    const share = partners.filter((name) => name === 'Q').length / partners.length;

    // 3,990 draws of .3 have a standard error of .0073.
    expect(partners.length).toBe(2 * 2000 - 10);
    expect(Math.abs(share - 0.3)).toBeLessThan(3 * 0.0073);
  });

  it('should show in a list of others as many for the first option as the prior gives', async () => {
    const scenario = majorityOpinion({ agents: 6, sweeps: 10 });
    const priors = Object.fromEntries(scenario.agents.map(({ id }) => [id, id === 'agent-2' ? [1, 0] : [0, 1]]));
    const states = new Set<string>();
    await journalOf(isolatedPlan(scenario, follower, priors), {
      sink: (events) => events.forEach(({ type, agent, data }) => type === 'decision-made' && states.add(`${agent === 'agent-2'} ${String(data['state'])}`)), // prettier-ignore
    });

    expect(states).toEqual(new Set(['true Q 5, M 0', 'false Q 0, M 5']));
  });

  it('should leave what an agent itself chose, also where that passes through the lens', async () => {
    const scenario = namingGame({ agents: 5, horizon: 40, stopRule: false });
    const through: Scenario = {
      ...scenario,
      memory: {
        window: 50,
        item({ type, data }, agent, lens) {
          if (type !== 'names-exchanged') return undefined;
          const place = (data['agents'] as readonly string[]).indexOf(agent);
          const own = (data['choices'] as readonly string[])[place] === 'Q' ? 0 : 1;
          return { own: lens(own, agent), partner: 0 };
        },
      },
    };
    const events: Event[] = [];
    await journalOf(isolatedPlan(through, follower, never), { sink: (all) => events.push(...all) });
    const decisions = events.filter(({ type, agent }) => type === 'decision-made' && agent === 'agent-1');
    const own = decisions.map(({ data }) => data['option']);

    // Of its own prior, agent 1 would never say Q.
    expect(own).toContain('Q');
    const remembered = String(decisions.at(-1)?.data['state']).split(' ');
    expect(remembered.map((pair) => pair[0])).toEqual(own.slice(0, -1));
  });

  it('should draw for each agent on its own, also from equal priors', async () => {
    const scenario = namingGame({ agents: 5, horizon: 60, memory: 15, stopRule: false });
    const even = Object.fromEntries(scenario.agents.map(({ id }) => [id, [0.5, 0.5]]));
    const heard = new Map<string, string>();
    await journalOf(isolatedPlan(scenario, follower, even), {
      sink(events) {
        for (const { type, agent = '', data } of events) {
          const pairs = String(data['state']).split(' ');
          if (type === 'decision-made' && pairs.length === 8) heard.set(agent, pairs.map((pair) => pair[1]).join(''));
        }
      },
    });

    // Eight draws each: were they shared, all five would have heard the same.
    expect(heard.size).toBe(5);
    expect(new Set(heard.values()).size).toBeGreaterThan(3);
  });

  it('should say whose prior is missing', async () => {
    const { 'agent-3': _, ...others } = never;

    await expect(journalOf(isolatedPlan(small(), follower, others))).rejects.toThrow('there is no prior for "agent-3"');
  });

  it('should not shift anybody else’s draws when one agent is of another mind', async () => {
    const scenario = namingGame({ agents: 5, horizon: 60, stopRule: false });
    const plan = isolatedPlan(
      scenario,
      follower,
      Object.fromEntries(scenario.agents.map(({ id }) => [id, [0.5, 0.5]])),
    );
    const stubborn = scriptedMind({ choose: () => 'M' });
    const agents = plan.agents.map((agent, index) => (index === 2 ? { ...agent, mind: stubborn } : agent));
    const decisionsOf = (lines: readonly string[]): readonly Event[] =>
      lines.map((line) => JSON.parse(line) as Event).filter(({ type, agent }) => type === 'decision-made' && agent !== 'agent-3'); // prettier-ignore
    const [before, after] = [await journalOf(plan), await journalOf({ ...plan, agents })];

    // Alone, nobody is touched by what another does.
    expect(decisionsOf(after.lines)).toEqual(decisionsOf(before.lines));
  });
});

describe('execute: memory', () => {
  it('should begin with no more of the past than its window holds', async () => {
    const scenario = namingGame({ agents: 4, horizon: 4, incumbent: 'M', memory: 2 });
    const states: unknown[] = [];
    await journalOf(planOf(scenario, follower, 1), {
      sink: (events) => events.forEach(({ type, data }) => type === 'decision-made' && states.push(data['state'])),
    });

    expect(states.slice(0, 2)).toEqual(['MM MM', 'MM MM']);
  });

  it('should remember nothing where the window is 0, not even what was before', async () => {
    const scenario = namingGame({ agents: 4, horizon: 20, incumbent: 'M' });
    const memoryless = scenario.arms.find(({ name }) => name === 'memoryless') as Arm;
    const states = new Set<unknown>();
    await journalOf(memoryless.plan({ ...planOf(scenario, follower, 1), priors: {} }), {
      sink: (events) => events.forEach(({ type, data }) => type === 'decision-made' && states.add(data['state'])),
    });

    expect(states).toEqual(new Set(['']));
  });
});

describe('execute: the size of a journal', () => {
  /** As a language model decides: with mass, presentations and spread, and probabilities of many digits. */
  const speaking: Mind = {
    name: 'smollm2-135m-instruct',
    judge(situation): Judgement {
      const [first = 0] = chancesFrom('sizes')(JSON.stringify(situation.state)).shuffle([0.123456789, 0.7654321, 0.5]);
      const evidence = { mass: 0.987654, presentations: 8, spread: 0.123456 };
      const rest = (1 - first) / (situation.options.length - 1);
      return {
        kind: 'distribution',
        probabilities: situation.options.map((_, at) => (at === 0 ? first : rest)),
        evidence,
      };
    },
  };

  it.each([
    ['naming game', (): Scenario => namingGame({ horizon: 300, stopRule: false }), 500],
    ['naming game with ten names', (): Scenario => namingGame({ horizon: 300, names: [...'QMXYFJPRCD'] }), 700],
    ['naming game with a memory of 20', (): Scenario => namingGame({ horizon: 900, memory: 20, stopRule: false }), 700],
    ['majority opinion', (): Scenario => majorityOpinion({ sweeps: 20 }), 400],
    ['majority opinion with five seen', (): Scenario => majorityOpinion({ sweeps: 20, neighbours: 5 }), 400],
  ])('should be less than 1 KB a decision: %s', async (_name, scenario, expected) => {
    const sizes: number[] = [];
    await journalOf(planOf(scenario(), symmetrised(speaking), 1), {
      sink: (events) =>
        events.forEach((event) => event.type === 'decision-made' && sizes.push(encodeEvent(event).length)),
    });
    const plain: number[] = [];
    await journalOf(planOf(scenario(), speaking, 1), {
      sink: (events) =>
        events.forEach((event) => event.type === 'decision-made' && plain.push(encodeEvent(event).length)),
    });

    expect(Math.max(...sizes, ...plain)).toBeLessThan(1024);
    // What it is now, with a little room: a change that makes it grow should be seen.
    expect(Math.max(...plain)).toBeLessThan(expected);
  });

  it('should grow by the same for each activation', async () => {
    const bytesOf = async (horizon: number): Promise<number> => {
      const { lines } = await journalOf(planOf(namingGame({ horizon, stopRule: false }), speaking, 1));
      return lines.reduce((sum, line) => sum + line.length, 0);
    };
    const [one, two, three] = [await bytesOf(500), await bytesOf(1000), await bytesOf(1500)];

    expect((three - two) / (two - one)).toBeGreaterThan(0.9);
    expect((three - two) / (two - one)).toBeLessThan(1.1);
  });
});
