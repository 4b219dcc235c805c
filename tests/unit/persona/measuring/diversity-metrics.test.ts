import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { sobolPoints } from '../../../../src/persona/placement/index.js';
import {
  calibratedRadius,
  correctedCoverage,
  coverage,
  exclusiveCoverage,
  gaussianKl,
  kernelKl,
  pairwiseDistances,
  referencePoints,
} from '../../../../src/persona/measuring/index.js';

const reference = referencePoints({ axes: 2, chance: chancesFrom(1)('reference') });
const ideal = (size: number, seed: number, axes = 2): number[][] => sobolPoints({ axes, size, seed });

describe('coverage', () => {
  it('should be the area of a disc for one person in the middle', () => {
    expect(coverage([[0.5, 0.5]], { radius: 0.3, reference })).toBeCloseTo(Math.PI * 0.09, 1.9);
  });

  it('should not cover what is exactly as far as the radius', () => {
    const corner = { count: 1, axes: 2, coordinates: Float64Array.of(0, 0) };

    expect(coverage([[0.5, 0]], { radius: 0.5, reference: corner })).toBe(0);
    expect(coverage([[0.5, 0]], { radius: 0.5000001, reference: corner })).toBe(1);
  });

  it('should be all of it for a radius as long as the diagonal', () => {
    expect(coverage([[0, 0]], { radius: 1.5, reference })).toBe(1);
  });
});

describe('exclusiveCoverage', () => {
  it('should be what coverage loses without the person', () => {
    const points = ideal(12, 3);
    const all = coverage(points, { radius: 0.2, reference });

    const alone = exclusiveCoverage(points, { radius: 0.2, reference });

    points.forEach((_, person) => {
      const without = coverage(
        points.filter((_, other) => other !== person),
        { radius: 0.2, reference },
      );
      expect(alone[person]).toBeCloseTo(all - without, 10);
    });
  });

  it('should be nothing of copies', () => {
    expect(
      exclusiveCoverage(
        [
          [0.2, 0.2],
          [0.2, 0.2],
          [0.9, 0.9],
        ],
        { radius: 0.1, reference },
      ).slice(0, 2),
    ).toEqual([0, 0]);
  });
});

describe('calibratedRadius', () => {
  it('should come from memory the second time, and be the same', () => {
    const first = calibratedRadius({ size: 7, axes: 2, draws: 20 });
    const second = calibratedRadius({ size: 7, axes: 2, draws: 20 });

    expect([first.from, second.from]).toEqual(['computed', 'memory']);
    expect(second.radius).toBe(first.radius);
  });

  it('should be kept in a store, and taken from it', () => {
    const kept = new Map<string, { radius: number; standardDeviation: number }>();
    const store = {
      get: (key: string) => kept.get(key),
      set: (key: string, value: never) => void kept.set(key, value),
    };

    calibratedRadius({ size: 6, axes: 2, draws: 20, store });
    kept.set('radius-n9-k2-draws20', { radius: 0.5, standardDeviation: 0.1 });

    expect([...kept.keys()]).toContain('radius-n6-k2-draws20');
    expect(calibratedRadius({ size: 9, axes: 2, draws: 20, store })).toMatchObject({ radius: 0.5, from: 'store' });
  });

  it('should come from the table for common sizes', () => {
    const { radius, standardDeviation, from } = calibratedRadius({ size: 25, axes: 2 });

    expect(from).toBe('table');
    expect(radius).toBeCloseTo(0.197, 2.7);
    expect(standardDeviation).toBeCloseTo(0.014, 2.5);
  });

  it('should agree with its table within the error of fewer draws', () => {
    const table = calibratedRadius({ size: 12, axes: 3 });
    const again = calibratedRadius({ size: 12, axes: 3, draws: 50 });

    expect(Math.abs(again.radius - table.radius)).toBeLessThan((4 * table.standardDeviation) / Math.sqrt(50));
  });

  it('should fall with the number of people', () => {
    const radii = [5, 15, 45].map((size) => calibratedRadius({ size, axes: 2, draws: 20 }).radius);

    expect(radii).toEqual(radii.toSorted((a, b) => b - a));
  });

  it.each([
    [{ size: 0, axes: 2 }, 'the number of people is 0; expected a whole number of at least 1'],
    [{ size: 25, axes: 22 }, 'the number of axes is 22; expected a whole number from 1 to 21'],
    [{ size: 25, axes: 2, draws: 0.5 }, 'the number of draws is 0.5'],
  ])('should refuse %o', (options, says) => expect(() => calibratedRadius(options)).toThrow(says));
});

