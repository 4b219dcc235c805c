import { userError } from '../../foundation/errors/index.js';
import { entropy } from './entropy.js';
import { totalOf } from './table.js';

/**
 * Jensen-Shannon divergence of two or more distributions in bits (Lin 1991, IEEE Transactions on Information Theory
 * 37:145, equation 5.1): entropy of their weighted mean less the weighted mean of their entropies. 0 where all are the
 * same, at most log₂ of their number, and symmetric. The divergence, not its square root (which is a metric).
 *
 * @param distributions Counts or probabilities over the same values; each is normalised.
 * @param weights One a distribution; default the same for all. They are normalised.
 * @throws MesocosmError (usage) when there is none, lengths differ, or one is no distribution.
 */
export function jensenShannon(distributions: readonly (readonly number[])[], weights?: readonly number[]): number {
  const shares = weights ?? distributions.map(() => 1);
  const values = distributions[0]?.length ?? 0;
  if (shares.length !== distributions.length || distributions.some(({ length }) => length !== values)) {
    throw userError({
      kind: 'usage',
      what: `cannot compare distributions over ${distributions.map(({ length }) => length).join(', ')} values`,
      expected: 'distributions over the same values, and a weight for each of them',
    });
  }
  const total = totalOf(shares);
  const mixture = new Float64Array(values);
  let within = 0;
  distributions.forEach((distribution, index) => {
    const share = (shares[index] as number) / total;
    const sum = totalOf(distribution);
    distribution.forEach((weight, value) => (mixture[value]! += (share * weight) / sum));
    within += share * entropy(distribution);
  });
  return Math.max(0, entropy(mixture) - within);
}
