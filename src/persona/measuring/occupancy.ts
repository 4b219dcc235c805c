import { wilson, type Interval } from '../../foundation/statistics/index.js';
import type { Chance } from '../../spec/index.js';
import { bootstrapPeople, percentiles } from './_internals/bootstrap.js';
import { flatPoints, type Points } from './_internals/flat-points.js';

/** Part of each axis, at both ends, that counts as its tail. */
export const TAIL = 0.25;

/** A combination of ends of axes, and how many people are there. */
export interface OccupiedCombination {
  /** The axes, by place, and which end of each. */
  readonly ends: readonly { readonly axis: number; readonly end: 'low' | 'high' }[];
  readonly people: number;
  /** Share of the people there, with Wilson's 95 % interval. */
  readonly share: number;
  readonly shareInterval: Interval;
  /** The share that independent axes would give: the product of the shares at each end. */
  readonly independent: number;
}

/** How rare combinations are filled. */
export interface Occupancy {
  /** Width of a tail, from 0 to ½. */
  readonly tail: number;
  /** Each combination of ends of all axes: 2^K joint corners. */
  readonly corners: readonly OccupiedCombination[];
  /** Each combination of ends of two axes. */
  readonly pairs: readonly OccupiedCombination[];
  /** Share of the people in joint corners of all axes. */
  readonly inCorners: number;
  readonly inCornersIndependent: number;
  /** Corners that hold somebody, and how many would on average, were axes independent with the same tails. */
  readonly cornersOccupied: number;
  readonly cornersOccupiedIndependent: number;
  /** Mean over pairs of axes of the share in joint tails, minus what independent axes would give; 0 is independence. */
  readonly jointTailExcess: number;
  /** Its 95 % bootstrap interval over people; `null` of one axis. */
  readonly jointTailExcessInterval: Interval | null;
}

/**
 * Occupancy of rare combinations: who stands at the ends of several axes at once, against what the same tails would give
 * if axes were independent (the product of the marginal shares). A population whose axes hang together leaves whole corners
 * empty, and coverage hardly tells.
 *
 * @param options.tail Default {@link TAIL}: up to .25 is low, from .75 high.
 * @param options.resamples Default 1,000.
 */
export function occupancy(
  points: Points,
  options: { readonly chance: Chance; readonly tail?: number; readonly resamples?: number },
): Occupancy {
  const { chance, tail = TAIL, resamples = 1_000 } = options;
  const { axes, count } = flatPoints(points);
  const ends = points.map((point) => point.map((value) => endOf(value, tail)));
  const everybody = Int32Array.from({ length: count }, (_, row) => row);
  const all = Array.from({ length: axes }, (_, axis) => axis);
  const corners = combinations(all).map((of) => occupied(of, ends));
  const pairs = pairsOf(all).flatMap((pair) => combinations(pair).map((of) => occupied(of, ends)));
  const excess = jointExcess(ends, everybody);
  const draws =
    axes < 2 ? [] : bootstrapPeople((rows) => [jointExcess(ends, rows)], { chance, size: count, resamples });
  return {
    tail,
    corners,
    pairs,
    inCorners: corners.reduce((sum, { share }) => sum + share, 0),
    inCornersIndependent: corners.reduce((sum, { independent }) => sum + independent, 0),
    cornersOccupied: corners.filter(({ people }) => people > 0).length,
    cornersOccupiedIndependent: corners.reduce((sum, { independent }) => sum + 1 - (1 - independent) ** count, 0),
    jointTailExcess: excess,
    jointTailExcessInterval: percentiles(draws[0]),
  };
}

type End = 'low' | 'high' | undefined;

/** Answers on a grid may be a rounding away from the limit. */
function endOf(value: number, tail: number): End {
  if (value <= tail + 1e-9) return 'low';
  return value >= 1 - tail - 1e-9 ? 'high' : undefined;
}

/** Every choice of an end for each of the axes. */
function combinations(axes: readonly number[]): { axis: number; end: 'low' | 'high' }[][] {
  return Array.from({ length: 2 ** axes.length }, (_, choice) =>
    axes.map((axis, place) => ({ axis, end: ((choice >> place) & 1) === 0 ? ('low' as const) : ('high' as const) })),
  );
}

function pairsOf(axes: readonly number[]): (readonly [number, number])[] {
  return axes.flatMap((one) => axes.slice(one + 1).map((other) => [one, other] as const));
}

function occupied(
  of: readonly { readonly axis: number; readonly end: 'low' | 'high' }[],
  ends: readonly (readonly End[])[],
): OccupiedCombination {
  const people = ends.filter((person) => of.every(({ axis, end }) => person[axis] === end)).length;
  const independent = of.reduce(
    (product, { axis, end }) => product * (ends.filter((person) => person[axis] === end).length / ends.length),
    1,
  );
  const share = people / ends.length;
  return { ends: of, people, share, shareInterval: wilson(people, ends.length), independent };
}

/** Mean over pairs of axes of the share of people in the tails of both, minus the product of the shares in each. */
function jointExcess(ends: readonly (readonly End[])[], rows: Int32Array): number {
  const axes = ends[0]?.length ?? 0;
  if (axes < 2) return 0;
  const single = new Float64Array(axes);
  const joint = new Float64Array(axes * axes);
  for (const row of rows) {
    const person = ends[row] as readonly End[];
    for (let one = 0; one < axes; one += 1) {
      if (person[one] === undefined) continue;
      single[one] = (single[one] as number) + 1;
      for (let other = one + 1; other < axes; other += 1) {
        if (person[other] !== undefined) joint[one * axes + other] = (joint[one * axes + other] as number) + 1;
      }
    }
  }
  const n = rows.length;
  let sum = 0;
  for (let one = 0; one < axes; one += 1) {
    for (let other = one + 1; other < axes; other += 1) {
      sum +=
        (joint[one * axes + other] as number) / n - ((single[one] as number) * (single[other] as number)) / (n * n);
    }
  }
  return sum / ((axes * (axes - 1)) / 2);
}
