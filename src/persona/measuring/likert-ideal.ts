import type { AnswerTable, AxisConstraint, Position } from '../../spec/index.js';
import { isAllowed, sobolPoints } from '../placement/index.js';
import type { Points } from './_internals/flat-points.js';
import { columnsOf } from './positions-of.js';

/** What an ideal population is put through. */
export type Instrument = Pick<AnswerTable, 'axes' | 'items' | 'kind'>;

/**
 * An ideal population as the same instrument would see it: scrambled Sobol positions, each moved on each axis to the
 * nearest mean that the items can give (m items of p points give m (p − 1) + 1 different ones). Where scores are expected
 * values there is no grid, and positions stay. On an axis of m named levels the ideal stands, like everybody, at one of them:
 * a position u at level ⌊u·m⌋. Determined by seed, size and instrument.
 *
 * @param options.levels Number of levels of the axes that have some, by name.
 * @param options.constraints Where nobody can stand, the ideal does not: the sequence goes on until there are enough.
 */
export function likertIdeal(
  instrument: Instrument,
  options: {
    readonly size: number;
    readonly seed: number | string;
    readonly levels?: Readonly<Record<string, number>>;
    readonly constraints?: readonly AxisConstraint[];
  },
): Points {
  const { axes } = instrument;
  const ideal = attainable(axes, options);
  if (instrument.kind === 'expected') return ideal;
  const grids = axes.map((axis) => possibleMeans(instrument, axis));
  return ideal.map((position) => position.map((value, axis) => nearestOf(grids[axis] as readonly number[], value)));
}

/** The first positions of a sequence at which somebody can stand; without any, those that come first. */
function attainable(
  axes: readonly string[],
  { size, seed, levels = {}, constraints = [] }: Parameters<typeof likertIdeal>[1],
): Points {
  const drawn = (count: number): Points =>
    sobolPoints({ axes: axes.length, size: count, seed }).map((position) =>
      position.map((value, axis) => atLevel(value, levels[axes[axis] as string])),
    );
  if (constraints.length === 0) return drawn(size);
  const named = (position: readonly number[]): Position =>
    Object.fromEntries(axes.map((axis, at) => [axis, position[at] as number]));
  for (let factor = 2; factor <= MOST_TRIED; factor *= 2) {
    const allowed = drawn(size * factor).filter((position) => isAllowed(named(position), constraints));
    if (allowed.length >= size) return allowed.slice(0, size);
  }
  return drawn(size);
}

/** Positions that are tried for each person of the ideal. */
const MOST_TRIED = 256;

function atLevel(value: number, levels: number | undefined): number {
  return levels === undefined ? value : Math.min(levels - 1, Math.floor(value * levels)) / (levels - 1);
}

/** Most means that are listed one by one; beyond, the grid is finer than any difference it makes. */
const FINEST = 5_000;

/** All means of the items of an axis, in increasing order. */
function possibleMeans(instrument: Instrument, axis: string): readonly number[] {
  const columns = columnsOf({ ...instrument, personas: [], scores: [], mode: 'single' }, axis);
  let sums = [0];
  for (const column of columns) {
    const points = instrument.items[column]?.points as number;
    const scores = Array.from({ length: points }, (_, answer) => answer / (points - 1));
    const next = new Set(sums.flatMap((sum) => scores.map((score) => Number((sum + score).toFixed(9)))));
    sums = next.size > FINEST ? sums : [...next];
  }
  return sums.map((sum) => sum / columns.length).sort((a, b) => a - b);
}

function nearestOf(sorted: readonly number[], value: number): number {
  let best = sorted[0] as number;
  for (const candidate of sorted) if (Math.abs(candidate - value) < Math.abs(best - value)) best = candidate;
  return best;
}
