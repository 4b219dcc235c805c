import type { FlatPoints } from './flat-points.js';
import { pointTree, type PointTree } from './point-tree.js';

/** Below this many points a tree gains nothing. */
const FEW = 64;

/**
 * Squared distance of each reference point to its nearest neighbour among the points. Where it is at most `enough`
 * squared, any squared distance at most that may stand in its place, which saves the rest of the search.
 */
export function nearestSquared(reference: FlatPoints, points: FlatPoints, enough = 0): Float64Array {
  const { axes, coordinates } = reference;
  const stop = enough * enough;
  const tree = pointTree(points, points.count < FEW ? FEW : undefined);
  const search = new NearestSearch(tree, coordinates, stop);
  const nearest = new Float64Array(reference.count);
  for (let row = 0; row < reference.count; row += 1) nearest[row] = search.from(row * axes);
  return nearest;
}

/** Depth first, the nearer half of the points first; what lies beyond the best found is passed over. */
class NearestSearch {
  private at = 0;
  private least = Infinity;

  constructor(
    private readonly tree: PointTree,
    private readonly place: Float64Array,
    private readonly stop: number,
  ) {}

  from(at: number): number {
    this.at = at;
    this.least = Infinity;
    this.visit(0);
    return this.least;
  }

  private visit(node: number): void {
    const { axis, value, starts, ends, left } = this.tree;
    const split = axis[node] as number;
    if (split < 0) return this.scan(starts[node] as number, ends[node] as number);
    const gap = (this.place[this.at + split] as number) - (value[node] as number);
    const first = left[node] as number;
    this.visit(gap < 0 ? first : first + 1);
    if (this.least <= this.stop || gap * gap > this.least) return;
    this.visit(gap < 0 ? first + 1 : first);
  }

  private scan(start: number, end: number): void {
    const { axes, coordinates } = this.tree;
    const { at, place } = this;
    for (let other = start * axes; other < end * axes; other += axes) {
      let sum = 0;
      for (let axis = 0; axis < axes; axis += 1) {
        const step = (place[at + axis] as number) - (coordinates[other + axis] as number);
        sum += step * step;
      }
      if (sum < this.least) {
        this.least = sum;
        if (sum <= this.stop) return;
      }
    }
  }
}
