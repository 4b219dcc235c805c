import { describe, expect, it } from 'vitest';
import { sobolPoints } from '../../../../src/persona/placement/index.js';

// scipy 1.17.1: qmc.Sobol(21, scramble=False).random(1000), rows 5 and 999, and the sum of each column.
const ROW_5 = [
  0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875, 0.375, 0.375, 0.125, 0.375, 0.875, 0.875, 0.125, 0.875, 0.375, 0.875,
  0.375, 0.375, 0.625, 0.625,
];
const ROW_999 = [
  0.1572265625, 0.9091796875, 0.0810546875, 0.9892578125, 0.9677734375, 0.8447265625, 0.8583984375, 0.7119140625,
  0.8134765625, 0.6318359375, 0.0224609375, 0.4423828125, 0.4736328125, 0.9462890625, 0.8310546875, 0.5576171875,
  0.2822265625, 0.6572265625, 0.6787109375, 0.0380859375, 0.3349609375,
];
const SUMS = [
  499.7265625, 499.6796875, 499.5546875, 499.7578125, 499.2734375, 500.2265625, 499.8984375, 499.4140625, 499.9765625,
  499.3359375, 498.9609375, 499.8828125, 500.1328125, 499.7890625, 499.5546875, 499.1171875, 499.7265625, 499.7265625,
  499.2109375, 499.5859375, 499.4609375,
];

describe('sobolPoints', () => {
  it('should equal the unscrambled sequence of scipy to the last bit on 21 axes', () => {
    const points = sobolPoints({ axes: 21, size: 1000, scramble: 'none' });

    expect(points[5]).toEqual(ROW_5);
    expect(points[999]).toEqual(ROW_999);
    expect(points[0]?.map((_, axis) => points.reduce((sum, point) => sum + (point[axis] as number), 0))).toEqual(SUMS);
  });

  it('should give the first eight points of the textbook on two axes', () => {
    // Bratley and Fox (1988): Gray-code order of the first two axes.
    const points = sobolPoints({ axes: 2, size: 8, scramble: 'none' });

    expect(points).toEqual([
      [0, 0],
      [0.5, 0.5],
      [0.75, 0.25],
      [0.25, 0.75],
      [0.375, 0.375],
      [0.875, 0.875],
      [0.625, 0.125],
      [0.125, 0.625],
    ]);
  });

  it.each(['owen', 'digital-shift'] as const)('should depend on the seed alone with %s', (scramble) => {
    const draw = (seed: number): number[][] => sobolPoints({ axes: 3, size: 25, seed, scramble });

    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1).slice(0, 10)).toEqual(sobolPoints({ axes: 3, size: 10, seed: 1, scramble }));
  });

  it('should spread scrambled points around, and not only shift them', () => {
    const gaps = (points: number[][]): Set<number> =>
      new Set(points.slice(1).map((point, at) => Math.abs((point[0] as number) - (points[at]?.[0] as number))));

    const shifted = gaps(sobolPoints({ axes: 1, size: 64, seed: 3, scramble: 'digital-shift' }));
    const scrambled = gaps(sobolPoints({ axes: 1, size: 64, seed: 3, scramble: 'owen' }));

    expect(scrambled.size).toBe(63);
    expect(shifted.size).toBeLessThan(63);
  });

  it('should be uniform in the mean over seeds where it is scrambled', () => {
    // One point over 400 seeds: mean 1/2, variance 1/12; three standard errors of each.
    const values = Array.from({ length: 400 }, (_, seed) => sobolPoints({ axes: 2, size: 1, seed })[0]?.[1] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / 400;
    const variance = values.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / 400;

    expect(Math.abs(mean - 0.5)).toBeLessThan(3 * Math.sqrt(1 / 12 / 400));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(3 * Math.sqrt(1 / 180 / 400));
  });
});
