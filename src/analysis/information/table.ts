import { userError } from '../../foundation/errors/index.js';

/**
 * Counts, or probabilities, of a pair of discrete variables: `rows` × `columns` cells, row by row. A variable of several
 * parts is one whose values are all their combinations.
 */
export interface JointTable {
  readonly rows: number;
  readonly columns: number;
  /** Each at least 0; not all 0. */
  readonly cells: ArrayLike<number>;
}

/** A table from lists: one inner list a value of the first variable. */
export function jointTable(lists: readonly (readonly number[])[]): JointTable {
  return { rows: lists.length, columns: lists[0]?.length ?? 0, cells: lists.flat() };
}

/** Sums over the columns, and over the rows. */
export function marginals({ rows, columns, cells }: JointTable): {
  readonly row: Float64Array;
  readonly column: Float64Array;
} {
  const row = new Float64Array(rows);
  const column = new Float64Array(columns);
  for (let at = 0; at < rows * columns; at += 1) {
    const weight = cells[at] as number;
    row[Math.floor(at / columns)]! += weight;
    column[at % columns]! += weight;
  }
  return { row, column };
}

/**
 * Sum of weights that are to be a distribution.
 *
 * @throws MesocosmError (usage) when one is negative or not a number, or their sum is 0 or not finite.
 */
export function totalOf(weights: ArrayLike<number>): number {
  let total = 0;
  for (let at = 0; at < weights.length; at += 1) {
    const weight = weights[at] as number;
    if (!(weight >= 0)) throw notWeights(weights);
    total += weight;
  }
  if (!(total > 0) || total === Infinity) throw notWeights(weights);
  return total;
}

function notWeights(weights: ArrayLike<number>): Error {
  return userError({
    kind: 'usage',
    what: `${weights.length === 0 ? 'an empty list' : Array.from(weights).slice(0, 8).join(', ')} cannot be counts`,
    expected: 'counts or probabilities of at least 0 with a positive, finite sum',
    remedy: 'count complete observations first, and leave out a variable that has none',
  });
}
