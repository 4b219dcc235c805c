import { entropy } from './entropy.js';
import { marginals, totalOf, type JointTable } from './table.js';

/**
 * Mutual information of the two variables of a table in bits, I(X;Y) = H(X) + H(Y) − H(X,Y) (Cover and Thomas 2006,
 * equation 2.45); of counts the plug-in estimate, which is too large where observations are few: compare it with
 * surrogates of the same length.
 *
 * @returns From 0 to the smaller of both entropies.
 * @throws MesocosmError (usage) when the cells are no distribution.
 */
export function mutualInformation(table: JointTable): number {
  const { row, column } = marginals(table);
  return Math.max(0, entropy(row) + entropy(column) - entropy(table.cells));
}

/**
 * Conditional mutual information I(X;Y|Z) in bits: that of each table, weighted by its share of all that is counted (Cover
 * and Thomas 2006, equation 2.60). Tables that are empty are left out.
 *
 * @param tables X by Y, one for each value of Z.
 * @throws MesocosmError (usage) when nothing is counted.
 */
export function conditionalMutualInformation(tables: readonly JointTable[]): number {
  const sums = tables.map(({ cells }) => sumOf(cells));
  const total = totalOf(sums);
  return tables.reduce((sum, table, at) => {
    const part = sums[at] as number;
    return part === 0 ? sum : sum + (part / total) * mutualInformation(table);
  }, 0);
}

function sumOf(cells: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < cells.length; at += 1) sum += cells[at] as number;
  return sum;
}
