import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { execute } from '../../../src/run/execute.js';
import { encodeEvent } from '../../../src/run/journal/codec.js';
import type { Event, Interview, InterviewAnswer, Judgement, Mind, RunPlan } from '../../../src/spec/index.js';
import { namingGame } from 'mesocosm/scenarios';
import { planOf } from '../../support/mini-driver.js';
import { situationIn } from '../../support/small-world.js';

const scenario = namingGame({ agents: 4, horizon: 12, stopRule: false });
const opinion = (change: Partial<Interview> = {}): Interview => ({
  name: 'opinion',
  when: { start: true, every: 5, end: true },
  situation: ({ memory, occasion }) => situationIn(`${memory.length} remembered, ${occasion} decided`),
  ...change,
});

/** Takes the option that it saw last; asked for a word, it says how much it remembers. */
function minded(reply?: (purpose: string) => Judgement | Promise<Judgement> | undefined): Mind {
  return scriptedMind({
    choose(situation, { purpose = 'decision' }) {
      const given = reply?.(purpose);
      if (given !== undefined) return given;
      return { kind: 'distribution', probabilities: situation.options.map((_, at) => at + 1) };
    },
  });
}

async function play(change: Partial<RunPlan> = {}, mind = minded()) {
  const lines: string[] = [];
  const sink = (events: readonly Event[]): void => void lines.push(...events.map(encodeEvent));
  const execution = await execute({ ...planOf(scenario, mind, 3), ...change }, { sink });
  const interviews: readonly InterviewAnswer[] = execution.status === 'finished' ? execution.interviews : [];
  return { lines, execution, interviews };
}

describe('interviews', () => {
  it('should leave no trace in the run', async () => {
    const [without, withThem] = [await play(), await play({ interviews: [opinion()] })];

    expect(withThem.lines).toEqual(without.lines);
    expect(withThem.interviews.length).toBeGreaterThan(0);
  });

  it('should be held at the start, at every so many units of time, and at the end', async () => {
    const { interviews } = await play({ interviews: [opinion({ agents: ['agent-1'] })] });

    expect(interviews.map(({ time }) => time)).toEqual([0, 5, 10, null]);
    expect(interviews[0]).toMatchObject({
      interview: 'opinion',
      agent: 'agent-1',
      decisions: 0,
      options: ['yes', 'no'],
    });
  });

  it.each([
    [{ when: { every: 0 } }, '`every` is 0'],
    [{ when: { every: -1, end: true } }, '`every` is -1'],
    [{ when: { every: Number.NaN } }, '`every` is NaN'],
    [{ when: {} }, 'it is never held'],
    [{ when: { time: 3 } as object }, 'it is never held'],
    [{ agents: ['agent-1', 'nemo'] }, 'there is no agent "nemo"'],
  ])('should be refused before the run with %j', async (change, why) => {
    const seen: string[] = [];
    const mind = minded((purpose) => void seen.push(purpose));

    await expect(play({ interviews: [opinion(change)] }, mind)).rejects.toThrow(`the interview "opinion": ${why}`);
    expect(seen).toEqual([]);
  });

  it('should be refused where two have one name, since nobody could tell their answers apart', async () => {
    await expect(play({ interviews: [opinion(), opinion({ when: { end: true } })] })).rejects.toThrow(
      'the interview "opinion": two interviews have this name',
    );
  });

  it('should ask everybody who is free, with what each remembers at that moment', async () => {
    const seen: string[] = [];
    const asking = opinion({
      when: { end: true },
      situation({ agent, memory, occasion }) {
        seen.push(`${agent} ${memory.length} ${occasion}`);
        return situationIn('?');
      },
    });
    const { interviews } = await play({ interviews: [asking] });

    expect(interviews.map(({ agent }) => agent)).toEqual(['agent-1', 'agent-2', 'agent-3', 'agent-4']);
    // Somebody who met others remembers as many meetings as it had, up to its window.
    for (const line of seen) {
      const [, memory, occasion] = line.split(' ').map(Number);
      expect(memory).toBe(Math.min(occasion as number, 5));
    }
  });

  it('should keep a failure that is content, and what was asked for in words', async () => {
    const refusing = minded((purpose) => (purpose === 'interview' ? { kind: 'refused', message: 'no' } : undefined));
    const { interviews } = await play({ interviews: [opinion({ when: { end: true } })] }, refusing);
    expect(interviews[0]?.failure).toEqual({ kind: 'refused', message: 'no' });

    const words = opinion({
      when: { end: true },
      situation: () => ({ ...situationIn('?', []), answer: { kind: 'text', maxCharacters: 10 } }),
    });
    const speaking = minded((purpose) => (purpose === 'interview' ? { kind: 'answer', value: 'Hello.' } : undefined));
    expect((await play({ interviews: [words] }, speaking)).interviews[0]?.value).toBe('Hello.');
  });

  it('should suspend the run where a mind cannot be reached, and not before its events are written', async () => {
    const down = minded((purpose) =>
      purpose === 'interview' ? { kind: 'unavailable', message: 'no line' } : undefined,
    );
    const [{ lines }, stopped] = [await play(), await play({ interviews: [opinion()] }, down)];

    expect(stopped.execution).toEqual({ status: 'suspended', kind: 'unavailable', message: 'no line' });
    expect(stopped.lines).toEqual(lines);
  });

  it('should never be waited for by the run', async () => {
    const open: (() => void)[] = [];
    const slow = minded((purpose) =>
      purpose === 'interview'
        ? new Promise((resolve) => {
            open.push(() => resolve({ kind: 'distribution', probabilities: [1, 0] }));
          })
        : undefined,
    );
    const lines: string[] = [];
    const run = execute(
      { ...planOf(scenario, slow, 3), interviews: [opinion({ when: { start: true } })] },
      { sink: (events) => void lines.push(...events.map(({ type }) => type)) },
    );
    while (lines.at(-1) !== 'run-ended') await new Promise((resolve) => setImmediate(resolve));
    for (const answer of open) answer();

    expect((await run).status).toBe('finished');
  });
});
