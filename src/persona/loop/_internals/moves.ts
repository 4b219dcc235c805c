import type { InPieces } from '../../../foundation/pieces.js';
import { dispersionInPieces, exclusiveCoverage, type ReferencePoints } from '../../measuring/index.js';
import type { ResponseModel } from '../response-model.js';

/** Somebody who is to be written anew. */
export interface Move {
  readonly index: number;
  readonly target: readonly number[];
  readonly aim: readonly number[];
}

/** Somebody as the loop sees them. */
export interface Standing {
  readonly index: number;
  readonly target: readonly number[];
  readonly aim: readonly number[];
  /** By the steering items, an entry an axis; undefined for somebody without answers on every axis. */
  readonly answer: readonly number[] | undefined;
}

/** From a target to the aim that comes nearest. */
export type AimAt = (target: readonly number[]) => readonly number[];

/**
 * Whose expected answer another aim brings nearer to the target, by more than the tolerance on some axis; most gained
 * first. Answers of the person do not enter: to chase one's own luck is the winner's curse.
 */
export function calibrationMoves(
  people: readonly Standing[],
  how: { readonly model: ResponseModel; readonly aimAt: AimAt; readonly tolerance: number },
): Move[] {
  const { model, aimAt, tolerance } = how;
  return people
    .map(({ index, target, aim: old, answer }) => {
      const aim = aimAt(target);
      const gained = answer === undefined ? Infinity : largestDifference(model.predict(old), model.predict(aim));
      return { index, target, aim, gained };
    })
    .filter(({ gained }) => gained > tolerance)
    .sort((a, b) => b.gained - a.gained || a.index - b.index)
    .map(({ index, target, aim }) => ({ index, target, aim }));
}

/** How empty balls are filled. */
export interface BallSettings {
  readonly model: ResponseModel;
  readonly aimAt: AimAt;
  readonly radius: number;
  readonly reference: ReferencePoints;
  /** Most people who are moved. */
  readonly most: number;
  /** Whether somebody may be put there; and where exactly, for axes with levels. */
  place(centre: readonly number[]): readonly number[] | undefined;
}

/** Who covers no more than this alone may go. */
const REDUNDANT = 0.02;
/** Centres are kept this far from the faces, in radii over √K: from there a corner is covered, and the hull not overshot. */
const MARGIN = 0.8;

/**
 * Sends the most redundant people (least exclusive coverage by the steering items) to the centres of the largest empty
 * balls, one after the other, as long as a ball is larger than the radius and words can reach into it.
 */
export function* emptyBallMoves(people: readonly Standing[], settings: BallSettings): InPieces<Move[]> {
  const { model, aimAt, radius, reference, most } = settings;
  const placed = people.flatMap(({ index, answer }) => (answer === undefined ? [] : [{ index, at: answer }]));
  const alone = exclusiveCoverage(
    placed.map(({ at }) => at),
    { radius, reference },
  );
  const redundant = placed
    .map(({ index }, row) => ({ index, alone: alone[row] as number }))
    .filter((person) => person.alone <= REDUNDANT)
    .sort((a, b) => a.alone - b.alone || a.index - b.index)
    .slice(0, most);
  const moves: Move[] = [];
  let standing = placed;
  for (const { index } of redundant) {
    const others = standing.filter((other) => other.index !== index);
    if (others.length === 0) break;
    yield;
    const ball = yield* dispersionInPieces(
      others.map(({ at }) => at),
      { tolerance: 0.005, mostBoxes: 4_000 },
    );
    if (ball.radius < radius) break;
    const margin = Math.min(0.4, (MARGIN * radius) / Math.sqrt(ball.centre.length));
    const target = settings.place(ball.centre.map((value) => Math.min(1 - margin, Math.max(margin, value))));
    if (target === undefined) continue;
    const aim = aimAt(target);
    const expected = model.predict(aim);
    // Where words do not reach into the ball, one more would stand where others do.
    if (Math.min(...others.map(({ at }) => distance(at, expected))) < radius / 2) continue;
    moves.push({ index, target, aim });
    standing = [...others, { index, at: expected }];
  }
  return moves;
}

const largestDifference = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((value, axis) => Math.abs(value - (other[axis] as number))));

const distance = (one: readonly number[], other: readonly number[]): number =>
  Math.hypot(...one.map((value, axis) => value - (other[axis] as number)));
