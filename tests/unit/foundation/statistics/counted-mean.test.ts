import { describe, expect, it } from 'vitest';
import { countedMean, wilson } from '../../../../src/foundation/statistics/index.js';

const of = (first: number, samples: number) => ({ shares: [first, 1 - first], samples });

describe('countedMean', () => {
  it('should be the score interval of as many samples as would have the variance of the agents', () => {
    const found = countedMean([of(0.5, 21), of(0.9, 11)], [1, 0]);
    // .25 / 20 and .09 / 10, over the square of two agents.
    const counted = (0.7 * 0.3) / ((0.25 / 20 + 0.09 / 10) / 4);

    expect(found?.value).toBeCloseTo(0.7, 12);
    expect(found).toMatchObject({
      low: expect.closeTo(wilson(0.7 * counted, counted).low, 12),
      high: expect.closeTo(wilson(0.7 * counted, counted).high, 12),
    });
  });

  it('should be narrower where agents differ, whose differences are no error', () => {
    const width = (agents: Parameters<typeof countedMean>[0]): number => {
      const { low, high } = countedMean(agents, [1, 0]) ?? { low: 0, high: 0 };
      return high - low;
    };

    expect(width([of(0.1, 20), of(0.9, 20)])).toBeLessThan(width([of(0.5, 20), of(0.5, 20)]) * 0.7);
  });

  it('should count all samples as of one population where nobody varies, or was asked more than once', () => {
    expect(countedMean([of(0, 20), of(0, 20)], [1, 0])).toMatchObject({
      value: 0,
      low: 0,
      high: expect.closeTo(wilson(0, 40).high, 12),
    });
    expect(countedMean([of(1, 1), of(0, 1)], [1, 0])?.high).toBeCloseTo(wilson(1, 2).high, 12);
  });

  it('should lie on the line on which options stand', () => {
    const found = countedMean([{ shares: [0.25, 0.5, 0.25], samples: 40 }], [-2, 0, 2]);

    expect(found?.value).toBeCloseTo(0, 12);
    expect(found?.low).toBeCloseTo(-(found?.high ?? 0), 12);
    // Half of the answers are in the middle: a mean of 39 such squares, .5 × 4 / 39.
    expect(found?.high).toBeCloseTo(1.96 * Math.sqrt(2 / 39), 1);
  });

  it('should be none where there is nobody, or one place alone', () => {
    expect(countedMean([], [1, 0])).toBeNull();
    expect(countedMean([of(0.5, 10)], [1, 1])).toBeNull();
  });
});
