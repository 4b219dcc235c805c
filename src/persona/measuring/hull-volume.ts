import { userError } from '../../foundation/errors/index.js';
import { atOnce, type InPieces } from '../../foundation/pieces.js';
import { chancesFrom } from '../../foundation/random/index.js';
import { flatPoints, type FlatPoints, type Points } from './_internals/flat-points.js';
import { determinant } from './_internals/linear-algebra.js';
import { quickhull } from './_internals/quickhull.js';
import { spanningSimplex } from './_internals/spanning-simplex.js';

/** Most axes for which the volume is computed. */
export const MOST_HULL_AXES = 6;

/** Size of the disturbance that is tried first, and by how much it grows where rounding defeats the hull. */
const FIRST_STEP = 1e-9;
const GROWTH = 30;
const ATTEMPTS = 5;

/** Volume of a convex hull, and by how much it may be wrong. */
export interface HullVolume {
  /** From 0 to 1 for points of the unit cube. */
  readonly volume: number;
  /** Largest error; 0 of one axis and of people who span no volume. */
  readonly errorBound: number;
}

/**
 * Volume of the convex hull of the people, exact but for rounding; higher is more diverse. Of one axis it is the range;
 * people on a common plane (thinner than 10⁻⁷) span none.
 *
 * Answers on a grid put many people on one plane. So the surface is found for points that are moved a little (outwards
 * where they are far from the centre, and by a keyed joggle, together at most 10⁻⁷ where rounding allows), and its volume
 * is taken at the points themselves: planes of a grid cost nothing, and the error is at most twice the surface by the
 * move (Barber, Dobkin and Huhdanpaa 1996, DOI 10.1145/235815.235821).
 *
 * @throws MesocosmError (usage) of more than six axes.
 */
export function hullVolume(points: Points): HullVolume {
  return atOnce(hullVolumeInPieces(points));
}

/** {@link hullVolume} in pieces. */
export function* hullVolumeInPieces(points: Points): InPieces<HullVolume> {
  const flat = flatPoints(points);
  if (flat.axes > MOST_HULL_AXES) {
    throw userError({
      kind: 'usage',
      what: `the convex hull of ${flat.axes} axes is not computed`,
      expected: `at most ${MOST_HULL_AXES} axes`,
      remedy: `measure the hull of a choice of at most ${MOST_HULL_AXES} axes; the other measures take any number`,
    });
  }
  if (flat.axes === 1) {
    const values = [...flat.coordinates];
    return { volume: Math.max(...values) - Math.min(...values), errorBound: 0 };
  }
  const people = distinct(flat);
  const simplex = spanningSimplex(people);
  if (simplex === undefined) return { volume: 0, errorBound: 0 };
  for (let attempt = 0, step = FIRST_STEP; attempt < ATTEMPTS; attempt += 1, step *= GROWTH) {
    const volume = yield* volumeAt(people, { simplex, step, attempt });
    // The surface of a convex body in the unit cube is at most that of the cube.
    if (volume !== undefined) return { volume, errorBound: 4 * people.axes * moveOf(step, people.axes) };
  }
  throw userError({
    kind: 'failures',
    what: `rounding defeated the convex hull of ${people.count} points on ${people.axes} axes`,
    remedy: 'measure fewer axes',
  });
}

/** Largest move of a point of the unit cube: the push outwards and the joggle. */
function moveOf(step: number, axes: number): number {
  return step * (100 * axes ** 1.5 + Math.sqrt(axes));
}

function* volumeAt(
  people: FlatPoints,
  how: { readonly simplex: readonly number[]; readonly step: number; readonly attempt: number },
): InPieces<number | undefined> {
  const { axes: dimension, count } = people;
  const { simplex, step, attempt } = how;
  const chance = chancesFrom('convex-hull')('joggle', attempt);
  const words = Int32Array.from({ length: count * 2 }, () => chance.integer(2 ** 32) | 0);
  const joggle = Float64Array.from({ length: count * dimension }, () => 2 * chance.uniform() - 1);
  const moved = new Float64Array(count * dimension);
  const centre = middleOf(
    people,
    Array.from({ length: count }, (_, at) => at),
  );
  for (let point = 0; point < count; point += 1) {
    let squared = 0;
    for (let axis = 0; axis < dimension; axis += 1) squared += fromCentre(people, point, axis, centre) ** 2;
    for (let axis = 0; axis < dimension; axis += 1) {
      const at = point * dimension + axis;
      // Convex in the distance, so a point between others on a plane sinks below them and is no vertex.
      const push = 100 * step * squared * fromCentre(people, point, axis, centre);
      moved[at] = (people.coordinates[at] as number) + push + step * (joggle[at] as number);
    }
  }
  const interior = middleOf({ count, axes: dimension, coordinates: moved }, simplex);
  const facets = yield* quickhull({ coordinates: moved, count, dimension, simplex, interior, words });
  return facets === undefined ? undefined : volumeWithin(facets, { people, moved, interior });
}

function fromCentre(people: FlatPoints, point: number, axis: number, centre: Float64Array): number {
  return (people.coordinates[point * people.axes + axis] as number) - (centre[axis] as number);
}

/** Signed simplices from an inner point to every facet, at the true points, with the signs that they have when moved. */
function volumeWithin(
  facets: Int32Array,
  { people, moved, interior }: { people: FlatPoints; moved: Float64Array; interior: Float64Array },
): number {
  const dimension = people.axes;
  const matrix = new Float64Array(dimension * dimension);
  let total = 0;
  for (let facet = 0; facet < facets.length; facet += dimension) {
    const simplexFrom = (coordinates: Float64Array): number => {
      for (let at = 0; at < dimension; at += 1) {
        const vertex = (facets[facet + at] as number) * dimension;
        for (let axis = 0; axis < dimension; axis += 1) {
          matrix[at * dimension + axis] = (coordinates[vertex + axis] as number) - (interior[axis] as number);
        }
      }
      return determinant(matrix, dimension);
    };
    const sign = Math.sign(simplexFrom(moved));
    total += sign * simplexFrom(people.coordinates);
  }
  let factorial = 1;
  for (let at = 2; at <= dimension; at += 1) factorial *= at;
  return Math.max(0, total / factorial);
}

function middleOf({ axes, coordinates }: FlatPoints, members: readonly number[]): Float64Array {
  const middle = new Float64Array(axes);
  for (const point of members) {
    for (let axis = 0; axis < axes; axis += 1) {
      middle[axis] = (middle[axis] as number) + (coordinates[point * axes + axis] as number) / members.length;
    }
  }
  return middle;
}

/** Each place once. */
function distinct({ count, axes, coordinates }: FlatPoints): FlatPoints {
  const places = new Map<string, Float64Array>();
  for (let point = 0; point < count; point += 1) {
    const place = coordinates.subarray(point * axes, (point + 1) * axes);
    places.set(place.join(), place);
  }
  const kept = new Float64Array(places.size * axes);
  [...places.values()].forEach((place, at) => kept.set(place, at * axes));
  return { count: places.size, axes, coordinates: kept };
}
