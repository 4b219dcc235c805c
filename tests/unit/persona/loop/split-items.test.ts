import { describe, expect, it } from 'vitest';
import { onlyItems, splitItems } from '../../../../src/persona/loop/index.js';
import type { AnswerTable } from '../../../../src/spec/index.js';

/** Items of an axis, the first `reversed` of them reverse-keyed. */
const itemsOf = (axis: string, count: number, reversed: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `${axis}${at}`, axis, reverseKeyed: at < reversed }));

describe('splitItems', () => {
  it('should divide the items of each axis, with as many of either key in both halves', () => {
    const items = [...itemsOf('a', 8, 4), ...itemsOf('b', 6, 2)];
    const { steering, heldOut } = splitItems({ items, seed: 1 });

    expect([...steering, ...heldOut].sort()).toEqual(items.map(({ id }) => id).sort());
    const count = (half: readonly string[], axis: string, reverseKeyed: boolean) =>
      items.filter((item) => half.includes(item.id) && item.axis === axis && item.reverseKeyed === reverseKeyed).length;
    expect(['a', 'b'].map((axis) => [count(steering, axis, true), count(steering, axis, false)])).toEqual([
      [2, 2],
      [1, 2],
    ]);
    expect(['a', 'b'].map((axis) => [count(heldOut, axis, true), count(heldOut, axis, false)])).toEqual([
      [2, 2],
      [1, 2],
    ]);
  });

  it('should give the odd item to the steering half', () => {
    const { steering, heldOut } = splitItems({ items: itemsOf('a', 5, 2), seed: 1 });

    expect([steering.length, heldOut.length]).toEqual([3, 2]);
  });

  it('should be determined by the seed, and differ between seeds', () => {
    const items = itemsOf('a', 12, 6);
    const split = (seed: number) => splitItems({ items, seed }).steering.join();

    expect(split(1)).toBe(split(1));
    expect(new Set([1, 2, 3, 4, 5].map(split)).size).toBeGreaterThan(2);
  });

  it('should refuse an axis with one item, by name', () => {
    expect(() => splitItems({ items: [...itemsOf('a', 2, 1), ...itemsOf('trust', 1, 0)], seed: 1 })).toThrow(
      'the axis "trust" has one item; expected at least two',
    );
  });
});

describe('onlyItems', () => {
  it('should keep the columns of the items named', () => {
    const items = itemsOf('a', 3, 0).map((item) => ({ ...item, points: 5 }));
    const scores = [
      [0, 0.5, null],
      [1, 0.25, 0.75],
    ];
    const table: AnswerTable = { axes: ['a'], personas: ['A', 'B'], items, scores, kind: 'drawn', mode: 'single' };

    const some = onlyItems(table, ['a2', 'a0']);

    expect(some.items.map(({ id }) => id)).toEqual(['a0', 'a2']);
    expect(some.scores).toEqual([
      [0, null],
      [1, 0.75],
    ]);
  });
});
