import type { InPieces } from '../../../foundation/pieces.js';
import type { Interval } from '../../../foundation/statistics/index.js';
import type { Chance } from '../../../spec/index.js';
import { coveringPoints } from '../coverage.js';
import { dispersion } from '../dispersion.js';
import { gaussianKl } from '../gaussian-kl.js';
import { hullVolume, MOST_HULL_AXES } from '../hull-volume.js';
import { kernelKl } from '../kernel-kl.js';
import { pairwiseDistances } from '../pairwise-distances.js';
import type { ReferencePoints } from '../reference-points.js';
import type { DiversityMetric, DiversityMetrics } from '../six-metrics.js';
import { bootstrapInPieces, recentred } from './bootstrap.js';
import type { Points } from './flat-points.js';

/** Reference points over which the kernel density of a resample is integrated. */
const KERNEL_POINTS = 500;

/** Error that the dispersion of a resample may have. */
const ROUGH = { tolerance: 0.005, mostBoxes: 2_000 };

/** What intervals are made of. */
export interface MetricIntervalOptions {
  readonly radius: number;
  readonly reference: ReferencePoints;
  readonly chance: Chance;
  readonly resamples: number;
  readonly values: DiversityMetrics;
}

const MEASURED: readonly DiversityMetric[] = [
  'coverage',
  'hull_volume',
  'mean_distance',
  'dispersion',
  'gaussian_kl',
  'kernel_kl',
];

/** Intervals of the metrics over resampled people, moved to the values. The minimum distance has none. */
export function* metricIntervals(
  points: Points,
  options: MetricIntervalOptions,
): InPieces<Partial<Record<DiversityMetric, Interval | null>>> {
  const { radius, reference, chance, resamples, values } = options;
  if (resamples === 0) return {};
  const { axes } = reference;
  const covering = coveringPoints(points, { radius, reference });
  const few = { count: KERNEL_POINTS, axes, coordinates: reference.coordinates.subarray(0, KERNEL_POINTS * axes) };
  const present = new Uint8Array(points.length);
  const draws = yield* bootstrapInPieces(
    (rows) => {
      present.fill(0);
      for (const row of rows) present[row] = 1;
      const people = Array.from(rows, (row) => points[row] as readonly number[]);
      let covered = 0;
      for (const persons of covering) if (persons.some((person) => present[person] === 1)) covered += 1;
      return [
        covered / covering.length,
        axes > MOST_HULL_AXES ? null : hullVolume(people).volume,
        pairwiseDistances(people).mean,
        dispersion(people, ROUGH).radius,
        gaussianKl(people),
        kernelKl(people, { reference: few }),
      ];
    },
    { chance, size: points.length, resamples, what: 'bootstrap of the metrics' },
  );
  return Object.fromEntries(
    MEASURED.map((metric, at) => {
      const estimate = values[metric];
      const most = metric === 'coverage' || metric === 'hull_volume' ? 1 : Infinity;
      return [metric, estimate === null ? null : recentred(draws[at], { estimate, least: 0, most })];
    }),
  );
}
