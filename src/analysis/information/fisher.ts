import { userError } from '../../foundation/errors/index.js';
import { chiSquareTail } from '../../foundation/statistics/index.js';

/** Several tests taken together. */
export interface FisherCombination {
  /** −2 Σ ln p. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/**
 * Fisher's combination of the p-values of independent tests (Fisher 1932, Statistical Methods for Research Workers, fourth
 * edition, section 21.1): −2 Σ ln p has a chi-square distribution with two degrees of freedom a test when all null hypotheses
 * hold. The tests must rest on different runs: two agents, or two rounds, of one run are no independent tests. With p-values
 * from surrogates, which are never below 1 / (surrogates + 1), it is conservative.
 *
 * @param pValues At least one, each above 0 and at most 1.
 * @throws MesocosmError (usage) when there is none, or one is out of bounds.
 */
export function fisherCombination(pValues: readonly number[]): FisherCombination {
  if (pValues.length === 0 || pValues.some((p) => !(p > 0 && p <= 1))) {
    throw userError({
      kind: 'usage',
      what: `cannot combine the p-values ${pValues.join(', ') || '(none)'}`,
      expected: 'at least one p-value, each above 0 and at most 1',
    });
  }
  const statistic = -2 * pValues.reduce((sum, p) => sum + Math.log(p), 0);
  const degreesOfFreedom = 2 * pValues.length;
  return { statistic, degreesOfFreedom, p: Math.min(1, chiSquareTail(statistic, degreesOfFreedom)) };
}
