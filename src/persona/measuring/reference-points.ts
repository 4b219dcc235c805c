import type { Chance } from '../../spec/index.js';
import type { FlatPoints } from './_internals/flat-points.js';

/** Number of reference points of coverage (Paglieri, Cross, Cunningham, Leibo, Vezhnevets 2026, arXiv 2602.03545). */
export const REFERENCE_POINTS = 10_000;

/** Points that stand for the whole of the unit cube. */
export type ReferencePoints = FlatPoints;

/**
 * Independent uniform points of the unit cube, determined by the stream.
 *
 * @param how.count Default 10,000.
 */
export function referencePoints(how: {
  readonly axes: number;
  readonly count?: number;
  readonly chance: Chance;
}): ReferencePoints {
  const { axes, count = REFERENCE_POINTS, chance } = how;
  const coordinates = new Float64Array(count * axes);
  for (let at = 0; at < coordinates.length; at += 1) coordinates[at] = chance.uniform();
  return { count, axes, coordinates };
}
