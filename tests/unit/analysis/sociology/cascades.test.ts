import { describe, expect, it } from 'vitest';
import { cascadeFold, cascadesOf, type Event } from '../../../../src/index.js';

const event = (seq: number, type: string, causes: readonly number[], data: Event['data'] = {}): Event => ({
  seq,
  time: seq,
  type,
  agent: `agent-${seq}`,
  data,
  causes,
});
const stepsOf = (events: readonly Event[], rule: Parameters<typeof cascadeFold>[0]) => {
  const fold = cascadeFold(rule);
  for (const one of events) fold.observe(one);
  return fold.steps();
};
const parents = (steps: readonly { seq: number; parent: number | null }[]) => steps.map(({ seq, parent }) => [seq, parent]); // prettier-ignore
const tree = (all: readonly (number | null)[]) =>
  cascadesOf(all.map((parent, seq) => ({ seq, time: seq, agent: `agent-${seq % 3}`, parent })));

describe('cascades', () => {
  it('should follow causes through decisions to the step that was heard last', () => {
    const said = { step: ({ type }: Event) => type === 'words-said' };
    const steps = stepsOf(
      [
        event(0, 'words-said', []),
        event(1, 'decision-made', [0]),
        event(2, 'words-said', [1]),
        event(3, 'decision-made', [0, 2]),
        event(4, 'words-said', [3]),
        event(5, 'decision-made', []),
        event(6, 'words-said', [5]),
      ],
      said,
    );

    expect(parents(steps)).toEqual([
      [0, null],
      [2, 0],
      [4, 2],
      [6, null],
    ]);
  });

  it('should take as parents only steps that the rule lets follow', () => {
    const same = {
      step: ({ type }: Event) => type === 'hand-shown',
      follows: (one: Event, other: Event) => one.data['option'] === other.data['option'],
    };
    const steps = stepsOf(
      [
        event(0, 'hand-shown', [], { option: 'yes' }),
        event(1, 'hand-shown', [0], { option: 'no' }),
        event(2, 'hand-shown', [0, 1], { option: 'yes' }),
      ],
      same,
    );

    expect(parents(steps)).toEqual([
      [0, null],
      [1, null],
      [2, 0],
    ]);
  });

  it('should find size, depth, breadth and virality of a chain, a star and one alone', () => {
    expect(tree([null, 0, 1, 2])).toEqual([
      { root: 0, size: 4, depth: 3, breadth: 1, agents: 3, virality: expect.closeTo(5 / 3, 12) as number },
    ]);
    expect(tree([null, 0, 0, 0])).toEqual([
      { root: 0, size: 4, depth: 1, breadth: 3, agents: 3, virality: expect.closeTo(1.5, 12) as number },
    ]);
    expect(tree([null])).toEqual([{ root: 0, size: 1, depth: 0, breadth: 1, agents: 1, virality: null }]);
  });

  it('should part steps into the trees that they belong to', () => {
    expect(tree([null, null, 0, 1, 3]).map(({ root, size }) => [root, size])).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('should refuse a step before its parent', () => {
    expect(() => tree([1, null])).toThrow('step 0 follows 1');
  });
});
