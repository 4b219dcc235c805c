import { describe, expect, it } from 'vitest';
import { halton } from '../../../../src/persona/placement/index.js';
import { anAxis, positionsOf } from '../../../support/placement-requests.js';

const axes = Array.from({ length: 21 }, (_, axis) => anAxis(`axis ${axis}`));

describe('halton', () => {
  it('should equal the unscrambled sequence of scipy on 21 axes', async () => {
    const points = (await positionsOf(halton({ scramble: 'none' }), { axes, size: 1000 })).map(Object.values);

    // scipy 1.17.1: qmc.Halton(d, scramble=False).random(1000), first six axes of rows 5 and 999, sums of columns.
    const row5 = [0.625, 0.7777777777777777, 0.04, 0.7142857142857142, 0.4545454545454546, 0.38461538461538464];
    const row999 = [
      0.9052734375, 0.01417466849565615, 0.99552, 0.7734277384423157, 0.8407212622088657, 0.9135184342284935,
    ];
    const sums = [
      498.7734375, 498.17466849565614, 498.72, 497.4277384423157, 497.0848985725019, 497.2107419208011,
      495.1850193364543, 494.86222481411284, 495.10676419824114, 493.5725121981221, 495.91285958846635,
      495.50620891161435, 489.8869720404522, 490.2996214169821, 489.2512449071978, 490.7098611605553,
      492.39299051996556, 486.5950013437248, 491.77545110269546, 491.5096211069232, 486.65866016138114,
    ];
    row5.forEach((value, axis) => expect(points[5]?.[axis]).toBeCloseTo(value, 14));
    row999.forEach((value, axis) => expect(points[999]?.[axis]).toBeCloseTo(value, 14));
    sums.forEach((sum, axis) =>
      expect(points.reduce((total, point) => total + (point[axis] as number), 0)).toBeCloseTo(sum, 9),
    );
  });

  it('should keep, with digits permuted, one of the first base^m points in each part of an axis', async () => {
    const points = (await positionsOf(halton(), { axes: axes.slice(0, 3), size: 125, seed: 9 })).map(Object.values);

    const parts = (axis: number, count: number): number =>
      new Set(points.slice(0, count).map((point) => Math.floor((point[axis] as number) * count))).size;
    expect([parts(0, 64), parts(1, 81), parts(2, 125)]).toEqual([64, 81, 125]);
  });

  it('should differ between seeds, and not with the same', async () => {
    const draw = (seed: number) => positionsOf(halton(), { seed });

    expect(await draw(1)).toEqual(await draw(1));
    expect(await draw(1)).not.toEqual(await draw(2));
  });
});
