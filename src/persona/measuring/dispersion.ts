import { atOnce, type InPieces } from '../../foundation/pieces.js';
import { furthestPlace, type FurthestPlace } from './_internals/empty-ball-search.js';
import { flatPoints, type Points } from './_internals/flat-points.js';

/** A ball that holds nobody, with its centre in the unit cube. */
export type EmptyBall = FurthestPlace;

/** How hard empty balls are searched. */
export interface DispersionOptions {
  /** Error of the radius at which the search ends. Default 10⁻⁶. */
  readonly tolerance?: number;
  /** Most boxes that are looked at; where they run out the error that is left is stated. Default 20,000. */
  readonly mostBoxes?: number;
}

/**
 * Radius of the largest empty ball with its centre in the unit cube, that is the largest distance of any place to the
 * nearest person; lower is more diverse. By branch and bound, within `errorBound` below the truth; no Monte Carlo, which
 * finds too little (Paglieri, Cross, Cunningham, Leibo, Vezhnevets 2026, arXiv 2602.03545, take 10,000 random places).
 */
export function dispersion(points: Points, options: DispersionOptions = {}): EmptyBall {
  return atOnce(dispersionInPieces(points, options));
}

/** {@link dispersion} in pieces. */
export function dispersionInPieces(points: Points, options: DispersionOptions = {}): InPieces<EmptyBall> {
  const { tolerance = 1e-6, mostBoxes = 20_000 } = options;
  return furthestPlace(flatPoints(points), { tolerance, mostBoxes });
}

/**
 * The places where somebody is missed most: the centre of the largest empty ball, then that of the largest with somebody
 * put there, and so on; radii do not grow (but within the tolerance).
 *
 * @param options.count How many, at least 1.
 */
export function largestEmptyBalls(
  points: Points,
  options: DispersionOptions & { readonly count: number },
): readonly EmptyBall[] {
  const people = [...points];
  return Array.from({ length: options.count }, () => {
    const ball = dispersion(people, options);
    people.push(ball.centre);
    return ball;
  });
}
