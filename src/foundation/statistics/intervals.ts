import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Chance } from '../../spec/index.js';
import { mean, quantileOfSorted, variance } from './descriptive.js';

/** An interval; `low ≤ high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval for a share (Wilson 1927, JASA 22:209). A tie may count as half a success.
 *
 * @param successes From 0 to n.
 * @param n Number of runs, positive.
 * @param level Default .95.
 */
export function wilson(successes: number, n: number, level = 0.95): Interval {
  const z = normalQuantile(0.5 + level / 2, 0, 1);
  const p = successes / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  // At the ends rounding could leave the share itself outside.
  return { low: Math.max(0, Math.min(p, centre - half)), high: Math.min(1, Math.max(p, centre + half)) };
}

/** How a bootstrap is made: its stream, its level and the number of resamples. */
export interface BootstrapOptions {
  readonly chance: Chance;
  /** Default .95. */
  readonly level?: number;
  /** Default 2,000. */
  readonly resamples?: number;
}

/**
 * Percentile bootstrap of a mean over runs (Efron 1979, Annals of Statistics 7:1). Each value is one run. Where all
 * values are the same the interval has no width: it then says nothing about runs that were not made. With few runs it is
 * too narrow (of ten normal values the 95 % interval covers the mean in 90 % of cases). `NaN` of nothing.
 */
export function bootstrapMean(values: readonly number[], options: BootstrapOptions): Interval {
  return bootstrap(options, () => resampledMean(values, options.chance));
}

/**
 * Percentile bootstrap of the mean difference of pairs of runs that share a seed: pairs are drawn, so what both have in
 * common cancels.
 */
export function bootstrapPairs(pairs: readonly (readonly [number, number])[], options: BootstrapOptions): Interval {
  const differences = pairs.map(([a, b]) => a - b);
  return bootstrapMean(differences, options);
}

/** Percentile bootstrap of the difference of the means of two independent sets of runs. */
export function bootstrapDifference(a: readonly number[], b: readonly number[], options: BootstrapOptions): Interval {
  return bootstrap(options, () => resampledMean(a, options.chance) - resampledMean(b, options.chance));
}

/**
 * Percentile bootstrap of any statistic of n things: it is handed n indices, drawn with replacement, and may be `null`
 * where a draw leaves it undefined; such draws do not count. `NaN` where none counts.
 */
export function bootstrapStatistic(
  n: number,
  statistic: (indices: readonly number[]) => number | null,
  { chance, level = 0.95, resamples = 2000 }: BootstrapOptions,
): Interval {
  const draws: number[] = [];
  for (let draw = 0; draw < resamples; draw += 1) {
    const value = statistic(Array.from({ length: n }, () => chance.integer(n)));
    if (value !== null) draws.push(value);
  }
  return between(Float64Array.from(draws).sort(), level);
}

/**
 * Interval of the difference of two shares that are not paired (Newcombe 1998, Statistics in Medicine 17:873, method
 * 10, from Wilson's intervals): has a width even where all runs agree.
 */
export function newcombe(
  a: { readonly successes: number; readonly n: number },
  b: { readonly successes: number; readonly n: number },
  level = 0.95,
): Interval {
  const [pa, pb] = [a.successes / a.n, b.successes / b.n];
  const [wa, wb] = [wilson(a.successes, a.n, level), wilson(b.successes, b.n, level)];
  return {
    low: pa - pb - Math.hypot(pa - wa.low, wb.high - pb),
    high: pa - pb + Math.hypot(wa.high - pa, pb - wb.low),
  };
}

/** Whether a value is, by an interval, within a margin of another. */
export type Equivalence = 'equivalent' | 'different' | 'inconclusive';

/**
 * Fewer runs than this decide nothing where their interval comes from resampling, which knows no variation but theirs:
 * five of five on one side happen by chance in one case of sixteen (sign test, two sides), six of six in one of 32.
 */
export const FEWEST_RUNS = 6;

/**
 * Equivalence by inclusion: `equivalent` where the 90 % interval lies within ± margin (two one-sided tests at 5 %,
 * Schuirmann 1987, Journal of Pharmacokinetics and Biopharmaceutics 15:657), `different` where the 95 % interval excludes
 * 0 and the first does not hold, else `inconclusive`. An end that is on the margin, or on 0, is not beyond it.
 *
 * @param difference Its intervals, and the number of runs behind them where they come from resampling: fewer than
 *   {@link FEWEST_RUNS} are `inconclusive`, however narrow the interval is (that of one run has no width).
 * @param margin Positive; with 0 nothing is equivalent.
 */
export function equivalence(
  difference: { readonly at90: Interval; readonly at95: Interval; readonly n?: number },
  margin: number,
): Equivalence {
  const { at90, at95, n = Infinity } = difference;
  if (n < FEWEST_RUNS) return 'inconclusive';
  if (at90.low > -margin && at90.high < margin) return 'equivalent';
  return at95.low > 0 || at95.high < 0 ? 'different' : 'inconclusive';
}

/** More runs than anybody makes. */
const MOST_RUNS = 1e9;

/**
 * Runs with which {@link equivalence} would decide, one way or the other, if the estimate stayed as it is: the 95 %
 * interval would exclude 0, or the 90 % interval fit into the margin, whichever needs fewer. Widths shrink with the square
 * root of the runs. Rounded up to two digits; at least {@link FEWEST_RUNS} and one more than there are; at most 10⁹, which
 * stands for more than anybody makes.
 *
 * @param estimate The difference, half the width of its 90 % interval, and the number of runs behind it, at least 1.
 */
export function runsNeeded(
  estimate: { readonly difference: number; readonly half: number; readonly n: number },
  margin: number,
): number {
  const { half, n } = estimate;
  const size = Math.abs(estimate.difference);
  const half95 = (half * normalQuantile(0.975, 0, 1)) / normalQuantile(0.95, 0, 1);
  const toDiffer = size > 0 ? half95 / size : Infinity;
  const toFit = margin > size ? half / (margin - size) : Infinity;
  const needed = Math.min(MOST_RUNS, Math.max(n + 1, FEWEST_RUNS, n * Math.min(toDiffer, toFit) ** 2));
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(needed)) - 1);
  return Math.ceil(needed / digits) * digits;
}

function bootstrap({ level = 0.95, resamples = 2000 }: BootstrapOptions, draw: () => number): Interval {
  return between(Float64Array.from({ length: resamples }, draw).sort(), level);
}

function between(sorted: ArrayLike<number>, level: number): Interval {
  const tail = (1 - level) / 2;
  return { low: quantileOfSorted(sorted, tail), high: quantileOfSorted(sorted, 1 - tail) };
}

function resampledMean(values: readonly number[], chance: Chance): number {
  if (values.length < 2) return mean(values);
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[chance.integer(values.length)] as number;
  return sum / values.length;
}

/**
 * Normal interval of a mean over runs, `mean ± z s / √n`; for bands of many points, where a bootstrap would be slow. That
 * of a single run has no width. `NaN` of nothing.
 */
export function normalMean(values: readonly number[], level = 0.95): Interval {
  const half = normalQuantile(0.5 + level / 2, 0, 1) * Math.sqrt(variance(values) / values.length);
  const centre = mean(values);
  return { low: centre - half, high: centre + half };
}
