import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { createStreams } from '../../../src/environment/index.js';
import { encodeEvent } from '../../../src/run/journal/codec.js';
import { execute, type ExecuteOptions } from '../../../src/run/execute.js';
import type { Event, Mind, MindContext, RunPlan, Scenario } from '../../../src/spec/index.js';
import { majorityOpinion, namingGame } from 'mesocosm/scenarios';
import { follower, journalOf, late } from '../../support/journals.js';
import { planOf } from '../../support/mini-driver.js';

const small = (): Scenario => namingGame({ agents: 5, horizon: 40, stopRule: false });

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
    expect(record.missing).toEqual({
      consensus_time: 'no convention formed while the run lasted',
      convention_emergence_time: 'no convention emerged',
      convention_stability: 'no convention emerged',
    });
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

  it('should keep how many decisions are behind a value, and nothing where no measure says so', async () => {
    const decided = { kept: { made: 7, missing: 2 } };
    const start = () => ({ observe: () => undefined, finish: () => ({ values: { kept: 0.5 }, decided }) });
    const measures = [{ name: 'm', columns: {}, start }];
    const record = async (scenario: Scenario) => {
      const { execution } = await journalOf(planOf(scenario, follower, 1));
      return execution.status === 'finished' ? execution.record : null;
    };

    expect((await record({ ...small(), measures }))?.decided).toEqual(decided);
    expect(await record({ ...small(), measures: [] })).not.toHaveProperty('decided');
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
