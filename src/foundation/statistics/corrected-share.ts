import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { userError } from '../errors/index.js';
import { tQuantile } from './distributions.js';
import { mean, variance } from './descriptive.js';
import type { Interval } from './intervals.js';
import { checkRuns, valuesOfRuns, type RunValue } from './run-value.js';

/** Things of one run of which the truth is known too, as from a careful second coding. */
export interface CheckedRun {
  readonly run: string;
  /** Things that have the code in truth, and how many of them the coder gave it. */
  readonly positives: number;
  readonly truePositives: number;
  /** Things that do not have it, and to how many of them the coder did not give it. */
  readonly negatives: number;
  readonly trueNegatives: number;
}

/** A share as it was coded, and as it is once the coder's errors are taken out. */
export interface CorrectedShare {
  /** Mean share over runs, as coded. */
  readonly coded: number;
  /** Estimate of the true share; may lie outside 0 to 1. `null` where the coder does no better than chance. */
  readonly share: number | null;
  /** Within 0 to 1: it holds what runs vary and what is not known of the coder's errors. `null` with the reason in `note`. */
  readonly interval: Interval | null;
  /** Share of things with the code that are given it, and of things without it that are not. */
  readonly sensitivity: number;
  readonly specificity: number;
  readonly runs: number;
  readonly checkedRuns: number;
  readonly note: string | null;
}

/**
 * A share corrected for a coder who errs: `(p + Sp - 1) / (Se + Sp - 1)` (Rogan and Gladen 1978, American Journal of
 * Epidemiology 107:71), with an interval that carries the error of all three: `Var p + P² Var Se + (1 - P)² Var Sp`, over
 * the square of the denominator. Variances are taken over runs; those of sensitivity and specificity are no less than the
 * binomial ones with a success and a failure added, so that ten of ten is not certain. Where the coder is hardly better than
 * chance, the interval is as wide as it must be.
 *
 * @param coded Share of things with the code in each run, as the coder has it.
 * @param checked Runs of which the truth is known; best others than those, or all of them.
 * @param options.level Default .95.
 * @throws Where a run comes twice, a share is not from 0 to 1, counts contradict each other, or no thing with the code or
 *   none without it was checked.
 */
export function correctedShare(
  coded: readonly RunValue[],
  checked: readonly CheckedRun[],
  options: { readonly level?: number } = {},
): CorrectedShare {
  const values = valuesOfRuns(coded);
  checkRuns(checked.map(({ run }) => run));
  const off = coded.find(({ value }) => value < 0 || value > 1);
  if (off !== undefined) {
    throw userError({ kind: 'usage', what: `run ${off.run} has the share ${off.value}`, expected: 'from 0 to 1' });
  }
  const sensitivity = rateOf(checked, ({ truePositives, positives }) => [truePositives, positives], 'with the code');
  const specificity = rateOf(checked, ({ trueNegatives, negatives }) => [trueNegatives, negatives], 'without the code');
  const p = mean(values);
  const better = sensitivity.rate + specificity.rate - 1;
  const about = {
    coded: p,
    sensitivity: sensitivity.rate,
    specificity: specificity.rate,
    runs: values.length,
    checkedRuns: checked.length,
  };
  if (!(better > 0)) {
    return {
      ...about,
      share: null,
      interval: null,
      note: 'the coder does no better than chance: nothing can be corrected',
    };
  }
  const share = (p + specificity.rate - 1) / better;
  if (values.length < 2) return { ...about, share, interval: null, note: 'one run: nothing is known of how runs vary' };
  const tail = 0.5 + (options.level ?? 0.95) / 2;
  const ofRuns = tQuantile(tail, values.length - 1) ** 2 * (variance(values) / values.length);
  const inside = Math.min(1, Math.max(0, share));
  const ofErrors =
    normalQuantile(tail, 0, 1) ** 2 * (inside ** 2 * sensitivity.variance + (1 - inside) ** 2 * specificity.variance);
  const half = Math.sqrt(ofRuns + ofErrors) / better;
  const within = (end: number): number => Math.min(1, Math.max(0, end));
  return { ...about, share, interval: { low: within(share - half), high: within(share + half) }, note: null };
}

/** A rate over all things of checked runs, with its variance between runs. */
function rateOf(
  checked: readonly CheckedRun[],
  countsOf: (run: CheckedRun) => readonly [right: number, all: number],
  which: string,
): { readonly rate: number; readonly variance: number } {
  const counts = checked.map((run) => {
    const [right, all] = countsOf(run);
    if (right >= 0 && right <= all) return { right, all };
    throw userError({ kind: 'usage', what: `run ${run.run}: ${right} of ${all} things ${which} were coded right` });
  });
  const [right, all] = [counts.reduce((sum, one) => sum + one.right, 0), counts.reduce((sum, one) => sum + one.all, 0)];
  if (all === 0) {
    throw userError({
      kind: 'usage',
      what: `no thing ${which} was checked`,
      remedy: 'check more runs by a second coding',
    });
  }
  const rate = right / all;
  const used = counts.filter((one) => one.all > 0);
  const squares = used.reduce((sum, one) => sum + (one.right - rate * one.all) ** 2, 0);
  const between = used.length < 2 ? 0 : (used.length / (used.length - 1)) * (squares / all ** 2);
  const smoothed = (right + 1) / (all + 2);
  return { rate, variance: Math.max(between, (smoothed * (1 - smoothed)) / all) };
}
