import { success, type Placement, type PlacementRequest, type PlannedPerson } from '../../../spec/index.js';
import { axisMap } from './axis-map.js';
import { checkRequest } from './check-request.js';
import { isAllowed, tooNarrow } from './constraints.js';
import type { Design } from './design.js';

/** Points that are tried at most for each person wanted, and at least in all, before constraints count as too narrow. */
const TRIES_EACH = 256;
const TRIES_LEAST = 16_384;

/** A placement that asks no model, from a way to spread points. */
export function designPlacement(design: Design): Placement {
  const placeAtOnce = (request: PlacementRequest): readonly PlannedPerson[] => {
    const points = pointsBy(design, request);
    const { position } = axisMap(request);
    request.onPlaced?.(points.length);
    return points.map((point) => ({ position: position(point) }));
  };
  return { name: design.name, needsModel: false, placeAtOnce, place: async (request) => success(placeAtOnce(request)) };
}

/**
 * Points of a design that map to allowed positions. Without constraints levels are dealt out by rank, so that their numbers differ by one at most (or
 * follow the density as nearly); with them, what is not allowed is passed over and the design is continued.
 *
 * @throws MesocosmError (usage) where the request cannot be met.
 */
export function pointsBy(design: Design, request: PlacementRequest): (readonly number[])[] {
  checkRequest(request, design);
  const { size, seed, constraints = [] } = request;
  const { levels, position } = axisMap(request);
  if (constraints.length === 0) {
    const points = design.points({ levels, size, seed });
    return design.even ? rankLevels(points, levels) : [...points];
  }
  const most = Math.max(TRIES_LEAST, TRIES_EACH * size);
  for (let tries = size; ; tries = Math.min(most, tries * 2)) {
    const tried = design.points({ levels, size: tries, seed });
    const found = tried.filter((point) => isAllowed(position(point), constraints));
    if (found.length >= size) return found.slice(0, size);
    if (tries === most) throw tooNarrow({ constraints, tried: tried.map(position), found: found.length, wanted: size });
  }
}

/** On axes with levels, the r-th of N people from below is put at (r + ½) / N. */
function rankLevels(
  points: readonly (readonly number[])[],
  levels: readonly (number | undefined)[],
): (readonly number[])[] {
  const ranks = levels.map((count, axis) => {
    if (count === undefined) return undefined;
    const order = points.map((_, at) => at);
    order.sort((a, b) => (points[a]?.[axis] as number) - (points[b]?.[axis] as number) || a - b);
    const rank = new Array<number>(points.length);
    order.forEach((at, place) => (rank[at] = (place + 0.5) / points.length));
    return rank;
  });
  return points.map((point, at) => point.map((value, axis) => ranks[axis]?.[at] ?? value));
}
