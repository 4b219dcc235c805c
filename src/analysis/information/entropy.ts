import { totalOf } from './table.js';

/** Bits in a nat: 1 / ln 2. */
const BITS_PER_NAT = 1 / Math.LN2;

/**
 * Entropy of a distribution in bits, `-Σ p log₂ p` (Shannon 1948, Bell System Technical Journal 27:379, section 6); of
 * counts, the plug-in estimate, which is too small by about (K − 1) / (2 n ln 2) bits where K values occur in n
 * observations.
 *
 * @param weights Counts or probabilities; they are normalised.
 * @returns From 0 to log₂ of the number of weights.
 * @throws MesocosmError (usage) when the weights are no distribution.
 */
export function entropy(weights: ArrayLike<number>): number {
  const total = totalOf(weights);
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) {
    const weight = weights[at] as number;
    if (weight > 0) sum += weight * Math.log2(weight);
  }
  return Math.max(0, Math.log2(total) - sum / total);
}

/**
 * Entropy in bits of whole counts with the correction of first order, `H + (K − 1) / (2 n ln 2)` for K values that occur
 * (Miller 1955, "Note on the bias of information estimates"; Madow is named with him). May exceed log₂ K with few
 * observations. For single variables: differences of corrected entropies can be negative.
 *
 * @throws MesocosmError (usage) when the counts are no distribution.
 */
export function millerMadowEntropy(counts: ArrayLike<number>): number {
  const total = totalOf(counts);
  let occurring = 0;
  for (let at = 0; at < counts.length; at += 1) occurring += Number((counts[at] as number) > 0);
  return entropy(counts) + (BITS_PER_NAT * (occurring - 1)) / (2 * total);
}
