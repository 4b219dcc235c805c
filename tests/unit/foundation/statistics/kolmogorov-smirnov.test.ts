import { describe, expect, it } from 'vitest';
import { kolmogorovSmirnov } from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear, otherRunsOf, runsOf } from '../../../support/statistics-reference/reference.js';

describe('kolmogorovSmirnov', () => {
  it.each(casesOf<[number[], number[]], { distance: number; probability: number }>('kolmogorovSmirnov'))(
    'should compare $given as $by does',
    ({ given: [a, b], gives }) => {
      const found = kolmogorovSmirnov(runsOf(a), otherRunsOf(b));

      expectNear(found.distance, gives.distance);
      expectNear(found.probability, gives.probability, 1e-8);
      expect(found.exact).toBe(true);
    },
  );

  it('should find nothing between a sample and itself', () => {
    expect(kolmogorovSmirnov(runsOf([1, 2, 3]), otherRunsOf([3, 1, 2]))).toEqual({
      distance: 0,
      probability: 1,
      exact: true,
    });
  });

  it('should take the limit for many runs, which is then near the exact value', () => {
    const at = (n: number, by: number): number[] => Array.from({ length: n }, (_, i) => (i + 0.5) / n + by);
    const [exact, limit] = [2000, 2001].map((n) => kolmogorovSmirnov(runsOf(at(n, 0)), otherRunsOf(at(n, 0.03))));

    expect([exact?.exact, limit?.exact]).toEqual([true, false]);
    expect(Math.abs((exact?.probability ?? 0) - (limit?.probability ?? 1))).toBeLessThan(0.02);
  });
});
