import { userError } from '../errors/index.js';
import type { Chance } from '../../spec/index.js';
import { fieller, type Moments } from './_internals/fieller.js';
import { rateOf, type Rate } from './_internals/clustered-rate.js';
import type { Interval } from './intervals.js';
import { krippendorffAlpha, type Alpha } from './krippendorff-alpha.js';
import { checkRuns } from './run-value.js';

/** Things of one run that were given a code or not, and how those came out that a second, trusted coder coded too. */
export interface CodedRun {
  readonly run: string;
  /** Things that the first coder coded, and to how many of them it gave the code. */
  readonly things: number;
  readonly coded: number;
  /** Of the things coded twice: given the code by both, by the first coder only, by the trusted one only, by neither. */
  readonly both: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
}

/** A rate as it was coded, and as it is with the coder's errors taken out. */
export interface CodedRate {
  /** Share of things that the first coder gave the code to, with an interval that holds sampling error alone. */
  readonly coded: number;
  readonly codedInterval: Interval | null;
  /** Estimate of the rate by the trusted coder; may lie outside 0 to 1 where it is `by-errors`. `null` where not known. */
  readonly corrected: number | null;
  /** Within 0 to 1: it holds sampling error and error of coding. `null` with the reason in `note`. */
  readonly interval: Interval | null;
  /**
   * `second-coding`: everything was coded twice, and the rate is that of the trusted coder. `by-errors`: from shares of
   * errors. `none`: nothing was coded twice.
   */
  readonly by: 'second-coding' | 'by-errors' | 'none';
  /** Share of things with the code (by the trusted coder) that the first gives it to, and of things without it that it does not. */
  readonly sensitivity: number | null;
  readonly specificity: number | null;
  /** Agreement of both coders beyond chance; its `alpha` is `null` where nothing was coded twice or codes never vary. `null` where it was not asked for. */
  readonly alpha: Alpha | null;
  readonly runs: number;
  readonly things: number;
  /** Things coded twice from which the errors are known. */
  readonly twice: number;
  readonly note: string | null;
}

/** How a {@link codedRate} is made. */
export interface CodedRateOptions {
  /** For the interval of alpha. */
  readonly chance: Chance;
  /**
   * Codings from which the errors of the same coder are known, in place of the runs' own: of other codes or other runs, of
   * which one has to believe that it errs in them as it does here.
   */
  readonly errors?: readonly CodedRun[];
  /** Whether alpha is computed. Default `true`. */
  readonly alpha?: boolean;
  /** Default .95. */
  readonly level?: number;
}

/**
 * The rate at which things have a code, with the error of coding in its interval. Where everything was coded twice, it is
 * the rate by the trusted coder. Else it is `(p + Sp - 1) / (Se + Sp - 1)` with sensitivity Se and specificity Sp from what
 * was coded twice (Rogan and Gladen 1978, American Journal of Epidemiology 107:71), which has to be a random part. Lang and
 * Reiczigel (2014, Preventive Veterinary Medicine 113:13) say why the uncertainty of all three belongs into the interval.
 * Here it is linearised over runs, so that runs may hang together in any way and one run may serve for all three, and
 * solved for the ratio (Fieller 1954, Journal of the Royal Statistical Society B 16:175) with Student's t of the runs less
 * one: where it cannot be told whether the coder does better than chance, the interval is all from 0 to 1. A rate of 0 or 1
 * has the binomial variance of one thing more of each kind.
 *
 * @param runs One a run. At least one thing was coded.
 * @throws Where a run comes twice, counts contradict each other, or nothing was coded.
 */
export function codedRate(runs: readonly CodedRun[], options: CodedRateOptions): CodedRate {
  const { chance, errors = runs, level = 0.95 } = options;
  for (const list of [runs, errors]) checkCounts(list);
  const p = rateOf(runs.map(({ run, coded, things }) => ({ run, part: coded, whole: things })));
  if (p === null) throw userError({ kind: 'usage', what: 'nothing was coded' });
  const twice = errors.reduce((sum, run) => sum + twiceOf(run), 0);
  const confusion = confusionOf(errors);
  const about = {
    coded: p.rate,
    codedInterval: p.intervalAt(level),
    sensitivity: confusion.sensitivity?.rate ?? null,
    specificity: confusion.specificity?.rate ?? null,
    alpha: options.alpha === false ? null : alphaOf(errors, { chance, level }),
    runs: runs.filter(({ things }) => things > 0).length,
    things: p.whole,
    twice,
  };
  const unknown = (note: string): CodedRate => ({ ...about, corrected: null, interval: null, by: 'none', note });
  if (twice === 0) return unknown('nothing was coded twice: the error of coding is not in the interval');
  if (options.errors === undefined && twice === p.whole) return { ...about, ...bySecondCoding(runs, level) };
  const { sensitivity, specificity } = confusion;
  if (sensitivity === null) return unknown('nothing that was coded twice has the code: what is missed is not known');
  if (specificity === null) return unknown('all that was coded twice has the code: false finds are not known');
  return { ...about, ...byErrors({ p, sensitivity, specificity }, level) };
}

