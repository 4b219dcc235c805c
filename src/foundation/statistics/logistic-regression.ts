import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { userError } from '../errors/index.js';
import { assertIndependent } from './_internals/assert-independent.js';
import { fitLogistic, type LogisticData, type LogisticSolution } from './_internals/fit-logistic.js';
import { chiSquareTail } from './distributions.js';
import type { Interval } from './intervals.js';
import { valuesOfRuns, type RunValue } from './run-value.js';

/** A run with what may have decided its outcome. The value is the outcome: 0, 1, or a share between for a tie. */
export interface RunWithCovariates extends RunValue {
  /** One number a covariate, the same covariates in every run. */
  readonly covariates: { readonly [name: string]: number };
}

/** One coefficient of a fit, in log-odds a unit of the covariate. */
export interface Coefficient {
  readonly estimate: number;
  readonly standardError: number;
  /** An end may be infinite where the runs do not bound it. */
  readonly interval: Interval;
  /** Probability, where the coefficient is 0, of an estimate as far from it. */
  readonly probability: number;
}

/** Log-odds of an outcome as a straight line in covariates. */
export interface LogisticFit {
  readonly intercept: Coefficient;
  readonly coefficients: { readonly [name: string]: Coefficient };
  /** Covariance of the estimates: the intercept first, then as in `coefficients`. */
  readonly covariance: readonly (readonly number[])[];
  readonly method: 'maximum-likelihood' | 'firth';
  /** Whether a line divides the outcomes, so that maximum likelihood has no finite answer; `null` where it was not asked. */
  readonly separated: boolean | null;
  /** With Firth's penalty, where that is the method. */
  readonly logLikelihood: number;
  readonly runs: number;
}

/** How a {@link logisticRegression} is made. */
export interface LogisticOptions {
  /** Default: maximum likelihood, and Firth's where outcomes are separated. */
  readonly method?: 'maximum-likelihood' | 'firth';
  /** Default .95. */
  readonly level?: number;
  /** `wald` is symmetric and quick; `profile` follows the likelihood. Default `profile` for Firth's, else `wald`. */
  readonly intervals?: 'wald' | 'profile';
}

/**
 * Logistic regression over runs by iteratively reweighted least squares. Where a line in the covariates divides the
 * outcomes, estimates run away: then it is Firth's fit, with Jeffreys' prior as penalty (Firth 1993, Biometrika 80:27),
 * which is always finite and less biased in few runs. Standard errors come from Fisher's information; the intervals and
 * probabilities of Firth's fit from the profile of the penalised likelihood (Heinze and Schemper 2002, Statistics in Medicine
 * 21:2409).
 *
 * @param runs One outcome a run; more runs than coefficients.
 * @throws Where a run comes twice, an outcome is not from 0 to 1, runs have different covariates, a covariate follows from
 *   others, or maximum likelihood was asked for and outcomes are separated.
 */
export function logisticRegression(runs: readonly RunWithCovariates[], options: LogisticOptions = {}): LogisticFit {
  const names = Object.keys(runs[0]?.covariates ?? {});
  const data = dataOf(runs, names);
  const { method, separated, solution } = solve(data, options.method);
  const intervals = options.intervals ?? (method === 'firth' ? 'profile' : 'wald');
  const how = { penalised: method === 'firth', z: normalQuantile(0.5 + (options.level ?? 0.95) / 2, 0, 1) };
  const all = solution.coefficients.map((_, index) =>
    intervals === 'wald' ? wald(solution, index, how.z) : profiled(data, solution, { ...how, index }),
  );
  const [intercept, ...rest] = all as [Coefficient, ...Coefficient[]];
  return {
    intercept,
    coefficients: Object.fromEntries(names.map((name, at) => [name, rest[at] as Coefficient])),
    covariance: solution.covariance,
    method,
    separated,
    logLikelihood: solution.logLikelihood,
    runs: runs.length,
  };
}

function solve(data: LogisticData, wanted: LogisticOptions['method']) {
  if (wanted !== 'firth') {
    const solution = fitLogistic(data, { penalised: false });
    if (solution?.settled === true) return { method: 'maximum-likelihood' as const, separated: false, solution };
    if (wanted === 'maximum-likelihood') {
      throw userError({
        kind: 'usage',
        what: 'the covariates divide the outcomes, so that maximum likelihood has no finite answer',
        remedy: "use the method 'firth'",
      });
    }
  }
  const solution = fitLogistic(data, { penalised: true });
  if (solution?.settled !== true) throw userError({ kind: 'usage', what: 'the logistic fit does not settle' });
  return { method: 'firth' as const, separated: wanted === 'firth' ? null : true, solution };
}

function dataOf(runs: readonly RunWithCovariates[], names: readonly string[]): LogisticData {
  const outcomes = valuesOfRuns(runs, names.length + 2);
  const off = runs.find(({ value }) => value < 0 || value > 1);
  if (off !== undefined) {
    throw userError({ kind: 'usage', what: `run ${off.run} has the outcome ${off.value}`, expected: 'from 0 to 1' });
  }
  const rows = runs.map(({ run, covariates }) => {
    const missing = names.find((name) => !Number.isFinite(covariates[name]));
    if (missing === undefined && Object.keys(covariates).length === names.length) {
      return [1, ...names.map((name) => covariates[name] as number)];
    }
    throw userError({
      kind: 'usage',
      what: `run ${run} has the covariates ${Object.keys(covariates).join(', ') || 'none'}`,
      expected: `a finite number for each of ${names.join(', ') || 'none'}`,
    });
  });
  assertIndependent(rows, names, 'covariates');
  return { rows, outcomes };
}

function wald({ coefficients, covariance }: LogisticSolution, index: number, z: number): Coefficient {
  const estimate = coefficients[index] as number;
  const standardError = Math.sqrt(covariance[index]?.[index] as number);
  const interval = { low: estimate - z * standardError, high: estimate + z * standardError };
  return { estimate, standardError, interval, probability: chiSquareTail((estimate / standardError) ** 2, 1) };
}

interface Profile {
  readonly index: number;
  readonly penalised: boolean;
  readonly z: number;
}

function profiled(data: LogisticData, solution: LogisticSolution, { index, penalised, z }: Profile): Coefficient {
  const { estimate, standardError } = wald(solution, index, z);
  /** Twice what the likelihood loses where the coefficient is held at a value, less so much. */
  const lossAt = (value: number): number => {
    const start = solution.coefficients.map((own, at) => (at === index ? value : own));
    const held = fitLogistic(data, { penalised, fixed: index, start });
    return held === null ? Infinity : 2 * (solution.logLikelihood - held.logLikelihood);
  };
  const end = (side: 1 | -1): number => crossing((by) => lossAt(estimate + side * by) - z * z, z * standardError);
  return {
    estimate,
    standardError,
    interval: { low: estimate - end(-1), high: estimate + end(1) },
    probability: chiSquareTail(Math.max(0, lossAt(0)), 1),
  };
}

/** How far from 0 a growing function crosses 0, by doubling and halving; infinite where it does not. */
function crossing(loss: (by: number) => number, start: number): number {
  let [low, high] = [0, start];
  for (let doubled = 0; loss(high) < 0; doubled += 1) {
    if (doubled === 20) return Infinity;
    [low, high] = [high, high * 2];
  }
  while (high - low > 1e-9 * high) {
    const middle = (low + high) / 2;
    if (loss(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
