import { describe, expect, it } from 'vitest';
import { majorityOpinion, namingGame } from 'mesocosm/scenarios';
import { scriptedMind } from '../../../src/agent/index.js';
import { execute } from '../../../src/run/execute.js';
import { encodeEvent } from '../../../src/run/journal/codec.js';
import {
  canonicalState,
  type AskedAfter,
  type Event,
  type Judgement,
  type Mind,
  type RunPlan,
} from '../../../src/spec/index.js';
import { planOf } from '../../support/mini-driver.js';

const scenario = namingGame({ agents: 4, horizon: 12, stopRule: false });

/** Leans to the first name by how often it is remembered; notes what it is asked when the run is over. */
function minded(asked: string[] = [], reply?: (agent: string) => Judgement | undefined): Mind {
  return scriptedMind({
    choose(situation, { agent, purpose, stream }) {
      const state = canonicalState(situation);
      if (purpose === 'after') {
        asked.push(`${agent} ${stream} ${state}`);
        const given = reply?.(agent);
        if (given !== undefined) return given;
      }
      const first =
        [...state].filter((letter) => letter === 'Q').length / Math.max(1, state.replaceAll(' ', '').length);
      return { kind: 'distribution', probabilities: [first, 1 - first] };
    },
  });
}

async function play(change: Partial<RunPlan> = {}, mind = minded()) {
  const events: Event[] = [];
  const execution = await execute(
    { ...planOf(scenario, mind, 3), ...change },
    { sink: (some) => void events.push(...some) },
  );
  const after: readonly AskedAfter[] = execution.status === 'finished' ? execution.after : [];
  return { lines: events.map(encodeEvent), events, execution, after };
}

describe('asking agents when a run is over', () => {
  it('should leave no trace in the run', async () => {
    const [without, withThem] = [await play(), await play({ asksAfter: true })];

    expect(withThem.lines).toEqual(without.lines);
    expect(without.after).toEqual([]);
    expect(withThem.after).toHaveLength(4);
    expect(withThem.execution).toMatchObject({ record: (without.execution as { record: object }).record });
  });

  it('should put the situation with what each remembers at the end, in a stream of its own', async () => {
    const asked: string[] = [];
    const { events } = await play({ asksAfter: true }, minded(asked));

    expect(asked).toHaveLength(4);
    for (const line of asked) {
      const [agent, stream, ...pairs] = line.split(' ');
      const met = events.filter(({ data }) => ((data['agents'] ?? []) as string[]).includes?.(agent as string));
      const said = met
        .filter(({ type }) => type === 'names-exchanged')
        .map(({ data }) => {
          const [one, other] = data['choices'] as [string, string];
          return (data['agents'] as string[])[0] === agent ? `${one}${other}` : `${other}${one}`;
        });
      expect(pairs).toEqual(said.slice(-5));
      expect(stream).toMatch(/\/after$/);
    }
  });

  it('should keep refusals, and who took no part any more, apart from answers', async () => {
    const refuse = (agent: string): Judgement | undefined =>
      agent === 'agent-2' ? { kind: 'refused', message: 'enough' } : undefined;
    const gone = { when: { time: 6 }, changes: [{ do: 'remove' as const, agent: 'agent-3' }] };
    const { after } = await play({ asksAfter: true, interventions: [gone] }, minded([], refuse));

    expect(after.map(({ agent, failure }) => [agent, failure?.kind ?? 'answered'])).toEqual([
      ['agent-1', 'answered'],
      ['agent-2', 'refused'],
      ['agent-3', 'absent'],
      ['agent-4', 'answered'],
    ]);
    expect(after[1]).toEqual({ agent: 'agent-2', failure: { kind: 'refused', message: 'enough' } });
  });

  it('should suspend the run where an answer depends on the hour', async () => {
    const { execution } = await play(
      { asksAfter: true },
      minded([], () => ({ kind: 'over-budget', message: 'the budget is used up' })),
    );

    expect(execution).toEqual({ status: 'suspended', kind: 'over-budget', message: 'the budget is used up' });
  });

  it('should not ask who is committed, nor in a scenario where nothing stays with anybody', async () => {
    const settled = namingGame({ agents: 4, horizon: 12, committed: 1, incumbent: 'Q' });
    const committed = await execute({ ...planOf(settled, minded(), 3), asksAfter: true });
    const forgetful = await execute({
      ...planOf(majorityOpinion({ agents: 4, sweeps: 10 }), minded(), 3),
      asksAfter: true,
    });

    const asked = committed.status === 'finished' ? committed.after.map(({ agent }) => agent) : [];
    const free = settled.agents.filter(({ commitment }) => commitment === undefined).map(({ id }) => id);

    expect(free).toHaveLength(3);
    expect(asked).toEqual(free);
    expect(forgetful).toMatchObject({ status: 'finished', after: [] });
  });
});
