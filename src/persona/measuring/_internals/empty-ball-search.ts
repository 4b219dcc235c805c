import type { InPieces } from '../../../foundation/pieces.js';
import type { FlatPoints } from './flat-points.js';
import { LargestFirst } from './largest-first.js';

/** A part of the cube, and who may be nearest to a place in it. */
interface Box {
  readonly centre: Float64Array;
  readonly half: Float64Array;
  /** Squared: nobody in the box is further than this from everybody. */
  readonly bound: number;
  readonly candidates: Int32Array;
}

/** The place of the unit cube furthest from everybody. */
export interface FurthestPlace {
  readonly centre: readonly number[];
  readonly radius: number;
  /** The largest radius there is lies between `radius` and `radius + errorBound`. */
  readonly errorBound: number;
}

/** Steps of the bound that weighs people against each other; fewer where so many come into question that the box is large. */
const weighingSteps = (candidates: number): number => (candidates > 100 ? 4 : 16);

/**
 * Searches the unit cube by branch and bound for the place whose nearest neighbour is furthest. No place of a box is
 * further from its nearest neighbour than the least of the largest distances to one person, nor, for any weights of people
 * that sum to 1, than the root of the largest weighted mean of squared distances; weights are sought by steps towards who
 * is nearest to the worst corner (Frank and Wolfe 1956, DOI 10.1002/nav.3800030109). Boxes whose bound is not above the
 * best place found are left out, the others halved.
 */
export function* furthestPlace(
  points: FlatPoints,
  how: { readonly tolerance: number; readonly mostBoxes: number },
): InPieces<FurthestPlace> {
  const search = new EmptyBallSearch(points);
  let boxes = 1;
  search.start();
  while (boxes < how.mostBoxes && search.gap() > how.tolerance) {
    boxes += search.split();
    if (boxes % BOXES_A_PIECE === 1) yield;
  }
  return search.result();
}

/** Boxes that are made in one piece; their number is odd. */
const BOXES_A_PIECE = 100;

class EmptyBallSearch {
  private best = -1;
  private place: Float64Array;
  private readonly waiting = new LargestFirst<Box>();
  private readonly mean: Float64Array;
  private readonly corner: Float64Array;

  constructor(private readonly points: FlatPoints) {
    this.place = new Float64Array(points.axes);
    this.mean = new Float64Array(points.axes);
    this.corner = new Float64Array(points.axes);
  }

  start(): void {
    const { axes, count } = this.points;
    const everybody = Int32Array.from({ length: count }, (_, index) => index);
    this.look(new Float64Array(axes).fill(0.5), new Float64Array(axes).fill(0.5), everybody);
  }

  /** By how much the radius found may be too small. */
  gap(): number {
    return Math.sqrt(Math.max(this.best, this.waiting.most)) - Math.sqrt(this.best);
  }

  /** Halves the box of largest bound along its longest side. Number of boxes made. */
  split(): number {
    const box = this.waiting.take();
    if (box === undefined) return Infinity;
    let longest = 0;
    for (let axis = 1; axis < box.half.length; axis += 1) {
      if ((box.half[axis] as number) > (box.half[longest] as number)) longest = axis;
    }
    for (const side of [-0.5, 0.5]) {
      const half = box.half.slice();
      const centre = box.centre.slice();
      centre[longest] = (centre[longest] as number) + side * (half[longest] as number);
      half[longest] = (half[longest] as number) / 2;
      this.look(centre, half, box.candidates);
    }
    return 2;
  }

  result(): FurthestPlace {
    return { centre: [...this.place], radius: Math.sqrt(this.best), errorBound: this.gap() };
  }

  /** Bounds a box, tries its centre, and keeps it where it could hold a better place. */
  private look(centre: Float64Array, half: Float64Array, candidates: Int32Array): void {
    const { axes, coordinates } = this.points;
    let bound = Infinity;
    let nearest = Infinity;
    let closest = 0;
    const nearSides = new Float64Array(candidates.length);
    for (let at = 0; at < candidates.length; at += 1) {
      const start = (candidates[at] as number) * axes;
      let far = 0;
      let near = 0;
      let middle = 0;
      for (let axis = 0; axis < axes; axis += 1) {
        const away = Math.abs((centre[axis] as number) - (coordinates[start + axis] as number));
        const side = half[axis] as number;
        far += (away + side) * (away + side);
        middle += away * away;
        if (away > side) near += (away - side) * (away - side);
      }
      nearSides[at] = near;
      if (middle < nearest) nearest = middle;
      if (far < bound) {
        bound = far;
        closest = candidates[at] as number;
      }
    }
    this.offer(centre, nearest);
    if (bound <= this.best) return;
    const kept = candidates.filter((_, at) => (nearSides[at] as number) <= bound);
    const weighed = this.weigh({ centre, half, bound, candidates: kept }, closest);
    if (weighed > this.best) this.waiting.add(weighed, { centre, half, bound: weighed, candidates: kept });
  }

  private offer(place: Float64Array, squared: number): void {
    if (squared <= this.best) return;
    this.best = squared;
    this.place = place.slice();
  }

  /** The bound by weights, from all weight on the person whose largest distance is least. */
  private weigh(box: Box, closest: number): number {
    const { axes, coordinates } = this.points;
    const { mean, corner } = this;
    const steps = weighingSteps(box.candidates.length);
    let bound = box.bound;
    let constant = 0;
    for (let axis = 0; axis < axes; axis += 1) {
      const value = coordinates[closest * axes + axis] as number;
      mean[axis] = value;
      constant += value * value;
    }
    for (let step = 0; step < steps; step += 1) {
      let worst = constant;
      for (let axis = 0; axis < axes; axis += 1) {
        const middle = box.centre[axis] as number;
        const towards = middle >= (mean[axis] as number) ? (box.half[axis] as number) : -(box.half[axis] as number);
        const value = middle + towards;
        corner[axis] = value;
        worst += value * value - 2 * value * (mean[axis] as number);
      }
      if (worst < bound) bound = worst;
      if (bound <= this.best) return bound;
      const { person, squared } = this.nearestTo(corner, box.candidates);
      this.offer(corner, squared);
      const share = 1 / (step + 2);
      let length = 0;
      for (let axis = 0; axis < axes; axis += 1) {
        const value = coordinates[person * axes + axis] as number;
        mean[axis] = (mean[axis] as number) + share * (value - (mean[axis] as number));
        length += value * value;
      }
      constant += share * (length - constant);
    }
    return bound;
  }

  private nearestTo(place: Float64Array, candidates: Int32Array): { person: number; squared: number } {
    const { axes, coordinates } = this.points;
    let person = 0;
    let squared = Infinity;
    for (const candidate of candidates) {
      let sum = 0;
      for (let axis = 0; axis < axes; axis += 1) {
        const step = (place[axis] as number) - (coordinates[candidate * axes + axis] as number);
        sum += step * step;
      }
      if (sum < squared) {
        person = candidate;
        squared = sum;
      }
    }
    return { person, squared };
  }
}
