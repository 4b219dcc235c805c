import {
  decomposeInformation,
  smoothedCounts,
  type InformationDecomposition,
  type RedundancyMeasure,
} from './decomposition.js';
import { conditionalMutualInformation, mutualInformation } from './mutual-information.js';
import { partsOf, type Transitions } from './transitions.js';

/** Direction between the two series of transitions. */
export type PairDirection = 'a-to-b' | 'b-to-a';

/** I(A;B) at the same step, in bits; plug-in. `null` where nothing is counted. */
export function sameStepInformation(transitions: Transitions): number | null {
  const { symbols, n } = transitions;
  return n === 0
    ? null
    : mutualInformation({ rows: symbols, columns: symbols, cells: partsOf(transitions, ['a', 'b']) });
}

/** Time-delayed mutual information in bits, plug-in: I(A;B′), or I(B;A′). `null` where nothing is counted. */
export function delayedMutualInformation(transitions: Transitions, direction: PairDirection = 'a-to-b'): number | null {
  const { symbols, n } = transitions;
  const cells = partsOf(transitions, direction === 'a-to-b' ? ['a', 'nextB'] : ['b', 'nextA']);
  return n === 0 ? null : mutualInformation({ rows: symbols, columns: symbols, cells });
}

/**
 * Transfer entropy in bits, plug-in, with one step of history: I(B′;A | B) of A to B (Schreiber 2000, Physical Review Letters
 * 85:461, equation 4). Says that A's last value helps to foretell B's next beyond B's own last; a third that drives both
 * does so too. `null` where nothing is counted.
 */
export function transferEntropy(transitions: Transitions, direction: PairDirection = 'a-to-b'): number | null {
  const { symbols, n } = transitions;
  if (n === 0) return null;
  const cells = partsOf(transitions, direction === 'a-to-b' ? ['b', 'a', 'nextB'] : ['a', 'b', 'nextA']);
  const size = symbols * symbols;
  const tables = Array.from({ length: symbols }, (_, past) => ({
    rows: symbols,
    columns: symbols,
    cells: cells.subarray(past * size, (past + 1) * size),
  }));
  return conditionalMutualInformation(tables);
}

/**
 * What both series now say about both later, decomposed: sources A and B, target (A′, B′). In bits, with a constant added to
 * each cell. Two independent series that persist have synergy under `mmi`: compare it with surrogates that persist alike.
 * `null` where nothing is counted.
 *
 * @param how `redundancy` as in {@link decomposeInformation}; `pseudocount` default .5 (Jeffreys' prior).
 */
export function decomposedTransitions(
  { symbols, cells, n }: Transitions,
  how: { readonly redundancy?: RedundancyMeasure; readonly pseudocount?: number } = {},
): InformationDecomposition | null {
  if (n === 0) return null;
  const counts = smoothedCounts(cells, how.pseudocount);
  return decomposeInformation({ a: symbols, b: symbols, targets: symbols * symbols, cells: counts }, how.redundancy);
}
