import { describe, expect, it } from 'vitest';
import { similarity } from '../../../../src/persona/contexts/_internals/similarity.js';

describe('similarity', () => {
  it.each([
    // One letter of four is exchanged.
    ['abcd', 'abcx', 0.75],
    ['A b, C.', 'a B c', 1],
    ['', '', 1],
    // Three of four and of five words of four letters or more are shared: 2 · 3 / 9, more than the letters give.
    ['gate water stranger council', 'council of the old village: a stranger in the water, of two moons', 6 / 9],
  ])('should be the larger of letters and words that stay: %s, %s', (one, other, value) => {
    expect(similarity(one, other)).toBeCloseTo(value, 9);
    expect(similarity(other, one)).toBeCloseTo(value, 9);
  });

  it('should not judge by words where there are fewer than three', () => {
    expect(similarity('people always', 'always people')).toBeLessThan(0.8);
  });
});
