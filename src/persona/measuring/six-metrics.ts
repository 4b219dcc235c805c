import { atOnce, type InPieces } from '../../foundation/pieces.js';
import { coverage } from './coverage.js';
import { dispersionInPieces } from './dispersion.js';
import type { Points } from './_internals/flat-points.js';
import { gaussianKl } from './gaussian-kl.js';
import { hullVolumeInPieces, MOST_HULL_AXES } from './hull-volume.js';
import { kernelKl } from './kernel-kl.js';
import { pairwiseDistances } from './pairwise-distances.js';
import type { ReferencePoints } from './reference-points.js';

/** The measures of diversity, in the order of tables, and which way is more diverse. */
export const DIVERSITY_METRICS = [
  { name: 'coverage', title: 'coverage', better: 'higher' },
  { name: 'hull_volume', title: 'convex hull volume', better: 'higher' },
  { name: 'minimum_distance', title: 'minimum pairwise distance', better: 'higher' },
  { name: 'mean_distance', title: 'mean pairwise distance', better: 'higher' },
  { name: 'dispersion', title: 'dispersion (largest empty ball)', better: 'lower' },
  { name: 'gaussian_kl', title: 'KL to the ideal, normal moments', better: 'lower' },
  { name: 'kernel_kl', title: 'KL to the ideal, kernel density', better: 'lower' },
] as const;

/** Name of a measure of diversity. */
export type DiversityMetric = (typeof DIVERSITY_METRICS)[number]['name'];

/** The value of each; `null` for the hull of more than six axes. */
export type DiversityMetrics = Readonly<Record<DiversityMetric, number | null>> & {
  /** By how much hull and dispersion may be wrong. */
  readonly errorBounds: { readonly hull_volume: number | null; readonly dispersion: number };
};

/** What the measures need. */
export interface DiversityOptions {
  /** The calibrated radius for as many people and axes. */
  readonly radius: number;
  readonly reference: ReferencePoints;
}

/** Number of reference points over which the kernel density is integrated; the first of them. */
const KERNEL_POINTS = 2_000;

/**
 * The six metrics of Paglieri, Cross, Cunningham, Leibo, Vezhnevets 2026 (arXiv 2602.03545), with the divergence in two
 * forms, of people in the unit cube. The kernel form is integrated over the first 2,000 reference points.
 */
export function sixMetrics(points: Points, options: DiversityOptions): DiversityMetrics {
  return atOnce(sixMetricsInPieces(points, options));
}

/** {@link sixMetrics} in pieces. */
export function* sixMetricsInPieces(
  points: Points,
  { radius, reference }: DiversityOptions,
): InPieces<DiversityMetrics> {
  const axes = points[0]?.length ?? 0;
  const hull = axes > MOST_HULL_AXES ? undefined : yield* hullVolumeInPieces(points);
  const distances = pairwiseDistances(points);
  yield;
  const ball = yield* dispersionInPieces(points);
  const kernelPoints = {
    ...reference,
    count: Math.min(KERNEL_POINTS, reference.count),
    coordinates: reference.coordinates.subarray(0, KERNEL_POINTS * reference.axes),
  };
  const covered = coverage(points, { radius, reference });
  yield;
  return {
    coverage: covered,
    hull_volume: hull?.volume ?? null,
    minimum_distance: distances.min,
    mean_distance: distances.mean,
    dispersion: ball.radius,
    gaussian_kl: gaussianKl(points),
    kernel_kl: kernelKl(points, { reference: kernelPoints }),
    errorBounds: { hull_volume: hull?.errorBound ?? null, dispersion: ball.errorBound },
  };
}
