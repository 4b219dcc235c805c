import { describe, expect, it } from 'vitest';
import { namingGame } from 'mesocosm/scenarios';
import { BASIC_VALUES } from '../../../src/persona/index.js';
import { execute } from '../../../src/run/execute.js';
import { encodeEvent } from '../../../src/run/journal/codec.js';
import type { Event, Judgement, Mind, MindContext, RunPlan, Situation, ValueAnswer } from '../../../src/spec/index.js';
import { planOf } from '../../support/mini-driver.js';
import { valuedMind } from '../../support/valued-people.js';

const scenario = namingGame({ agents: 4, horizon: 12, stopRule: false });
const ASKED = { asksAfter: true, values: BASIC_VALUES } as const;

interface Question {
  readonly situation: Situation;
  readonly context: MindContext;
}

/** Plays evenly, answers items from the middle, and notes what it is asked of values. */
function minded(asked: Question[] = [], reply?: (question: Question) => Judgement | undefined): Mind {
  const mind = valuedMind({ play: () => ({ kind: 'distribution', probabilities: [0.5, 0.5] }) });
  return {
    name: mind.name,
    judge(situation, context) {
      if (context.purpose !== 'values') return mind.judge(situation, context);
      asked.push({ situation, context });
      const given = reply?.({ situation, context });
      return given ?? mind.judge(situation, { ...context, persona: { name: 'P', text: 'P.' } });
    },
  };
}

async function play(change: Partial<RunPlan> = {}, mind = minded()) {
  const events: Event[] = [];
  const execution = await execute(
    { ...planOf(scenario, mind, 3), ...change },
    { sink: (some) => void events.push(...some) },
  );
  const values: readonly ValueAnswer[] = execution.status === 'finished' ? execution.values : [];
  return { lines: events.map(encodeEvent), execution, values };
}

describe('asking after values when a run is over', () => {
  it('should leave no trace in the run, nor in what else is asked', async () => {
    const [without, withThem] = [await play({ asksAfter: true }), await play(ASKED)];
    const { values: _none, ...before } = without.execution as Extract<typeof without.execution, { values: unknown }>;

    expect(withThem.lines).toEqual(without.lines);
    expect(without.values).toEqual([]);
    expect(withThem.values).toHaveLength(4 * 10);
    expect(withThem.execution).toMatchObject(before);
  });

  it('should ask only where the plan asks afterwards', async () => {
    const { values } = await play({ values: BASIC_VALUES });

    expect(values).toEqual([]);
  });

  it('should put each statement by itself, with what the agent remembers at the end', async () => {
    const asked: Question[] = [];
    await play(ASKED, minded(asked));
    const own = asked.filter(({ context }) => context.agent === 'agent-1');

    expect(own.map(({ situation }) => situation.kind)).toEqual(BASIC_VALUES.items.map(({ id }) => `item:${id}`));
    for (const { situation, context } of own) {
      expect(situation.statements).toEqual(own[0]?.situation.statements);
      expect(situation.statements.length).toBeGreaterThan(1);
      expect(situation.options).toHaveLength(5);
      expect(context.stream).toMatch(/\/values\//);
    }
    expect(new Set(own.map(({ context }) => context.stream)).size).toBe(10);
  });

  it('should keep what is refused or garbled, and who took no part any more, apart from answers', async () => {
    const reply = ({ situation, context }: Question): Judgement | undefined => {
      if (context.agent !== 'agent-2') return undefined;
      if (situation.kind === 'item:power') return { kind: 'refused', message: 'enough' };
      if (situation.kind === 'item:hedonism') return { kind: 'distribution', probabilities: [0.5, 0.5] };
      return undefined;
    };
    const gone = { when: { time: 6 }, changes: [{ do: 'remove' as const, agent: 'agent-3' }] };
    const { values } = await play({ ...ASKED, interventions: [gone] }, minded([], reply));
    const of = (agent: string) => values.filter((one) => one.agent === agent);

    expect(of('agent-2').flatMap(({ item, failure }) => (failure === undefined ? [] : [[item, failure.kind]]))).toEqual(
      [
        ['power', 'refused'],
        ['hedonism', 'malformed'],
      ],
    );
    expect(of('agent-2').find(({ item }) => item === 'hedonism')?.failure?.message).toBe(
      '2 probabilities for 5 points',
    );
    expect(of('agent-3').map(({ failure }) => failure?.kind)).toEqual(Array.from({ length: 10 }, () => 'absent'));
    expect(of('agent-4').every(({ probabilities }) => probabilities?.length === 5)).toBe(true);
  });

  it('should suspend the run where an answer depends on the hour', async () => {
    const { execution } = await play(
      ASKED,
      minded([], ({ situation }) =>
        situation.kind === 'item:power' ? { kind: 'over-budget', message: 'the budget is used up' } : undefined,
      ),
    );

    expect(execution).toEqual({ status: 'suspended', kind: 'over-budget', message: 'the budget is used up' });
  });

  it('should not ask who is committed', async () => {
    const settled = namingGame({ agents: 4, horizon: 12, committed: 1, incumbent: 'Q' });
    const execution = await execute({ ...planOf(settled, minded(), 3), ...ASKED });
    const free = settled.agents.filter(({ commitment }) => commitment === undefined).map(({ id }) => id);

    expect(execution.status === 'finished' ? [...new Set(execution.values.map(({ agent }) => agent))] : []).toEqual(
      free,
    );
  });
});
