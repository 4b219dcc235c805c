import type { AnswerTable } from '../../spec/index.js';
import { sobolPoints } from '../placement/index.js';
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
 */
export function likertIdeal(
  instrument: Instrument,
  options: {
    readonly size: number;
    readonly seed: number | string;
    readonly levels?: Readonly<Record<string, number>>;
  },
): Points {
  const { axes } = instrument;
  const { size, seed, levels = {} } = options;
  const ideal = sobolPoints({ axes: axes.length, size, seed }).map((position) =>
    position.map((value, axis) => atLevel(value, levels[axes[axis] as string])),
  );
  if (instrument.kind === 'expected') return ideal;
  const grids = axes.map((axis) => possibleMeans(instrument, axis));
  return ideal.map((position) => position.map((value, axis) => nearestOf(grids[axis] as readonly number[], value)));
}

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
