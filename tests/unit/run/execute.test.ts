import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleMind, scriptedMind, symmetrised } from '../../../src/agent/index.js';
import { createStreams } from '../../../src/environment/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import { encodeEvent } from '../../../src/run/journal/codec.js';
import { execute, type Execution, type ExecuteOptions } from '../../../src/run/execute.js';
import type { Arm, Event, Judgement, Mind, MindContext, RunPlan, Scenario } from '../../../src/spec/index.js';
import { majorityOpinion, namingGame } from 'mesocosm/scenarios';
import { planOf } from '../../support/mini-driver.js';

const follower: Mind = ruleMind({
  name: 'follower',
  probabilities({ options, state }) {
    const said = state.flatMap((part) => (typeof part === 'object' && 'option' in part ? [part.option] : []));
    return options.map((_, option) => 1 + said.filter((one) => one === option).length);
  },
});
const small = (): Scenario => namingGame({ agents: 5, horizon: 40, stopRule: false });

async function journalOf(
  plan: RunPlan,
  options: ExecuteOptions = {},
): Promise<{ lines: readonly string[]; execution: Execution }> {
  // prettier-ignore
  const lines: string[] = [];
  const sink = (events: readonly Event[]): void => {
    lines.push(...events.map(encodeEvent));
    options.sink?.(events);
  };
  return { execution: await execute(plan, { ...options, sink }), lines };
}

/** Answers after a number of turns of the event loop that is drawn from `salt`. */
function late(mind: Mind, salt: number): Mind {
  const delays = chancesFrom(salt)('delays');
  return {
    name: mind.name,
    async judge(situation, context) {
      const turns = delays.integer(5);
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return mind.judge(situation, context);
    },
  };
}

const isolatedPlan = (scenario: Scenario, mind: Mind, solitary: NonNullable<RunPlan['solitary']>): RunPlan => ({
  ...planOf(scenario, mind, 3),
  solitary,
  stopAfter: { activations: 40, reason: 'the donor ended' },
  ignoreEnd: true,
});

describe('execute: the record', () => {
  it('should open the journal with all that the run was made from', async () => {
    const scenario = namingGame({ agents: 3, horizon: 2, committed: 1 });
    const plan = planOf(scenario, follower, 7);
    const agents = plan.agents.map((agent, index) => (index === 1 ? { ...agent, persona: { name: 'Ada', text: 'I am Ada.' } } : agent)); // prettier-ignore
    const { lines } = await journalOf({ ...plan, agents });

    expect(JSON.parse(lines[0] as string)).toEqual({
      seq: 0,
      time: 0,
      type: 'run-started',
      data: {
        scenario: 'naming-game',
        condition: 'default',
        arm: 'interacting',
        seed: 7,
        parameters: scenario.parameters,
        options: ['Q', 'M'],
        regime: 'random-pairs:complete',
        agents: [
          { id: 'agent-1', name: 'Ann', mind: 'follower', commitment: 'Q' },
          { id: 'agent-2', name: 'Ben', mind: 'follower', persona: 'Ada' },
          { id: 'agent-3', name: 'Cara', mind: 'follower' },
        ],
      },
    });
    expect(lines.join('\n')).not.toContain('I am Ada.');
  });

  it('should give one row: where it stands, why it ended, what was measured', async () => {
    const { execution } = await journalOf(planOf(small(), follower, 1));
    if (execution.status !== 'finished') throw new Error(execution.message);
    const { record } = execution;

    expect(record).toMatchObject({
      condition: 'default',
      arm: 'interacting',
      seed: 1,
      activations: 40,
      ending: 'the horizon was reached',
      decisions: 80,
      failures: {},
    });
    expect(record.values).toMatchObject({ convention: 0, consensus_time: null });
    expect(record.missing).toEqual({ consensus_time: 'no convention formed while the run lasted' });
    expect(Object.keys(record.series)).toEqual(['success', 'share_Q']);
  });

  it('should count failures by kind, among the decisions, and committed agents not at all', async () => {
    const scenario = namingGame({ agents: 4, horizon: 30, committed: 1, stopRule: false });
    const kinds = ['refused', 'malformed'] as const;
    const mind = scriptedMind({
      choose: (_, { occasion }) => (occasion % 2 === 0 ? 'Q' : { kind: kinds[(occasion >> 1) % 2] as 'refused', message: 'no' }), // prettier-ignore
    });
    const events: Event[] = [];
    const { execution } = await journalOf(planOf(scenario, mind, 2), { sink: (all) => events.push(...all) });
    if (execution.status !== 'finished') throw new Error(execution.message);
    const asked = events.filter(({ type, data }) => type.startsWith('decision-') && data['committed'] !== true);
    const failed = (reason: string): number => events.filter(({ data }) => data['reason'] === reason && data['kind'] === 'name').length; // prettier-ignore

    expect(execution.record.decisions).toBe(asked.length);
    expect(execution.record.failures).toEqual({ refused: failed('refused'), malformed: failed('malformed') });
    expect(failed('malformed')).toBeGreaterThan(0);
  });

  it('should show events to the sink, then to whoever watches, then to the measures', async () => {
    const order: string[] = [];
    const scenario = { ...small(), measures: [{ name: 'm', columns: {}, start: () => ({ observe: ({ seq }: Event) => void order.push(`measure ${seq}`), finish: () => ({ values: {} }) }) }] }; // prettier-ignore
    await execute(planOf(scenario, follower, 1), {
      sink: (events) => order.push(...events.map(({ seq }) => `sink ${seq}`)),
      watch: (events) => order.push(...events.map(({ seq }) => `watch ${seq}`)),
    });

    expect(order.slice(0, 6)).toEqual(['sink 0', 'watch 0', 'measure 0', 'sink 1', 'sink 2', 'sink 3']);
  });

  it('should tell measures why it ended', async () => {
    const reasons: string[] = [];
    const scenario = { ...small(), measures: [{ name: 'm', columns: {}, start: () => ({ observe: () => undefined, finish: (reason: string) => (reasons.push(reason), { values: {} }) }) }] }; // prettier-ignore
    await execute({ ...planOf(scenario, follower, 1), stopAfter: { activations: 3, reason: 'enough' } });

    expect(reasons).toEqual(['enough']);
  });

  it('should be suspended without a row, and say what is to be done about it', async () => {
    const mind = scriptedMind({
      choose: (_, { occasion }) => (occasion < 2 ? 'Q' : { kind: 'over-budget', message: '300 calls were made' }),
    });
    const { execution, lines } = await journalOf(planOf(small(), mind, 1));

    expect(execution).toEqual({ status: 'suspended', kind: 'over-budget', message: '300 calls were made' });
    expect(lines.at(-1)).toContain('"type":"names-exchanged"');
  });
});

