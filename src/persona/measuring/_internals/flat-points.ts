import { userError } from '../../../foundation/errors/index.js';

/** Where people stand: a row a person, a column an axis, each in [0, 1]. */
export type Points = readonly (readonly number[])[];

/** Points one after the other in one array, for loops that run millions of times. */
export interface FlatPoints {
  readonly count: number;
  readonly axes: number;
  /** Coordinate k of point i is at `i * axes + k`. */
  readonly coordinates: Float64Array;
}

/**
 * The same points in one array.
 *
 * @throws MesocosmError (usage) of nobody, of rows of different lengths, and of what is not a number.
 */
export function flatPoints(points: Points): FlatPoints {
  const axes = points[0]?.length ?? 0;
  if (axes === 0) {
    throw userError({
      kind: 'usage',
      what: points.length === 0 ? 'a population of nobody cannot be measured' : 'positions have no axes',
      expected: 'at least one position on at least one axis',
    });
  }
  const coordinates = new Float64Array(points.length * axes);
  points.forEach((point, row) => {
    if (point.length !== axes) {
      throw userError({ kind: 'usage', what: `position ${row + 1} has ${point.length} axes`, expected: `${axes}` });
    }
    point.forEach((value, axis) => {
      if (!Number.isFinite(value)) {
        throw userError({
          kind: 'usage',
          what: `position ${row + 1} on axis ${axis + 1} is ${value}`,
          expected: 'a finite number',
          remedy: 'leave out people whose position is not known',
        });
      }
      coordinates[row * axes + axis] = value;
    });
  });
  return { count: points.length, axes, coordinates };
}

/** Column `axis` of the points. */
export function columnOf(points: Points, axis: number): number[] {
  return points.map((point) => point[axis] as number);
}
