import { correlation, meanOf } from './_internals/association.js';
import { columnOf, flatPoints, type Points } from './_internals/flat-points.js';

/** How people lie on one axis. */
export interface AxisSpread {
  readonly min: number;
  readonly max: number;
  readonly range: number;
  readonly mean: number;
  /** Divided by n. */
  readonly standardDeviation: number;
}

/** Range, mean and standard deviation on each axis. */
export function axisSpread(points: Points): AxisSpread[] {
  const { axes } = flatPoints(points);
  return Array.from({ length: axes }, (_, axis) => {
    const values = columnOf(points, axis);
    const mean = meanOf(values);
    let [min, max, squares] = [Infinity, -Infinity, 0];
    for (const value of values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      squares += (value - mean) ** 2;
    }
    return { min, max, range: max - min, mean, standardDeviation: Math.sqrt(squares / values.length) };
  });
}

/** Pearson's correlation of two axes, by their places; `null` where one of them does not vary. */
export interface AxisCorrelation {
  readonly one: number;
  readonly other: number;
  readonly correlation: number | null;
}

/** Correlation of every pair of axes. Axes of an ideal population have none. */
export function axisCorrelations(points: Points): AxisCorrelation[] {
  const { axes } = flatPoints(points);
  const columns = Array.from({ length: axes }, (_, axis) => columnOf(points, axis));
  return columns.flatMap((values, one) =>
    columns.slice(one + 1).map((others, step) => ({
      one,
      other: one + 1 + step,
      correlation: correlation(values, others),
    })),
  );
}

/** Groups of people, by index, who stand in exactly the same place (all coordinates equal). Those alone are left out. */
export function duplicatePositions(points: readonly (readonly (number | null)[])[]): number[][] {
  const places = new Map<string, number[]>();
  points.forEach((point, index) => {
    const place = point.join();
    places.set(place, [...(places.get(place) ?? []), index]);
  });
  return [...places.values()].filter((people) => people.length > 1);
}
