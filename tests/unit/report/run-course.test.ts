import { describe, expect, it } from 'vitest';
import { choicesOf, courseOf, followedFrom, networkOf } from '../../../src/report/run-course.js';
import type { Event } from '../../../src/spec/index.js';

const options = ['Q', 'M'];

function event(seq: number, more: Partial<Event>): Event {
  return { seq, time: seq, type: 'decision-made', data: {}, ...more };
}

/** Ann and Ben choose and meet; then Ann, and Cara who saw the meeting, choose again. */
const events: readonly Event[] = [
  event(0, { type: 'run-started' }),
  event(1, { time: 0, agent: 'a', data: { option: 'Q' } }),
  event(2, { time: 0, agent: 'b', data: { option: 'M' } }),
  event(3, { time: 0, type: 'met', data: { option: 'Q' }, causes: [1, 2] }),
  event(4, { time: 1, agent: 'a', data: { option: 'M' }, causes: [3] }),
  event(5, { time: 2, agent: 'c', data: { option: 'M' }, causes: [3, 4] }),
  event(6, { time: 3, agent: 'c', type: 'words-said', data: { words: 'M' }, causes: [5] }),
];

describe('the course of a run', () => {
  it('should count what each agent chose, and what it chose last', () => {
    const choices = choicesOf(events, options);

    expect(choices.get('a')).toEqual({ counts: [1, 1], last: 1 });
    expect(choices.get('c')).toEqual({ counts: [0, 1], last: 1 });
    expect(choices.size).toBe(3);
  });

  it('should give the share of agents that hold each option, one point a moment', () => {
    const [first, second] = courseOf(events, options).lines;

    expect(first?.points.map(({ time, mean }) => [time, mean])).toEqual([
      [0, 0.5],
      [1, 0],
      [2, 0],
    ]);
    expect(second?.points.map(({ mean }) => mean)).toEqual([0.5, 1, 1]);
    expect(courseOf([event(0, { type: 'run-started' })], options).lines).toEqual([]);
  });

  it('should draw long runs at a few hundred moments, the last among them', () => {
    const long = Array.from({ length: 5000 }, (_, time) => event(time, { agent: 'a', data: { option: 'Q' } }));
    const points = courseOf(long, options).lines[0]?.points ?? [];

    expect(points.length).toBeLessThanOrEqual(202);
    expect(points.at(-1)?.time).toBe(4999);
  });
});

describe('who followed from whom', () => {
  it('should go through events that are nobody’s, and count an event once for each it followed from', () => {
    const edges = followedFrom(events);

    expect(Object.fromEntries(edges.get('a') ?? [])).toEqual({ c: 1 });
    expect(Object.fromEntries(edges.get('b') ?? [])).toEqual({ a: 1, c: 1 });
    expect(edges.has('c')).toBe(false);
  });

  it('should place agents in the group of their last choice, those that chose none in no group', () => {
    const agents = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id.toUpperCase() }));
    const { nodes, edges, groups } = networkOf(events, { agents, options });

    expect(nodes).toEqual([
      { name: 'A', group: 1 },
      { name: 'B', group: 1 },
      { name: 'C', group: 1 },
      { name: 'D', group: null },
    ]);
    expect(edges).toContainEqual({ from: 1, to: 2, weight: 1 });
    expect(groups).toEqual(options);
  });
});