type Corrected = Pick<CodedRate, 'corrected' | 'interval' | 'by' | 'note'>;

const ONE_RUN = 'one run: nothing is known of how runs vary';

function bySecondCoding(runs: readonly CodedRun[], level: number): Corrected {
  const truth = rateOf(runs.map((one) => ({ run: one.run, part: one.both + one.secondOnly, whole: one.things })));
  const interval = truth?.intervalAt(level) ?? null;
  return { corrected: truth?.rate ?? null, interval, by: 'second-coding', note: interval === null ? ONE_RUN : null };
}

interface Rates {
  readonly p: Rate;
  readonly sensitivity: Rate;
  readonly specificity: Rate;
}

function byErrors(rates: Rates, level: number): Corrected {
  const { p, sensitivity, specificity } = rates;
  const [above, better] = [p.rate + specificity.rate - 1, sensitivity.rate + specificity.rate - 1];
  const worthless = 'the coder does no better than chance: nothing can be corrected';
  if (!(better > 0)) return { corrected: null, interval: null, by: 'none', note: worthless };
  const freedom = Math.min(p.runs, sensitivity.runs, specificity.runs) - 1;
  const corrected = above / better;
  if (freedom < 1) return { corrected, interval: null, by: 'by-errors', note: ONE_RUN };
  const interval = fieller({ above, below: better, ...momentsOf(rates) }, { freedom, level });
  const open = 'it cannot be told whether the coder does better than chance';
  if (interval === null) return { corrected, interval: { low: 0, high: 1 }, by: 'by-errors', note: open };
  return {
    corrected,
    interval: { low: within(interval.low), high: within(interval.high) },
    by: 'by-errors',
    note: null,
  };
}

/** Variances and covariance of `p + Sp - 1` and `Se + Sp - 1`, from what each run adds to them. */
function momentsOf({ p, sensitivity, specificity }: Rates): Moments {
  const runs = [...new Set([p, sensitivity, specificity].flatMap(({ shifts }) => [...shifts.keys()]))];
  const shift = ({ shifts }: Rate, run: string): number => shifts.get(run) ?? 0;
  const pairs = runs.map((run) => ({
    above: shift(p, run) + shift(specificity, run),
    below: shift(sensitivity, run) + shift(specificity, run),
  }));
  const sum = (of: (pair: { above: number; below: number }) => number): number =>
    (runs.length / (runs.length - 1)) * pairs.reduce((total, pair) => total + of(pair), 0);
  return {
    ofAbove: sum(({ above }) => above ** 2) + p.added + specificity.added,
    ofBoth: sum(({ above, below }) => above * below) + specificity.added,
    ofBelow: sum(({ below }) => below ** 2) + sensitivity.added + specificity.added,
  };
}

function confusionOf(runs: readonly CodedRun[]): { readonly [which in 'sensitivity' | 'specificity']: Rate | null } {
  const sensitivity = runs.map(({ run, both, secondOnly }) => ({ run, part: both, whole: both + secondOnly }));
  const specificity = runs.map(({ run, neither, firstOnly }) => ({ run, part: neither, whole: neither + firstOnly }));
  return { sensitivity: rateOf(sensitivity), specificity: rateOf(specificity) };
}

function alphaOf(runs: readonly CodedRun[], options: { readonly chance: Chance; readonly level: number }): Alpha {
  const units = runs.flatMap(({ run, both, firstOnly, secondOnly, neither }) => [
    ...new Array<{ run: string; codes: number[] }>(both).fill({ run, codes: [1, 1] }),
    ...new Array<{ run: string; codes: number[] }>(firstOnly).fill({ run, codes: [1, 0] }),
    ...new Array<{ run: string; codes: number[] }>(secondOnly).fill({ run, codes: [0, 1] }),
    ...new Array<{ run: string; codes: number[] }>(neither).fill({ run, codes: [0, 0] }),
  ]);
  return krippendorffAlpha(units, 'nominal', { ...options, resamples: 500 });
}

function twiceOf({ both, firstOnly, secondOnly, neither }: CodedRun): number {
  return both + firstOnly + secondOnly + neither;
}

function checkCounts(runs: readonly CodedRun[]): void {
  checkRuns(runs.map(({ run }) => run));
  for (const one of runs) {
    const { run, things, coded, both, firstOnly, secondOnly, neither } = one;
    const counts = [things, coded, both, firstOnly, secondOnly, neither];
    const whole = counts.every((count) => Number.isInteger(count) && count >= 0);
    if (whole && coded <= things && twiceOf(one) <= things && both + firstOnly <= coded) continue;
    throw userError({
      kind: 'usage',
      what: `run ${run} has the counts ${counts.join(', ')}`,
      expected: 'whole numbers: things, those given the code, and of those coded twice no more of either',
    });
  }
}

function within(end: number): number {
  return Math.min(1, Math.max(0, end));
}
