import { userError } from '../../foundation/errors/index.js';
import type { AnswerTable } from '../../spec/index.js';
import type { Points } from './_internals/flat-points.js';

/** Where people stand by their answers, and who is left out. */
export interface MeasuredPositions {
  /** A row for each of `personas`, a column for each axis of the table. */
  readonly positions: Points;
  readonly personas: readonly string[];
  /** Rows of the table that the positions come from. */
  readonly rows: readonly number[];
  /** People who answered no item of some axis. */
  readonly excluded: readonly { readonly persona: string; readonly axis: string }[];
}

/**
 * The mean keyed score of each person on each axis, over the items that were answered. Somebody who answered no item of
 * an axis has no position, is left out and named.
 *
 * @throws MesocosmError (usage) of an axis without items.
 */
export function positionsOf(table: AnswerTable): MeasuredPositions {
  const columns = table.axes.map((axis) => columnsOf(table, axis));
  const excluded: { persona: string; axis: string }[] = [];
  const positions: number[][] = [];
  const rows: number[] = [];
  table.scores.forEach((scores, row) => {
    const position = columns.map((of) => meanAnswered(scores, of));
    const missing = position.indexOf(null);
    if (missing === -1) {
      positions.push(position as number[]);
      rows.push(row);
    } else excluded.push({ persona: table.personas[row] ?? `${row + 1}`, axis: table.axes[missing] as string });
  });
  return { positions, rows, personas: rows.map((row) => table.personas[row] ?? `${row + 1}`), excluded };
}

/** Columns of the items that load on an axis. */
export function columnsOf(table: AnswerTable, axis: string): number[] {
  const columns = table.items.flatMap((item, column) => (item.axis === axis ? [column] : []));
  if (columns.length > 0) return columns;
  throw userError({
    kind: 'usage',
    what: `axis "${axis}" has no items`,
    expected: 'at least one item for each axis',
    remedy: 'add items that load on it, or leave the axis out',
  });
}

/** Mean of the answers in some columns; `null` where there is none. */
export function meanAnswered(scores: readonly (number | null)[], columns: readonly number[]): number | null {
  let [sum, answered] = [0, 0];
  for (const column of columns) {
    const score = scores[column] ?? null;
    if (score === null) continue;
    sum += score;
    answered += 1;
  }
  return answered === 0 ? null : sum / answered;
}
