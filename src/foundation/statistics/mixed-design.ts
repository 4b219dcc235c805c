import { userError } from '../errors/index.js';
import { assertIndependent } from './_internals/assert-independent.js';
import { crossProducts, dot, inverse, times, type Matrix } from './_internals/matrix.js';
import { tCdf, tQuantile } from './distributions.js';
import type { Interval } from './intervals.js';
import { levelOf, valuesOfRuns, type RunValue } from './run-value.js';

/** A run with what its mean is taken to depend on. */
export interface RunInDesign extends RunValue {
  /** One number a term, the same terms in every run; 0 and 1 for a condition that is off or on. */
  readonly terms: { readonly [name: string]: number };
}

/** The effect of one term, in units of the value. */
export interface DesignEffect {
  readonly estimate: number;
  readonly standardError: number;
  readonly freedom: number;
  readonly interval: Interval;
  /** Probability, where it has no effect, of an estimate as far from 0. */
  readonly probability: number;
  /** Whether the term varies among the runs of a cluster, or only between clusters. */
  readonly varies: 'within' | 'between';
}

/** Effects in a design in which runs of a cluster have something in common. */
export interface MixedDesign {
  readonly intercept: DesignEffect;
  readonly effects: { readonly [name: string]: DesignEffect };
  /** Variance of what clusters have in common, at least 0, and of runs about it. */
  readonly variance: { readonly cluster: number; readonly run: number };
  readonly runs: number;
  readonly clusters: number;
}

/**
 * Linear model with a random intercept a cluster, by restricted maximum likelihood (Patterson and Thompson 1971, Biometrika
 * 58:545): for a design in which conditions are crossed with wordings or persona sets of which others could have been taken.
 * Terms that vary within clusters have N - G - w degrees of freedom, others G - 1 - b, for w and b of them (Schluchter and
 * Elashoff 1990, Journal of Statistical Computation and Simulation 37:69). The variance of clusters is not let below 0.
 *
 * @param options.cluster A factor of `clusters`.
 * @param options.level Default .95.
 * @throws Where a run comes twice or lacks a term or the factor, where a term follows from others, or where there are too
 *   few runs or clusters for what is asked.
 */
export function mixedDesign(
  runs: readonly RunInDesign[],
  options: { readonly cluster: string; readonly level?: number },
): MixedDesign {
  const names = Object.keys(runs[0]?.terms ?? {});
  const groups = groupsOf(runs, names, options.cluster);
  const columns = ['', ...names].map((_, column) => (column > 0 && isWithin(groups, column) ? 'within' : 'between'));
  const count = (kind: string): number => columns.filter((one) => one === kind).length;
  const freedom = {
    within: runs.length - groups.length - count('within'),
    between: groups.length - count('between'),
  };
  if (freedom.between < 1 || freedom.within < 1) {
    throw userError({
      kind: 'usage',
      what: `${runs.length} runs in ${groups.length} levels of ${options.cluster} are too few for ${names.length} terms`,
    });
  }
  const ratio = bestRatio(groups);
  const fit = fitAt(groups, ratio);
  const effects = columns.map((varies, at): DesignEffect => {
    const estimate = fit.coefficients[at] as number;
    const standardError = Math.sqrt(fit.runVariance * (fit.inverse[at]?.[at] as number));
    const half = tQuantile(0.5 + (options.level ?? 0.95) / 2, freedom[varies]) * standardError;
    return {
      estimate,
      standardError,
      freedom: freedom[varies],
      interval: { low: estimate - half, high: estimate + half },
      probability: 2 * tCdf(-Math.abs(estimate / standardError), freedom[varies]),
      varies,
    };
  });
  return {
    intercept: effects[0] as DesignEffect,
    effects: Object.fromEntries(names.map((name, at) => [name, effects[at + 1] as DesignEffect])),
    variance: { cluster: ratio * fit.runVariance, run: fit.runVariance },
    runs: runs.length,
    clusters: groups.length,
  };
}

