import { describe, expect, it } from 'vitest';
import { clopperPearson, poissonBinomial, wilson, type Interval } from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear } from '../../../support/statistics-reference/reference.js';

describe('clopperPearson', () => {
  it.each(casesOf<[number, number, number], Interval>('clopperPearson'))(
    'should give the interval of $given as $by does',
    ({ given, gives }) => {
      const { low, high } = clopperPearson(...given);

      expectNear(low, gives.low);
      expectNear(high, gives.high);
    },
  );

  it('should hold the truth at least as often as it says, which Wilson does not', () => {
    const least = (interval: (k: number, n: number) => Interval): number => {
      const shares = Array.from({ length: 99 }, (_, at) => (at + 1) / 100).map((p) =>
        poissonBinomial(new Array<number>(12).fill(p)).reduce((sum, weight, k) => {
          const { low, high } = interval(k, 12);
          return sum + (low <= p && p <= high ? weight : 0);
        }, 0),
      );
      return Math.min(...shares);
    };

    expect(least((k, n) => clopperPearson(k, n))).toBeGreaterThanOrEqual(0.95);
    expect(least((k, n) => wilson(k, n))).toBeLessThan(0.95);
  });
});