describe('pairwiseDistances', () => {
  it('should be those of a triangle with sides 3, 4 and 5', () => {
    const { min, mean } = pairwiseDistances([
      [0, 0],
      [0.3, 0],
      [0, 0.4],
    ]);

    expect(min).toBeCloseTo(0.3, 12);
    expect(mean).toBeCloseTo(0.4, 12);
  });

  it('should be 0 of one person', () => expect(pairwiseDistances([[0.5]])).toEqual({ min: 0, mean: 0 }));
});

describe('gaussianKl', () => {
  it('should be the hand-worked one of two people on one axis', () => {
    // Mean .5, variance .01; with the ridge .0101 and .0834333: ½ (.1210547 − 1 − ln .1210547) = .616...
    const ratio = 0.0101 / (1 / 12 + 1e-4);

    expect(gaussianKl([[0.4], [0.6]])).toBeCloseTo(0.5 * (ratio - 1 - Math.log(ratio)), 12);
    expect(gaussianKl([[0.4], [0.6]])).toBeCloseTo(0.61628, 4);
  });

  it('should see correlation and displacement', () => {
    const points = ideal(25, 1);

    expect(gaussianKl(points.map(([x = 0]) => [x, x]))).toBeGreaterThan(2);
    expect(gaussianKl(points.map(([x = 0, y = 0]) => [x / 2, y]))).toBeGreaterThan(gaussianKl(points) + 0.3);
  });
});

describe('kernelKl', () => {
  it('should rank the ideal before uniform draws before shrunk ones before clones', () => {
    const chance = chancesFrom(2)('uniform');
    const drawn = Array.from({ length: 25 }, () => [chance.uniform(), chance.uniform()]);
    const shrunk = ideal(25, 1).map((point) => point.map((value) => 0.5 + 0.4 * (value - 0.5)));
    const values = [ideal(25, 1), drawn, shrunk, shrunk.map(() => [0.5, 0.5])].map((points) =>
      kernelKl(points, { reference }),
    );

    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values[0]).toBeLessThan(0.04);
  });

  it('should see clumps that moments do not', () => {
    const away = Math.sqrt(1 / 12);
    const clumps = Array.from({ length: 24 }, (_, at) => [
      0.5 + (at % 2 ? away : -away),
      0.5 + (at % 4 < 2 ? away : -away),
    ]);

    expect(gaussianKl(clumps)).toBeLessThan(0.001);
    expect(kernelKl(clumps, { reference })).toBeGreaterThan(5 * kernelKl(ideal(24, 1), { reference }));
  });

  it('should be that of the kernel itself for clones: ∫ p ln p of a product of Epanechnikov kernels', () => {
    // One axis: ∫ p ln p = ln(3 / (4 h)) + 2 ln 2 − 5/3 for half-width h.
    const half = 0.75 * 2.214 * Math.sqrt(1 / 12) * (4 / (4 * 25)) ** (1 / 6);
    const one = Math.log(3 / (4 * half)) + 2 * Math.log(2) - 5 / 3;
    const clones = new Array<number[]>(25).fill([0.5, 0.5]);

    expect(half).toBeLessThan(0.5);
    expect(kernelKl(clones, { reference })).toBeCloseTo(2 * one, 1.5);
  });
});

describe('correctedCoverage', () => {
  it('should be 0 at the clones and 1 at the ideal', () => {
    expect(correctedCoverage({ coverage: 0.5, clones: 0.5, ideal: 0.9 })).toBe(0);
    expect(correctedCoverage({ coverage: 0.9, clones: 0.5, ideal: 0.9 })).toBe(1);
    expect(correctedCoverage({ coverage: 0.4, clones: 0.5, ideal: 0.9 })).toBeCloseTo(-0.25, 12);
  });

  it('should be nothing where clones do as well as the ideal', () => {
    expect(correctedCoverage({ coverage: 0.95, clones: 0.96, ideal: 0.95 })).toBeNull();
  });
});
