import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { userError } from '../errors/index.js';
import { overSpread } from './_internals/over-spread.js';
import { normalCdf, tQuantile } from './distributions.js';

/** What a study is asked to find, before its runs are paid for. */
export interface PowerOptions {
  /** Chance of a false positive that is taken. Default .05, on both sides together; for equivalence .05 a side. */
  readonly alpha?: number;
}

/** A number of runs and what it would find. */
export interface RunsForPower {
  /** Runs an arm, or pairs of runs. */
  readonly runs: number;
  /** Chance to find it with so many. */
  readonly power: number;
}

const MOST_RUNS = 10_000_000;

/**
 * Chance to find that two shares of runs differ, with so many runs an arm: the normal approximation with the pooled
 * variance under no difference (Fleiss, Levin, Paik 2003, Statistical Methods for Rates and Proportions, section 4.2,
 * without the correction for continuity).
 *
 * @param shares The two true shares, from 0 to 1.
 */
export function powerOfShares(shares: readonly [number, number], runs: number, options: PowerOptions = {}): number {
  const [a, b] = shares;
  const middle = (a + b) / 2;
  const [none, some] = [Math.sqrt(2 * middle * (1 - middle)), Math.sqrt(a * (1 - a) + b * (1 - b))];
  const z = normalQuantile(1 - (options.alpha ?? 0.05) / 2, 0, 1);
  const by = Math.abs(a - b) * Math.sqrt(runs);
  if (some === 0) return by > z * none ? 1 : 0;
  return normalCdf((by - z * none) / some) + normalCdf((-by - z * none) / some);
}

/** Runs an arm with which {@link powerOfShares} reaches a power. @param power Above alpha and below 1; default .8. */
export function runsForShares(
  shares: readonly [number, number],
  power = 0.8,
  options: PowerOptions = {},
): RunsForPower {
  return fewest(2, power, (runs) => powerOfShares(shares, runs, options));
}

/**
 * Chance to find that the mean of differences within pairs of runs is not 0, by Student's t with so many pairs: the
 * non-central t distribution.
 *
 * @param effect True mean difference in units of the standard deviation of differences, which common random numbers lower.
 */
export function powerOfPairs(effect: number, pairs: number, options: PowerOptions = {}): number {
  const freedom = pairs - 1;
  const beyond = tQuantile(1 - (options.alpha ?? 0.05) / 2, freedom);
  const shift = effect * Math.sqrt(pairs);
  return overSpread(freedom, (spread) => normalCdf(shift - beyond * spread) + normalCdf(-shift - beyond * spread));
}

/** Pairs of runs with which {@link powerOfPairs} reaches a power. @param power Above alpha and below 1; default .8. */
export function runsForPairs(effect: number, power = 0.8, options: PowerOptions = {}): RunsForPower {
  return fewest(2, power, (pairs) => powerOfPairs(effect, pairs, options));
}

/**
 * Chance to find that a mean difference lies within ± margin, by two one-sided tests with Student's t over pairs of runs
 * (Phillips 1990, Journal of Pharmacokinetics and Biopharmaceutics 18:137).
 *
 * @param truth True mean difference and margin, both in units of the standard deviation of differences.
 */
export function powerOfEquivalence(
  truth: { readonly effect: number; readonly margin: number },
  pairs: number,
  options: PowerOptions = {},
): number {
  const freedom = pairs - 1;
  const beyond = tQuantile(1 - (options.alpha ?? 0.05), freedom);
  const [root, { effect, margin }] = [Math.sqrt(pairs), truth];
  const within = (spread: number): number => {
    const high = (margin - effect) * root - beyond * spread;
    const low = (-margin - effect) * root + beyond * spread;
    return normalCdf(high) - normalCdf(low);
  };
  // Above that spread no interval fits into the margin.
  return overSpread(freedom, within, (margin * root) / beyond);
}

/** Pairs of runs with which {@link powerOfEquivalence} reaches a power. @param power Above alpha and below 1; default .8. */
export function runsForEquivalence(
  truth: { readonly effect: number; readonly margin: number },
  power = 0.8,
  options: PowerOptions = {},
): RunsForPower {
  if (Math.abs(truth.effect) >= truth.margin) {
    throw userError({
      kind: 'usage',
      what: `a true difference of ${truth.effect} is not within a margin of ${truth.margin}`,
      expected: 'a smaller difference, for no number of runs finds it equivalent',
    });
  }
  return fewest(2, power, (pairs) => powerOfEquivalence(truth, pairs, options));
}

/** The fewest runs whose power is enough, by doubling and halving. */
function fewest(least: number, power: number, powerOf: (runs: number) => number): RunsForPower {
  if (!(power > 0 && power < 1)) throw userError({ kind: 'usage', what: `power ${power}`, expected: 'from 0 to 1' });
  let [below, enough] = [least - 1, least];
  while (powerOf(enough) < power) {
    if (enough > MOST_RUNS) {
      throw userError({
        kind: 'usage',
        what: `more than ${MOST_RUNS} runs are needed`,
        expected: 'a larger difference',
      });
    }
    [below, enough] = [enough, enough * 2];
  }
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (powerOf(middle) < power) below = middle;
    else enough = middle;
  }
  return { runs: enough, power: powerOf(enough) };
}
