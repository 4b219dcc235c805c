import { flatPoints, type Points } from './_internals/flat-points.js';

/** Euclidean distances between all pairs of people. */
export interface PairwiseDistances {
  readonly min: number;
  readonly mean: number;
}

/** Smallest and mean Euclidean distance between two people; both 0 of fewer than two. At most √K. */
export function pairwiseDistances(points: Points): PairwiseDistances {
  const { count, axes, coordinates } = flatPoints(points);
  if (count < 2) return { min: 0, mean: 0 };
  let least = Infinity;
  let total = 0;
  for (let one = 0; one < count; one += 1) {
    for (let other = one + 1; other < count; other += 1) {
      let sum = 0;
      for (let axis = 0; axis < axes; axis += 1) {
        const step = (coordinates[one * axes + axis] as number) - (coordinates[other * axes + axis] as number);
        sum += step * step;
      }
      if (sum < least) least = sum;
      total += Math.sqrt(sum);
    }
  }
  return { min: Math.sqrt(least), mean: total / ((count * (count - 1)) / 2) };
}
