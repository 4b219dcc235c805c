import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { mean, variance } from '../../../../src/foundation/statistics/index.js';
import {
  calibratedRadius,
  coverage,
  dispersion,
  gaussianKl,
  hullVolume,
  pairwiseDistances,
  referencePoints,
} from '../../../../src/persona/measuring/index.js';
import { goldenPopulations } from './golden-populations.js';

const DRAWS = 16;

/**
 * Coverage, hull, minimum and mean distance, dispersion of 25 people on two and three axes: means over draws, computed with
 * numpy and scipy (ConvexHull, pdist, cKDTree; coverage and dispersion over 10,000 random places) for the kinds of
 * population in `golden-populations.ts`.
 */
const golden: readonly (readonly [string, number, readonly number[]])[] = [
  ['ideal', 2, [0.989, 0.76, 0.075, 0.538, 0.246]],
  ['ideal', 3, [0.989, 0.47, 0.151, 0.682, 0.472]],
  ['halton', 2, [0.991, 0.757, 0.074, 0.539, 0.242]],
  ['halton', 3, [0.989, 0.465, 0.149, 0.682, 0.459]],
  ['uniform', 2, [0.918, 0.674, 0.027, 0.523, 0.329]],
  ['uniform', 3, [0.943, 0.377, 0.08, 0.661, 0.563]],
  ['25 of 32', 2, [0.979, 0.761, 0.071, 0.537, 0.265]],
  ['25 of 32', 3, [0.984, 0.466, 0.16, 0.682, 0.484]],
  ['shrunk to 80 %', 2, [0.948, 0.485, 0.061, 0.431, 0.317]],
  ['shrunk to 80 %', 3, [0.978, 0.242, 0.13, 0.546, 0.506]],
  ['shrunk to 60 %', 2, [0.753, 0.273, 0.045, 0.324, 0.407]],
  ['shrunk to 60 %', 3, [0.92, 0.102, 0.097, 0.409, 0.572]],
  ['shrunk to 40 %', 2, [0.492, 0.121, 0.03, 0.216, 0.503]],
  ['shrunk to 40 %', 3, [0.734, 0.03, 0.065, 0.273, 0.652]],
  ['Beta(5,5)', 2, [0.639, 0.212, 0.015, 0.267, 0.499]],
  ['Beta(5,5)', 3, [0.793, 0.061, 0.048, 0.345, 0.66]],
  ['correlated', 2, [0.66, 0.338, 0.017, 0.501, 0.593]],
  ['correlated', 3, [0.668, 0.07, 0.046, 0.618, 0.733]],
  ['corners only', 2, [0.12, 1, 0, 0.819, 0.7]],
  ['corners only', 3, [0.2, 1, 0, 1.067, 0.841]],
  ['all identical', 2, [0.117, 0, 0, 0, 0.703]],
  ['all identical', 3, [0.201, 0, 0, 0, 0.857]],
  ['Likert', 2, [0.937, 0.887, 0, 0.568, 0.278]],
  ['Likert', 3, [0.979, 0.579, 0.091, 0.721, 0.504]],
];

/** Standard deviations over single draws of the ideal, from the same source. */
const idealSd = { 2: [0.007, 0.04, 0.023, 0.009, 0.023], 3: [0.005, 0.03, 0.039, 0.009, 0.037] } as const;

const names = ['coverage', 'hull', 'minimum distance', 'mean distance', 'dispersion'];

async function measured(kind: string, axes: number): Promise<number[][]> {
  const radius = axes === 2 ? 0.197 : 0.364;
  const reference = referencePoints({ axes, chance: chancesFrom('golden')('reference', axes) });
  const populations = await Promise.all(
    Array.from({ length: DRAWS }, (_, seed) => goldenPopulations[kind]?.(axes, seed + 1)),
  );
  return populations.map((points = []) => [
    coverage(points, { radius, reference }),
    hullVolume(points).volume,
    pairwiseDistances(points).min,
    pairwiseDistances(points).mean,
    dispersion(points).radius,
  ]);
}

