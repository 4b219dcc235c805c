import { mutualInformation } from './mutual-information.js';
import { marginals, totalOf, type JointTable } from './table.js';

/** How redundancy is defined: minimum mutual information, or minimum specific information. */
export type RedundancyMeasure = 'mmi' | 'i-min';

/** Joint weights of two sources A and B and a target T: the cell of (a, b, t) is at `(a * b′ + b) * targets + t`,
 * where b′ is the number of values of B. */
export interface SourcesAndTarget {
  readonly a: number;
  readonly b: number;
  readonly targets: number;
  readonly cells: ArrayLike<number>;
}

/** What two sources say about a target, in bits. */
export interface InformationDecomposition {
  /** I(A,B;T) = redundancy + uniqueA + uniqueB + synergy. */
  readonly joint: number;
  /** I(A;T) = redundancy + uniqueA. */
  readonly fromA: number;
  /** I(B;T) = redundancy + uniqueB. */
  readonly fromB: number;
  readonly redundancy: number;
  readonly uniqueA: number;
  readonly uniqueB: number;
  readonly synergy: number;
}

/**
 * Partial information decomposition of what two sources say about a target (Williams and Beer 2010, arXiv 1004.2515).
 *
 * Redundancy is `mmi`, the smaller of I(A;T) and I(B;T) (Barrett 2015, Physical Review E 91:052802), or
 * `i-min`, the expected minimum of the specific informations. Synergy is
 * I(A,B;T) − I(A;T) − I(B;T) + redundancy. Under `mmi` it is not zero for two independent sources that each say something
 * about their own part of the target: it is then the smaller of the two. So it is no sign of interaction by itself.
 *
 * @param redundancy Default `mmi`.
 * @throws MesocosmError (usage) when the cells are no distribution.
 */
export function decomposeInformation(
  given: SourcesAndTarget,
  redundancy: RedundancyMeasure = 'mmi',
): InformationDecomposition {
  const { a, b, targets, cells } = given;
  const withA = sourceTable(given, 'a');
  const withB = sourceTable(given, 'b');
  const joint = mutualInformation({ rows: a * b, columns: targets, cells });
  const fromA = mutualInformation(withA);
  const fromB = mutualInformation(withB);
  const shared = redundancy === 'mmi' ? Math.min(fromA, fromB) : minimumSpecificInformation(withA, withB);
  return {
    joint,
    fromA,
    fromB,
    redundancy: shared,
    uniqueA: fromA - shared,
    uniqueB: fromB - shared,
    synergy: joint - fromA - fromB + shared,
  };
}

/**
 * Counts with a constant added to each cell, as a prior would have it: one half is that of Jeffreys (1946, Proceedings of
 * the Royal Society A 186:453). Keeps estimates of a decomposition from few observations away from certainty.
 *
 * @param pseudocount Default .5; not negative.
 */
export function smoothedCounts(cells: ArrayLike<number>, pseudocount = 0.5): Float64Array {
  return Float64Array.from(cells, (count) => count + pseudocount);
}

function sourceTable({ a, b, targets, cells }: SourcesAndTarget, source: 'a' | 'b'): JointTable {
  const rows = source === 'a' ? a : b;
  const sums = new Float64Array(rows * targets);
  for (let first = 0; first < a; first += 1) {
    for (let second = 0; second < b; second += 1) {
      const row = source === 'a' ? first : second;
      const at = (first * b + second) * targets;
      for (let target = 0; target < targets; target += 1) sums[row * targets + target]! += cells[at + target] as number;
    }
  }
  return { rows, columns: targets, cells: sums };
}

function minimumSpecificInformation(one: JointTable, other: JointTable): number {
  const { column } = marginals(one);
  const total = totalOf(column);
  let sum = 0;
  column.forEach((weight, target) => {
    if (weight === 0) return;
    sum += (weight / total) * Math.min(specificInformation(one, target), specificInformation(other, target));
  });
  return sum;
}

/** Σ p(x|t) log₂ (p(t|x) / p(t)), in bits. */
function specificInformation(table: JointTable, target: number): number {
  const { row, column } = marginals(table);
  const total = totalOf(row);
  const ofTarget = column[target] as number;
  let sum = 0;
  for (let x = 0; x < table.rows; x += 1) {
    const cell = table.cells[x * table.columns + target] as number;
    if (cell > 0) sum += (cell / ofTarget) * Math.log2((cell * total) / ((row[x] as number) * ofTarget));
  }
  return sum;
}
