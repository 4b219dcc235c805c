import type { FlatPoints } from './flat-points.js';

/**
 * Squared distance of each reference point to its nearest neighbour among the points. Where it is at most `enough`
 * squared, any squared distance at most that may stand in its place, which saves the rest of the search.
 */
export function nearestSquared(reference: FlatPoints, points: FlatPoints, enough = 0): Float64Array {
  const { axes } = reference;
  const from = reference.coordinates;
  const to = points.coordinates;
  const stop = enough * enough;
  const nearest = new Float64Array(reference.count);
  for (let row = 0; row < reference.count; row += 1) {
    const at = row * axes;
    let least = Infinity;
    for (let other = 0; other < to.length; other += axes) {
      let sum = 0;
      for (let axis = 0; axis < axes; axis += 1) {
        const step = (from[at + axis] as number) - (to[other + axis] as number);
        sum += step * step;
      }
      if (sum < least) {
        least = sum;
        if (least <= stop) break;
      }
    }
    nearest[row] = least;
  }
  return nearest;
}
