import { success, type Placement, type PlacementRequest } from '../../spec/index.js';
import { askSketches, modelOf } from './_internals/ask-sketches.js';
import { axisMap } from './_internals/axis-map.js';
import { isAllowed } from './_internals/constraints.js';
import { pointsBy } from './_internals/design-placement.js';
import type { OpenPlace, TakenPlace } from './_internals/sketch-prompt.js';
import { cornersAndInteriorDesign } from './corners-and-interior.js';
import { checkBatch } from './language-model-placement.js';
import { sobolDesign } from './sobol.js';

type Point = readonly number[];

/** Why somebody is put there: as an archetype, to fill the largest gap, or as the opposite of another, by index. */
type Move =
  | { readonly kind: 'archetype' | 'gap'; readonly point: Point }
  | { readonly kind: 'opposite'; readonly of: number; readonly point: Point };

/**
 * Lets a language model fill the population from its outline: a first batch of archetypes in corners and between them,
 * then batches in which people are by turns the opposite of somebody in the densest region and the filling of the largest
 * gap. Code finds both and assigns the positions exactly; the model sketches who stands there, and its reply is counted
 * and checked for duplicates as in `languageModelPlacement`. Positions are determined by the request.
 *
 * After the anti-personas of the generators that Paglieri, Cross, Cunningham, Leibo, Vezhnevets 2026 (arXiv 2602.03545)
 * evolved.
 */
export function antiPersonaPlacement({ batch = 10 }: { readonly batch?: number } = {}): Placement {
  checkBatch(batch);
  const name = 'anti-persona';
  return {
    name,
    needsModel: true,
    async place(request) {
      const model = modelOf(request, name);
      const { position } = axisMap(request);
      const moves = movesFor(request, batch);
      const people: TakenPlace[] = [];
      for (let from = 0; from < request.size; from += batch) {
        const places = moves.slice(from, from + batch).map((move, at): OpenPlace => {
          return { number: from + at + 1, position: position(move.point), wish: wishOf(move, people) };
        });
        const sketches = await askSketches({ request, model, places, taken: people });
        if (!sketches.ok) return sketches;
        places.forEach(({ position: there }, at) =>
          people.push({ position: there, sketch: sketches.value[at] as string }),
        );
        request.onPlaced?.(people.length);
      }
      return success(people);
    },
  };
}

function wishOf(move: Move, people: readonly TakenPlace[]): string {
  switch (move.kind) {
    case 'opposite':
      return `the opposite of: ${people[move.of]?.sketch ?? ''}`;
    case 'gap':
      return 'somebody unlike all the others; nobody stands near';
    case 'archetype':
      return 'an archetype';
  }
}

/** Where everybody goes. Only those of earlier batches have opposites, for only they have sketches. */
function movesFor(request: PlacementRequest, batch: number): Move[] {
  const { size, constraints = [] } = request;
  const { position } = axisMap(request);
  const allowed = (point: Point): boolean => isAllowed(position(point), constraints);
  const first = pointsBy(cornersAndInteriorDesign, { ...request, size: Math.min(size, batch) });
  const moves: Move[] = first.map((point) => ({ kind: 'archetype', point }));
  if (size <= batch) return moves;
  const candidates = pointsBy(sobolDesign(), { ...request, size: Math.max(512, 4 * size) });
  const turned = new Set<number>();
  while (moves.length < size) {
    const placed = moves.map(({ point }) => point);
    const before = Math.floor(moves.length / batch) * batch;
    const opposite = moves.length % 2 === 0 ? oppositeOfCrowd({ placed, before, turned, allowed }) : undefined;
    if (opposite !== undefined) turned.add(opposite.of);
    moves.push(opposite ?? { kind: 'gap', point: farthest(candidates, placed) });
  }
  return moves;
}

/** Of the more crowded half of those with a sketch, not turned round yet, the one whose mirror image is loneliest. */
function oppositeOfCrowd({
  placed,
  before,
  turned,
  allowed,
}: {
  readonly placed: readonly Point[];
  readonly before: number;
  readonly turned: ReadonlySet<number>;
  allowed(point: Point): boolean;
}): Extract<Move, { kind: 'opposite' }> | undefined {
  const people = placed.slice(0, before).map((point, of) => ({
    of,
    point: point.map((value) => 1 - value),
    room: nearestDistance(
      point,
      placed.filter((_, at) => at !== of),
    ),
  }));
  const crowded = people.sort((a, b) => a.room - b.room || a.of - b.of).slice(0, Math.ceil(before / 2));
  const [best] = crowded
    .filter(({ of, point }) => !turned.has(of) && allowed(point))
    .map((each) => ({ ...each, lonely: nearestDistance(each.point, placed) }))
    .sort((a, b) => b.lonely - a.lonely || a.of - b.of);
  if (best === undefined || best.lonely < 1e-6) return undefined;
  return { kind: 'opposite', of: best.of, point: best.point };
}

/** The centre of the largest gap, among the candidates. */
function farthest(candidates: readonly Point[], placed: readonly Point[]): Point {
  let best = candidates[0] as Point;
  let most = -1;
  for (const candidate of candidates) {
    const distance = nearestDistance(candidate, placed);
    if (distance > most) [best, most] = [candidate, distance];
  }
  return best;
}

function nearestDistance(point: Point, others: readonly Point[]): number {
  let least = Infinity;
  for (const other of others)
    least = Math.min(least, Math.hypot(...point.map((value, axis) => value - (other[axis] as number))));
  return least;
}