describe('the six metrics', () => {
  for (const [kind, axes, values] of golden) {
    it(`should have the golden values of the population "${kind}" on ${axes} axes`, async () => {
      const rows = await measured(kind, axes);

      names.forEach((name, at) => {
        const column = rows.map((row) => row[at] as number);
        const value = values[at] as number;
        // Of both means (people in corners were drawn once), and by the choice of 10,000 reference points.
        const draws = kind === 'corners only' ? 1 / DRAWS + 1 : 2 / DRAWS;
        const places = name === 'coverage' ? (2 * value * (1 - value)) / 10_000 : 0;
        const error = 3 * Math.sqrt(variance(column) * draws + places) + 0.0005;
        // What 10,000 random places find is up to .03 smaller than the largest empty ball.
        const bias = name === 'dispersion' ? 0.03 : 0;
        const difference = mean(column) - value;
        expect(difference, `${name} is ${mean(column)}`).toBeGreaterThan(-error);
        expect(difference, `${name} is ${mean(column)}`).toBeLessThan(error + bias);
      });
    });
  }

  it.each([2, 3] as const)('should vary between ideal draws as they should on %d axes', async (axes) => {
    const draws = await measured('ideal', axes);

    names.forEach((name, at) => {
      const sd = Math.sqrt(variance(draws.map((row) => row[at] as number)));
      const expected = idealSd[axes][at] as number;
      // The standard deviation of 16 draws has a standard error of 18 %.
      expect(sd / expected, name).toBeGreaterThan(0.45);
      expect(sd / expected, name).toBeLessThan(1.7);
    });
  });
});

/** Mean and standard deviation over 100 draws of 25 people, computed with numpy by the same formula. */
const divergence: readonly (readonly [string, number, number, number])[] = [
  ['ideal', 2, 0.005, 0.003],
  ['ideal', 3, 0.015, 0.008],
  ['uniform', 2, 0.086, 0.063],
  ['uniform', 3, 0.14, 0.071],
  ['shrunk to 80 %', 2, 0.092, 0.01],
  ['shrunk to 80 %', 3, 0.144, 0.017],
  ['shrunk to 60 %', 2, 0.387, 0.018],
  ['shrunk to 60 %', 3, 0.586, 0.028],
  ['shrunk to 40 %', 2, 0.994, 0.023],
  ['shrunk to 40 %', 3, 1.497, 0.036],
  ['Beta(5,5)', 2, 0.693, 0.165],
  ['Beta(5,5)', 3, 1.04, 0.187],
  ['corners in turn', 2, 0.902, 0],
  ['corners in turn', 3, 1.354, 0],
  ['all identical', 2, 5.73, 0],
  ['all identical', 3, 8.59, 0],
];

describe('gaussianKl', () => {
  it.each(divergence)('should have the golden value of "%s" on %d axes', async (kind, axes, value, sd) => {
    const draws = await Promise.all(
      Array.from({ length: 100 }, async (_, seed) =>
        gaussianKl((await goldenPopulations[kind]?.(axes, seed + 1)) ?? []),
      ),
    );

    expect(Math.abs(mean(draws) - value)).toBeLessThan(3 * sd * Math.sqrt(2 / 100) + 0.0055);
  });
});

/** Mean radius over 100 draws with 5,000 reference points, computed with scipy. */
const radii: readonly (readonly [number, number, number])[] = [
  [10, 2, 0.332],
  [10, 3, 0.502],
  [10, 4, 0.685],
  [10, 6, 0.912],
  [25, 2, 0.197],
  [25, 3, 0.364],
  [50, 2, 0.135],
  [50, 3, 0.276],
  [50, 4, 0.422],
  [50, 6, 0.641],
  [100, 2, 0.093],
  [100, 3, 0.213],
  [100, 4, 0.338],
  [100, 6, 0.556],
  [200, 2, 0.0645],
  [200, 3, 0.167],
  [200, 4, 0.281],
  [200, 6, 0.49],
  [1000, 2, 0.027],
  [1000, 3, 0.093],
  [1000, 4, 0.175],
  [1000, 6, 0.357],
];

describe('calibratedRadius', () => {
  it.each(radii)('should be that of scipy for %d people on %d axes', (size, axes, value) => {
    const draws = size > 100 ? 6 : 20;

    const { radius, standardDeviation } = calibratedRadius({ size, axes, draws });

    const error = 3 * standardDeviation * Math.sqrt(1 / draws + 1 / 100);
    // Figures are rounded to a half of the last digit, and 5,000 reference points leave about one per cent.
    expect(Math.abs(radius - value)).toBeLessThan(error + 0.0006 + 0.01 * value);
  });

  it('should vary between draws as it should', () => {
    expect(calibratedRadius({ size: 25, axes: 2, draws: 100 }).standardDeviation).toBeCloseTo(0.014, 2.5);
    expect(calibratedRadius({ size: 25, axes: 3, draws: 100 }).standardDeviation).toBeCloseTo(0.016, 2.5);
  });
});
