import {
  bootstrapPairs,
  FEWEST_RUNS,
  mean,
  varianceReduction,
  type VarianceReduction,
} from '../../foundation/statistics/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { Estimate, RunRecord } from '../../spec/index.js';
import { probabilitiesOfCausation } from './probabilities-of-causation.js';

/** A run, and the fork of it in which something was changed. */
export interface ForkPair {
  readonly run: RunRecord;
  readonly fork: RunRecord;
}

/** What a run is looked at for: a number, or whether something came about; `null` where that cannot be told. */
export interface CausalOutcome {
  /** Names it, and keys the stream of its interval. */
  readonly name: string;
  of(run: RunRecord): number | boolean | null;
}

/** What a change did to one measure, over runs and their forks. */
export interface ForkEffect {
  /** Column of the measure, or name of the outcome. */
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
  /** Of an outcome that is 0 or 1 in every run and fork: how far the change decides it. Absent for all others. */
  readonly causation?: {
    /** Of the runs without the outcome: the share whose fork has it. The change was enough there. */
    readonly sufficiency: Estimate;
    /** Of the runs with the outcome: the share whose fork has none. What the change took away was needed there. */
    readonly necessity: Estimate;
  };
}

const METHOD = 'bootstrap over pairs 95 %';
const FEW = `fewer than ${FEWEST_RUNS} pairs: the interval says little`;

/**
 * The effect of a change on every measure that is a number: {@link effectOfChange} of each.
 *
 * @param pairs Of one condition and arm. Measures stand in the order of their first run.
 */
export function forkEffects(pairs: readonly ForkPair[]): readonly ForkEffect[] {
  const columns = new Set(pairs.flatMap(({ run, fork }) => [...Object.keys(run.values), ...Object.keys(fork.values)]));
  return [...columns]
    .filter((column) => pairs.some((pair) => isNumeric(pair, column)))
    .map((column) => effectOfChange(pairs, measured(column)));
}

/**
 * The effect of a change on any outcome: mean paired difference with its interval, how much less it varies than the
 * difference of runs that share no random numbers (see {@link varianceReduction}), and, of an outcome that comes about or
 * does not, how far the change decides it (see {@link probabilitiesOfCausation}).
 *
 * A fork shares seed, draws and answers with its run, so the difference within a pair is what the change made of that one
 * history; its mean over seeds is the effect. The interval is of runs of this condition and these seeds, and no more.
 * Deterministic: resamples are drawn from a stream keyed by the name of the outcome.
 *
 * @param pairs Of one condition and arm, one a seed.
 * @param outcome `true` and `false` count as 1 and 0.
 * @example effectOfChange(pairs, { name: 'M wins', of: ({ values }) => Number(values['winner_M']) > 0.5 });
 */
export function effectOfChange(pairs: readonly ForkPair[], outcome: CausalOutcome): ForkEffect {
  const measure = outcome.name;
  // With the change first: the difference is what it adds.
  const values = pairs.flatMap(({ run, fork }) => {
    const [before, after] = [asNumber(outcome.of(run)), asNumber(outcome.of(fork))];
    return before === null || after === null ? [] : [[after, before] as const];
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
    ...causationOf(values),
  };
}

function measured(column: string): CausalOutcome {
  return {
    name: column,
    of({ values }) {
      const value = values[column];
      return typeof value === 'number' ? value : null;
    },
  };
}

function isNumeric({ run, fork }: ForkPair, column: string): boolean {
  return [run, fork].some(({ values }) => typeof values[column] === 'number');
}

function asNumber(value: number | boolean | null): number | null {
  return value === null ? null : Number(value);
}

/** The change as a cause that the runs lack is enough or not; what it took away, as one that they have, was needed or not. */
function causationOf(values: readonly (readonly [number, number])[]): Pick<ForkEffect, 'causation'> {
  if (!values.flat().every((value) => value === 0 || value === 1)) return {};
  const cases = values.map(([after, before]) => ({ outcome: before === 1, otherwise: after === 1 }));
  const { sufficiency } = probabilitiesOfCausation(cases.map((one) => ({ cause: false, ...one })));
  const { necessity } = probabilitiesOfCausation(cases.map((one) => ({ cause: true, ...one })));
  return {
    causation: { sufficiency: whose(sufficiency, 'every run has it'), necessity: whose(necessity, 'no run has it') },
  };
}

/** Its note in the words of runs and forks. */
function whose(estimate: Estimate, note: string): Estimate {
  return estimate.value === null ? { ...estimate, note } : estimate;
}

function differenceOf(values: readonly (readonly [number, number])[], measure: string): Estimate {
  const n = values.length;
  const value = mean(values.map(([after, before]) => after - before));
  if (n === 1) return { value, low: null, high: null, n, method: METHOD, note: 'one pair has no interval' };
  const { low, high } = bootstrapPairs(values, { chance: chancesFrom('fork effects')(measure) });
  return { value, low, high, n, method: METHOD, ...(n < FEWEST_RUNS ? { note: FEW } : {}) };
}
