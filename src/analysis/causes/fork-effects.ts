import {
  bootstrapPairs,
  FEWEST_RUNS,
  mean,
  varianceReduction,
  type VarianceReduction,
} from '../../foundation/statistics/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { Estimate, RunRecord } from '../../spec/index.js';

/** A run, and the fork of it in which something was changed. */
export interface ForkPair {
  readonly run: RunRecord;
  readonly fork: RunRecord;
}

/** What a change did to one measure, over runs and their forks. */
export interface ForkEffect {
  /** Column of the measure. */
  readonly measure: string;
  /** Pairs in which both have a value. */
  readonly pairs: number;
  /** Pairs that were left out because the run or its fork has no value. */
  readonly missing: number;
  /** Mean without the change and with it; `null` without pairs. */
  readonly without: number | null;
  readonly with: number | null;
  /** Mean of the differences within pairs, with the change minus without, and its interval over pairs. */
  readonly difference: Estimate;
  /** What the common random numbers of a run and its fork gave; `null` where it cannot be told. */
  readonly reduction: VarianceReduction | null;
}

const METHOD = 'bootstrap over pairs 95 %';
const FEW = `fewer than ${FEWEST_RUNS} pairs: the interval says little`;

/**
 * The effect of a change on every measure that is a number: mean paired difference with its interval, and how much less it
 * varies than the difference of runs that share no random numbers (see {@link varianceReduction}).
 *
 * A fork shares seed, draws and answers with its run, so the difference within a pair is what the change made of that one
 * history; its mean over seeds is the effect. The interval is of runs of this condition and these seeds, and no more.
 * Deterministic: resamples are drawn from a stream keyed by the measure.
 *
 * @param pairs Of one condition and arm. Measures stand in the order of their first run.
 */
export function forkEffects(pairs: readonly ForkPair[]): readonly ForkEffect[] {
  const columns = new Set(pairs.flatMap(({ run, fork }) => [...Object.keys(run.values), ...Object.keys(fork.values)]));
  return [...columns]
    .filter((column) => pairs.some((pair) => isNumeric(pair, column)))
    .map((column) => effectOf(pairs, column));
}

function isNumeric({ run, fork }: ForkPair, column: string): boolean {
  return [run, fork].some(({ values }) => typeof values[column] === 'number');
}

function effectOf(pairs: readonly ForkPair[], measure: string): ForkEffect {
  // With the change first: the difference is what it adds.
  const values = pairs.flatMap(({ run, fork }) => {
    const [before, after] = [run.values[measure], fork.values[measure]];
    return typeof before === 'number' && typeof after === 'number' ? [[after, before] as const] : [];
  });
  const n = values.length;
  const about = { measure, pairs: n, missing: pairs.length - n };
  if (n === 0) {
    const difference = { value: null, low: null, high: null, n, method: METHOD, note: 'no pair has it on both sides' };
    return { ...about, without: null, with: null, difference, reduction: null };
  }
  return {
    ...about,
    without: mean(values.map(([, before]) => before)),
    with: mean(values.map(([after]) => after)),
    difference: differenceOf(values, measure),
    reduction: varianceReduction(values),
  };
}

function differenceOf(values: readonly (readonly [number, number])[], measure: string): Estimate {
  const n = values.length;
  const value = mean(values.map(([after, before]) => after - before));
  if (n === 1) return { value, low: null, high: null, n, method: METHOD, note: 'one pair has no interval' };
  const { low, high } = bootstrapPairs(values, { chance: chancesFrom('fork effects')(measure) });
  return { value, low, high, n, method: METHOD, ...(n < FEWEST_RUNS ? { note: FEW } : {}) };
}
