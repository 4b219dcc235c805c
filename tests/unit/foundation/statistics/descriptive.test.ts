import { describe, expect, it } from 'vitest';
import { mean, median, quantile, variance } from '../../../../src/foundation/statistics/index.js';
import { quantileOfSorted } from '../../../../src/foundation/statistics/descriptive.js';

const values = [3.1, -2, 7.5, 0, 0, 12.25, 4];

describe('mean', () => {
  it('should be the sum by the number', () => expect(mean(values)).toBeCloseTo(3.55, 12));

  it('should be NaN of nothing', () => expect(mean([])).toBeNaN());
});

describe('variance', () => {
  // numpy 2.4.6, var(values, ddof=1).
  it('should divide by one less than the number', () => expect(variance(values)).toBeCloseTo(24.6175, 10));

  it('should not lose digits far from zero', () => {
    expect(variance(values.map((value) => value + 1e9))).toBeCloseTo(24.6175, 4);
  });

  it('should be 0 of one value', () => expect(variance([5])).toBe(0));
});

describe('quantile', () => {
  // numpy 2.4.6, quantile(values, p, method='linear'), which is type 7.
  it.each([
    [0, -2],
    [0.025, -1.7],
    [0.1, -0.8],
    [0.25, 0],
    [0.5, 3.1],
    [0.73, 5.33],
    [0.975, 11.5375],
    [1, 12.25],
  ])('should interpolate at %d as type 7 does', (probability, expected) => {
    expect(quantile(values, probability)).toBeCloseTo(expected, 12);
  });

  it('should leave its values in their order', () => {
    const given = [2, 1];

    quantile(given, 0.5);

    expect(given).toEqual([2, 1]);
  });

  it('should be NaN of nothing', () => expect(quantile([], 0.5)).toBeNaN());

  it('should be the value itself of one', () => expect(quantile([7], 0.3)).toBe(7));

  it('should take numbers in order already, in any list', () => {
    expect(quantileOfSorted(Float64Array.of(1, 2, 4), 0.75)).toBe(3);
  });
});

describe('median', () => {
  it('should be the middle one of an odd number', () => expect(median(values)).toBe(3.1));

  it('should be the mean of the middle two of an even number', () => expect(median([4, 1, 3, 2])).toBe(2.5));
});
