import { describe, expect, it } from 'vitest';
import { majorityOpinion, namingGame } from 'mesocosm/scenarios';
import { noteChoices } from '../../../src/run/note-choices.js';
import type { Event, RunChoices, Scenario } from '../../../src/spec/index.js';
import { follower, journalOf } from '../../support/journals.js';
import { planOf } from '../../support/mini-driver.js';

const small = (): Scenario => namingGame({ agents: 5, horizon: 40, stopRule: false, committed: 1 });

function chosen(scenario: Scenario, events: readonly Omit<Event, 'seq' | 'time'>[]): RunChoices | undefined {
  const notes = noteChoices(planOf(scenario, follower, 1));
  events.forEach((event, seq) => notes.observe({ ...event, seq, time: seq }));
  return notes.finish();
}

const made = (agent: string, option: string, more: Event['data'] = {}) => ({
  type: 'decision-made',
  agent,
  data: { kind: 'name', option, ...more },
});

describe('noteChoices', () => {
  it('should note in the record of a run what the journal says that free agents chose', async () => {
    const { execution, lines } = await journalOf(planOf(small(), follower, 3));
    if (execution.status !== 'finished') throw new Error(execution.message);
    const events = lines.map((line) => JSON.parse(line) as Event);
    const by = (agent: string) =>
      events.flatMap(({ type, agent: who, data }) =>
        type === 'decision-made' && who === agent ? [['Q', 'M'].indexOf(String(data['option']))] : [],
      );
    const choices = execution.record.choices as RunChoices;

    expect(Object.keys(choices.courses)).toEqual(['agent-2', 'agent-3', 'agent-4', 'agent-5']);
    for (const [agent, course] of Object.entries(choices.courses)) expect(course).toEqual(by(agent));
    expect(choices.last['agent-2']?.option).toBe(by('agent-2').at(-1));
    expect(choices.last['agent-2']?.probabilities).toHaveLength(2);
  });

  it('should leave a hole where a choice failed, and keep the last that was made', () => {
    const failed = { type: 'decision-failed', agent: 'agent-2', data: { kind: 'name', reason: 'refused' } };
    const other = { type: 'decision-failed', agent: 'agent-2', data: { kind: 'speech', reason: 'refused' } };

    expect(chosen(small(), [made('agent-2', 'M'), other, failed])).toMatchObject({
      courses: { 'agent-2': [1, null], 'agent-3': [] },
      last: { 'agent-2': { option: 1 } },
    });
  });

  it('should call no probability exact that is counted from samples', () => {
    const choices = chosen(small(), [
      made('agent-2', 'Q', { probabilities: [0.75, 0.25] }),
      made('agent-3', 'Q', { probabilities: [0.75, 0.25], evidence: { firstMass: 1 } }),
    ]);

    expect(choices?.last).toEqual({ 'agent-2': { option: 0, probabilities: [0.75, 0.25] }, 'agent-3': { option: 0 } });
  });

  it('should say nothing of a run in which nobody chose', () => {
    expect(chosen(small(), [])).toBeUndefined();
    expect(chosen(small(), [made('agent-2', 'neither')])).toBeUndefined();
  });

  it('should note the same agents in every run, and at most 12 courses of 100 choices and 24 last ones', () => {
    const many = majorityOpinion({ agents: 40 });
    const ids = many.agents.map(({ id }) => id);
    const [option = ''] = many.options;
    const once = chosen(
      many,
      ids.flatMap((agent) => Array.from({ length: 101 }, () => made(agent, option))),
    );
    const again = chosen(
      many,
      ids.toReversed().map((agent) => made(agent, option)),
    );

    expect(Object.values(once?.courses ?? {}).map(({ length }) => length)).toEqual(
      Array.from({ length: 12 }, () => 100),
    );
    expect(Object.keys(once?.last ?? {})).toHaveLength(24);
    expect(Object.keys(again?.courses ?? {})).toEqual(Object.keys(once?.courses ?? {}));
    expect(Object.keys(again?.last ?? {})).toEqual(Object.keys(once?.last ?? {}));
  });
});
