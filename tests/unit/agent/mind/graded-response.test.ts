import { describe, expect, it } from 'vitest';
import { evenThresholds, gradedResponse } from '../../../../src/agent/index.js';

const expected = (probabilities: readonly number[]): number =>
  probabilities.reduce((sum, p, point) => sum + p * point, 0) / (probabilities.length - 1);

describe('gradedResponse', () => {
  it('should be what a hand works out', () => {
    // σ(½) = .6225 of at least the second point, σ(-½) = .3775 of the third.
    const [first, second, third] = gradedResponse({ position: 0.5, discrimination: 2, thresholds: [0.25, 0.75] });

    expect(first).toBeCloseTo(1 - 0.62246, 5);
    expect(second).toBeCloseTo(0.62246 - 0.37754, 5);
    expect(third).toBeCloseTo(0.37754, 5);
  });

  it('should be what scipy 1.x gives, as differences of `scipy.special.expit(a * (t - b))`', () => {
    const five = gradedResponse({ position: 0.3, discrimination: 16, thresholds: evenThresholds(5) });
    const seven = gradedResponse({ position: -1.2, discrimination: 1.7, thresholds: [-2, -0.5, 0.4, 1.1, 2.2, 3] });

    [5.73241759e-2, 7.11200608e-1, 2.25988918e-1, 5.38526971e-3, 1.01029194e-4].forEach((value, point) =>
      expect(five[point]).toBeCloseTo(value, 8),
    );
    [0.2042403, 0.56250076, 0.17145547, 0.0421567, 0.01656757, 0.00228708, 0.00079212].forEach((value, point) =>
      expect(seven[point]).toBeCloseTo(value, 7),
    );
  });

  it('should lose little of the range with even thresholds and a discrimination of 4 a point', () => {
    const at = (position: number): number =>
      expected(gradedResponse({ position, discrimination: 16, thresholds: evenThresholds(5) }));

    // By scipy as above: .0304, .2506, .5, .7494, .9696.
    expect([0, 0.25, 0.5, 0.75, 1].map((position) => Number(at(position).toFixed(4)))).toEqual([
      0.0304, 0.2506, 0.5, 0.7494, 0.9696,
    ]);
  });

  it('should have one point where there is no threshold, and be sure far away', () => {
    expect(gradedResponse({ position: 3, discrimination: 1, thresholds: [] })).toEqual([1]);
    expect(gradedResponse({ position: 1e6, discrimination: 9, thresholds: [0, 1] })).toEqual([0, 0, 1]);
    expect(gradedResponse({ position: -1e6, discrimination: 9, thresholds: [0, 1] })).toEqual([1, 0, 0]);
  });
});

describe('evenThresholds', () => {
  it('should lie half way between the scores of the points', () => {
    expect(evenThresholds(2)).toEqual([0.5]);
    expect(evenThresholds(5)).toEqual([0.125, 0.375, 0.625, 0.875]);
  });
});