describe('execute: what a mind is told', () => {
  const told = async (plan: RunPlan, options: ExecuteOptions = {}): Promise<readonly MindContext[]> => {
    const contexts: MindContext[] = [];
    const mind = scriptedMind({
      choose(_, context) {
        contexts.push(context);
        return 'Q';
      },
    });
    await execute({ ...plan, agents: plan.agents.map((agent) => ({ ...agent, mind })) }, options);
    return contexts;
  };

  it('should be who asks, how often it was asked before, and which run this is', async () => {
    const contexts = await told(planOf(small(), follower, 4));
    const occasions = contexts.filter(({ agent }) => agent === 'agent-2').map(({ occasion }) => occasion);

    expect(occasions).toEqual(occasions.map((_, index) => index));
    expect(new Set(contexts.map(({ stream }) => stream))).toEqual(new Set(['default.interacting.4']));
  });

  it('should be the stream that was given, the signal, and the persona', async () => {
    const plan = planOf(small(), follower, 4);
    const persona = { name: 'Ada', text: 'I am Ada.' };
    const { signal } = new AbortController();
    const agents = plan.agents.map((agent, index) => (index === 0 ? { ...agent, persona } : agent));
    const contexts = await told({ ...plan, agents }, { stream: 'of its own', signal });

    expect(contexts.every(({ stream, signal: given }) => stream === 'of its own' && given === signal)).toBe(true);
    expect(new Set(contexts.flatMap(({ agent, persona: one }) => (one === undefined ? [] : [agent])))).toEqual(new Set(['agent-1'])); // prettier-ignore
  });
});

describe('execute: the same journal', () => {
  it.each([
    ['the naming game', (): Scenario => namingGame({ agents: 9, horizon: 150 })],
    ['the naming game on a ring', (): Scenario => namingGame({ agents: 12, horizon: 120, network: 'ring' })],
    ['majority opinion', (): Scenario => majorityOpinion({ agents: 7, sweeps: 10, neighbours: 3 })],
  ])('should be written whoever answers first: %s', async (_name, scenario) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), async (seed, salt) => {
        const atOnce = await journalOf(planOf(scenario(), follower, seed));
        const delayed = await journalOf(planOf(scenario(), late(follower, salt), seed));

        expect(delayed).toEqual(atOnce);
      }),
      { numRuns: 12 },
    );
  });

  it('should be written when only some minds take time', async () => {
    const plan = planOf(namingGame({ agents: 8, horizon: 200 }), follower, 5);
    const mixed = plan.agents.map((agent, index) => (index % 3 === 0 ? { ...agent, mind: late(follower, index) } : agent)); // prettier-ignore

    expect(await journalOf({ ...plan, agents: mixed })).toEqual(await journalOf(plan));
  });

  it('should be the beginning of the whole one wherever it is suspended', async () => {
    const scenario = small();
    const whole = await journalOf(planOf(scenario, follower, 6));
    await fc.assert(
      fc.asyncProperty(fc.nat(79), async (answers) => {
        let left = answers;
        const failing: Mind = {
          name: 'follower',
          judge: (situation, context) => (left-- > 0 ? follower.judge(situation, context) : { kind: 'unavailable', message: 'gone' }), // prettier-ignore
        };
        const cut = await journalOf(planOf(scenario, failing, 6));

        expect(cut.execution.status).toBe('suspended');
        expect(cut.lines).toEqual(whole.lines.slice(0, 1 + 3 * Math.floor(answers / 2)));
      }),
    );
  });

  it('should not change with the measures that are taken', async () => {
    const { lines } = await journalOf(planOf({ ...small(), measures: [] }, follower, 8));

    expect(lines).toEqual((await journalOf(planOf(small(), follower, 8))).lines);
  });

  it('should not change with who watches', async () => {
    const plan = planOf(small(), follower, 8);
    const streams = createStreams(plan.agents.map(({ id }) => id));
    const seen: Event[] = [];
    streams.events$.subscribe((event) => seen.push(event));
    const { lines } = await journalOf(plan, { streams });

    expect(lines).toEqual((await journalOf(plan)).lines);
    expect(seen.map(encodeEvent)).toEqual(lines);
  });
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
