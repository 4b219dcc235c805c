import { penalisedHeights, type Knots } from './penalised-heights.js';

/** A curve that never falls: straight between knots, and beyond them as at its ends. */
export interface MonotoneCurve {
  at(place: number): number;
  slopeAt(place: number): number;
  /** The least place where the curve reaches the value; infinite where it never does. */
  inverse(value: number): number;
  /** The weight of straightness that was taken. */
  readonly smoothness: number;
}

const SEGMENTS = 6;
/** Slopes below this are flat: what moves an answer by less than 2 % of the axis for a whole axis of aim moves nothing. */
const FLAT = 0.02;

/**
 * Fits such a curve by least squares with a penalty on bends (Eilers and Marx 1996), then pools what falls (Ayer, Brunk,
 * Ewing, Reid, Silverman 1955).
 *
 * @param smoothness Weights of the bends against one observation to choose from, by generalised cross-validation.
 */
export function fitMonotoneCurve(
  places: readonly number[],
  values: readonly number[],
  smoothness: readonly number[],
): MonotoneCurve {
  const from = Math.min(...places);
  const to = Math.max(Math.max(...places), from + 1e-6);
  const width = (to - from) / SEGMENTS;
  const segmentAt = (place: number): Knots => {
    const scaled = (place - from) / width;
    const below = Math.min(SEGMENTS - 1, Math.max(0, Math.floor(scaled)));
    return { below, share: scaled - below };
  };
  const fitted = penalisedHeights({ places: places.map(segmentAt), values, knots: SEGMENTS + 1, smoothness });
  const heights = poolAdjacent(fitted.heights);
  const slopes = heights.slice(1).map((height, at) => (height - (heights[at] as number)) / width);
  const [first, last] = [endSlope(slopes), endSlope(slopes.toReversed())];
  const bottom = heights[0] as number;
  const top = heights[SEGMENTS] as number;
  return {
    smoothness: fitted.smoothness,
    at(place) {
      if (place <= from) return bottom + (place - from) * first;
      if (place >= to) return top + (place - to) * last;
      const { below, share } = segmentAt(place);
      return (heights[below] as number) * (1 - share) + (heights[below + 1] as number) * share;
    },
    slopeAt(place) {
      if (place <= from) return first;
      return place >= to ? last : (slopes[segmentAt(place).below] as number);
    },
    inverse(value) {
      if (value < bottom) return first < FLAT ? -Infinity : from - (bottom - value) / first;
      if (value > top) return last < FLAT ? Infinity : to + (value - top) / last;
      const segment = slopes.findIndex((_, at) => value <= (heights[at + 1] as number));
      const slope = slopes[segment] as number;
      const start = from + segment * width;
      return slope === 0 ? start : start + (value - (heights[segment] as number)) / slope;
    },
  };
}

/** What the outer third of the knots rise by, on average. */
function endSlope(slopes: readonly number[]): number {
  return ((slopes[0] as number) + (slopes[1] as number)) / 2;
}

/** The nearest heights that never fall. */
function poolAdjacent(heights: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  const meanOf = ({ sum, count }: { sum: number; count: number }): number => sum / count;
  for (const height of heights) {
    let pool = { sum: height, count: 1 };
    for (let last = pools.at(-1); last !== undefined && meanOf(last) > meanOf(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  }
  return pools.flatMap((pool) => new Array<number>(pool.count).fill(meanOf(pool)));
}
