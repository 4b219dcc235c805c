import { describe, expect, it } from 'vitest';
import { influenceTest } from '../../../../src/index.js';
import { influenceRate } from '../../../support/simulated-influence.js';
import { casesOf } from '../../../support/statistics-reference/reference.js';

describe('influenceTest', () => {
  it('should give the mutual information and the share of permutations as they are worked by hand', () => {
    // Two answers each: 2 of the 6 ways to deal out a, a, b, b part them wholly, which is 1 bit an answer.
    const { bits, p, n } = influenceTest([{ with: [2, 0], without: [0, 2] }], { permutations: 5999 });

    expect(bits).toBeCloseTo(1, 12);
    expect(n).toBe(4);
    expect(p).toBeGreaterThan(0.31);
    expect(p).toBeLessThan(0.36);
  });

  it('should expect more than nothing of counts where nothing influences, and call equal counts no influence', () => {
    const { bits, expected, p } = influenceTest([{ with: [5, 5], without: [5, 5] }]);

    expect(bits).toBeCloseTo(0, 12);
    expect(expected).toBeGreaterThan(0.02);
    expect(p).toBe(1);
    expect(influenceTest([])).toEqual({ bits: 0, expected: 0, p: 1, n: 0 });
  });

  it('should not mix questions: answers that differ between them are no influence', () => {
    const { p } = influenceTest([
      { with: [20, 0], without: [20, 0] },
      { with: [0, 20], without: [0, 20] },
    ]);

    expect(p).toBe(1);
  });

  it('should give the same with the same seed', () => {
    const pairs = [{ with: [7, 3], without: [4, 6] }];

    expect(influenceTest(pairs, { seed: 3 })).toEqual(influenceTest(pairs, { seed: 3 }));
    expect(influenceTest(pairs, { seed: 3 }).p).not.toBe(influenceTest(pairs, { seed: 4 }).p);
  });

  it('should seldom find influence where there is none, and mostly where there is some', () => {
    // At 5 %, more than 24 of 200 come by chance in fewer than one case of 10,000.
    expect(influenceRate(200, 0)).toBeLessThanOrEqual(0.12);
    expect(influenceRate(100, 0.2)).toBeGreaterThanOrEqual(0.8);
  });
});

describe('influenceTest beside another library', () => {
  it.each(casesOf<{ with: number[]; without: number[] }, { bits: number; n: number }>('influenceTest'))(
    'should have the information that $by gives',
    ({ given, gives }) => {
      const { bits, n } = influenceTest([given], { permutations: 9 });

      expect(bits).toBeCloseTo(gives.bits, 12);
      expect(n).toBe(gives.n);
    },
  );
});
