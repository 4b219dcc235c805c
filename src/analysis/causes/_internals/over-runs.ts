import { bootstrapMean, FEWEST_RUNS, mean } from '../../../foundation/statistics/index.js';
import type { Chance, Estimate } from '../../../spec/index.js';

const METHOD = 'bootstrap over runs 95 %';

/** A mean with its interval over runs, from one value a run; at least one. */
export function overRuns(values: readonly number[], chance: Chance): Estimate {
  const n = values.length;
  const about = { value: mean(values), n, method: METHOD };
  if (n === 1) return { ...about, low: null, high: null, note: 'one run has no interval' };
  const { low, high } = bootstrapMean(values, { chance });
  return { ...about, low, high, ...(n < FEWEST_RUNS ? { note: FEW } : {}) };
}

/** What is said of an interval from so few runs that it says little. */
export const FEW = `fewer than ${FEWEST_RUNS} runs: the interval says little`;