interface Group {
  readonly rows: Matrix;
  readonly values: readonly number[];
}

function groupsOf(runs: readonly RunInDesign[], names: readonly string[], cluster: string): Group[] {
  const values = valuesOfRuns(runs, names.length + 2);
  const groups = new Map<string, { rows: number[][]; values: number[] }>();
  runs.forEach((run, at) => {
    const missing = names.find((name) => !Number.isFinite(run.terms[name]));
    if (missing !== undefined) {
      throw userError({ kind: 'usage', what: `run ${run.run} has no number for the term ${missing}` });
    }
    const level = levelOf(run, cluster);
    const group = groups.get(level) ?? { rows: [], values: [] };
    group.rows.push([1, ...names.map((name) => run.terms[name] as number)]);
    group.values.push(values[at] as number);
    groups.set(level, group);
  });
  const rows = [...groups.values()].flatMap((group) => group.rows);
  assertIndependent(rows, names, 'terms');
  return [...groups.values()];
}

function isWithin(groups: readonly Group[], column: number): boolean {
  return groups.some(({ rows }) => rows.some((row) => row[column] !== rows[0]?.[column]));
}

interface FitAtRatio {
  readonly coefficients: readonly number[];
  readonly inverse: Matrix;
  readonly runVariance: number;
  /** Twice the restricted log-likelihood, less a constant. */
  readonly likelihood: number;
}

/**
 * Generalised least squares where clusters vary `ratio` times as much as runs about them. With n runs a cluster its inverse
 * covariance is I - ratio / (1 + n ratio) 1 1ᵀ, in units of the variance of runs.
 */
function fitAt(groups: readonly Group[], ratio: number): FitAtRatio {
  const size = groups[0]?.rows[0]?.length ?? 0;
  const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const right = new Array<number>(size).fill(0);
  let [squares, logs, n] = [0, 0, 0];
  for (const { rows, values } of groups) {
    const shrink = ratio / (1 + rows.length * ratio);
    const sums = (rows[0] ?? []).map((_, column) => rows.reduce((sum, row) => sum + (row[column] as number), 0));
    const sum = values.reduce((total, value) => total + value, 0);
    const products = crossProducts(
      rows,
      rows.map(() => 1),
    );
    for (let i = 0; i < size; i += 1) {
      const [own, into] = [sums[i] as number, information[i] as number[]];
      for (let j = 0; j < size; j += 1) {
        into[j] = (into[j] as number) + (products[i]?.[j] as number) - shrink * own * (sums[j] as number);
      }
      right[i] =
        (right[i] as number) +
        rows.reduce((s, row, at) => s + (row[i] as number) * (values[at] as number), 0) -
        shrink * own * sum;
    }
    squares += dot(values, values) - shrink * sum * sum;
    logs += Math.log1p(rows.length * ratio);
    n += rows.length;
  }
  const found = inverse(information) as NonNullable<ReturnType<typeof inverse>>;
  const coefficients = times(found.inverse, right);
  const runVariance = Math.max(0, squares - dot(coefficients, right)) / (n - size);
  const likelihood = -((n - size) * Math.log(runVariance) + logs + found.logDeterminant);
  return { coefficients, inverse: found.inverse, runVariance, likelihood };
}

/** The ratio of variances that is likeliest: a scan over powers, then the golden section about the best. */
function bestRatio(groups: readonly Group[]): number {
  const likelihood = (power: number): number => fitAt(groups, 10 ** power).likelihood;
  const powers = Array.from({ length: 49 }, (_, at) => -6 + at / 4);
  const best = powers.reduce((one, other) => (likelihood(other) > likelihood(one) ? other : one));
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [best - 0.25, best + 0.25];
  while (high - low > 1e-9) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    if (likelihood(left) >= likelihood(right)) high = right;
    else low = left;
  }
  const ratio = 10 ** ((low + high) / 2);
  return fitAt(groups, 0).likelihood >= fitAt(groups, ratio).likelihood ? 0 : ratio;
}
