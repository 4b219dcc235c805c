import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import {
  bootstrapMean,
  bootstrapStatistic,
  fisherInterval,
  mean,
  pearson,
  ranks,
  spearman,
  standardisedDifference,
} from '../../../../src/foundation/statistics/index.js';

const [x, y] = [
  [1, 2, 3, 4, 5, 6, 7, 8],
  [2, 1, 4, 3, 7, 8, 6, 5],
];
const [tiedX, tiedY] = [
  [1, 2, 2, 3, 5, 5, 5, 9],
  [3, 1, 4, 4, 2, 9, 7, 7],
];

describe('pearson and spearman', () => {
  it('should be what `scipy.stats.pearsonr` and `spearmanr` give, ties included', () => {
    expect(pearson(x, y)).toBeCloseTo(0.7380952380952381, 12);
    expect(pearson(tiedX, tiedY)).toBeCloseTo(0.6026271546666413, 12);
    expect(spearman(tiedX, tiedY)).toBeCloseTo(0.5901645758711312, 12);
  });

  it('should rank as `scipy.stats.rankdata` does', () => {
    expect(ranks(tiedX)).toEqual([1, 2.5, 2.5, 4, 6, 6, 6, 8]);
  });

  it('should be nothing where a side does not vary, whatever its sums of squares round to', () => {
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(spearman([1, 2, 3], [0.7, 0.7, 0.7])).toBeNull();
    expect(pearson([1], [1])).toBeNull();
    expect(pearson([], [])).toBeNull();
  });

  it('should be one, and no more, of what lies on a line', () => {
    expect(pearson([0.1, 0.2, 0.3], [1.1, 1.2, 1.3])).toBeLessThanOrEqual(1);
    expect(pearson([1, 2, 4], [-1, -2, -4])).toBe(-1);
  });
});

describe('fisherInterval', () => {
  it('should be the interval of `scipy.stats.pearsonr(x, y).confidence_interval()`', () => {
    const { low, high } = fisherInterval(0.7380952380952382, 8);

    expect(low).toBeCloseTo(0.06964660429650706, 10);
    expect(high).toBeCloseTo(0.9491173173934558, 10);
  });

  it('should know nothing of three pairs, and be a point for a perfect correlation', () => {
    expect(fisherInterval(0.9, 3)).toEqual({ low: -1, high: 1 });
    expect(fisherInterval(-1, 8)).toEqual({ low: -1, high: -1 });
  });
});

describe('standardisedDifference', () => {
  it('should be what numpy works out from the formula', () => {
    const found = standardisedDifference([0.9, 0.8, 0.95, 0.85], [0.2, 0.3, 0.1, 0.25, 0.15]);

    expect(found.difference).toBeCloseTo(0.675, 10);
    expect(found.spread).toBeCloseTo(0.07319250547113998, 10);
    expect(found.effect).toBeCloseTo(8.19756061276768, 8);
    expect(found.interval.low).toBeCloseTo(4.1888073485673125, 8);
    expect(found.interval.high).toBeCloseTo(12.206313876968046, 8);
  });

  it('should have an effect of 0 where nothing differs, and the least spread where nothing varies', () => {
    expect(standardisedDifference([1, 1], [1, 1]).effect).toBe(0);
    // J = 1 - 3 / (4 · 2 - 1) = 4/7; .07 / .01 = 7.
    expect(standardisedDifference([0.57, 0.57], [0.5, 0.5], { leastSpread: 0.01 }).effect).toBeCloseTo(4, 10);
  });
});

describe('bootstrapStatistic', () => {
  it('should be the bootstrap of a mean where the statistic is one', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const of = (indices: readonly number[]): number => mean(indices.map((index) => values[index] as number));
    const found = bootstrapStatistic(values.length, of, { chance: chancesFrom(1)('a') });

    expect(found).toEqual(bootstrapMean(values, { chance: chancesFrom(1)('a') }));
  });

  it('should leave out draws in which the statistic is undefined', () => {
    const of = (indices: readonly number[]): number | null => (indices[0] === 0 ? null : (indices[0] as number));

    expect(bootstrapStatistic(2, of, { chance: chancesFrom(2)('a'), resamples: 50 })).toEqual({ low: 1, high: 1 });
  });
});
