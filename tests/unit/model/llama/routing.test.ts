import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePieces, nextFor, sharedPieces } from '../../../../src/model/llama/routing.js';

const prompts = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 4 }), { maxLength: 12 });

describe('sharedPieces', () => {
  it('should count the pieces that two prompts begin with', () => {
    expect(sharedPieces(['a', 'b', 'c'], ['a', 'b', 'd'])).toBe(2);
    expect(sharedPieces(['a'], ['a', 'b'])).toBe(1);
    expect(sharedPieces(['b'], ['a', 'b'])).toBe(0);
    expect(sharedPieces([], [])).toBe(0);
  });
});

describe('comparePieces', () => {
  it('should be an order that keeps prompts with a common beginning together', () => {
    const pieces = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(pieces), (all) => {
        const firsts = all.toSorted(comparePieces).map(([first]) => first);
        return firsts.filter((first, at) => first !== firsts[at - 1]).length === new Set(firsts).size;
      }),
    );
  });

  it('should say the same of two prompts, whichever comes first', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.array(fc.string(), { maxLength: 4 }), (a, b) => {
        return comparePieces(a, b) + comparePieces(b, a) === 0;
      }),
    );
  });
});

describe('nextFor', () => {
  it('should take the prompt that shares most with what is held, the first among equals', () => {
    const waiting = [
      ['a', 'x'],
      ['a', 'b', 'x'],
      ['a', 'b', 'y'],
      ['b', 'z'],
    ];

    expect(nextFor(['a', 'b', 'c'], waiting, { index: 0, count: 1 })).toBe(1);
  });

  it('should begin in a part of its own where nothing is shared, so that workers do not follow each other', () => {
    const waiting = Array.from({ length: 10 }, (_, at) => [String(at)]);

    expect([0, 1].map((index) => nextFor([], waiting, { index, count: 2 }))).toEqual([0, 5]);
  });

  it('should take one that waits, and none when none waits', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 3 }), prompts, fc.nat(3), (held, waiting, index) => {
        const next = nextFor(held, waiting, { index, count: 4 });
        return waiting.length === 0 ? next === -1 : next >= 0 && next < waiting.length;
      }),
    );
  });
});
