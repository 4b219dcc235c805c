import { userError } from '../errors/index.js';
import { tQuantile } from './distributions.js';
import { mean } from './descriptive.js';
import type { Interval } from './intervals.js';
import { levelOf, valuesOfRuns, type RunValue } from './run-value.js';

/** A mean over runs with an interval that allows for what runs of one cluster have in common. */
export interface ClusteredMean {
  readonly value: number;
  /** `null` where no factor has two clusters: from one nothing can be said about others. */
  readonly standardError: number | null;
  /** Of Student's t; may be a fraction. `null` without a standard error. */
  readonly freedom: number | null;
  readonly interval: Interval | null;
  readonly runs: number;
  /** How many clusters of each factor there were. */
  readonly clusters: { readonly [factor: string]: number };
  /** What the interval is about, and where clusters are few. */
  readonly note: string;
}

/** How a {@link clusteredMean} is made. */
export interface ClusteredOptions {
  /** Factors whose clusters are allowed for, each a key of `clusters` in every run; crossed where there are several. */
  readonly by: readonly string[];
  /** Default .95. */
  readonly level?: number;
  /** `CR2` (default), which is not too small with few clusters, or `CR1`, the plainer one of most programs. */
  readonly correction?: 'CR1' | 'CR2';
}

/** Fewer clusters than this are called few. */
export const FEW_CLUSTERS = 10;

/**
 * Mean over runs with an interval that is about other wordings, label pairs or persona sets too, not only about other seeds
 * of the same: the runs of a cluster may hang together in any way.
 *
 * One factor: the variance is `Σ_g a_g² (Σ_{i∈g} e_i)² / N²` with residuals e and `a_g² = 1 / (1 - n_g / N)`, the
 * bias-reduced CR2 of Bell and McCaffrey (2002, Survey Methodology 28:169) for a mean, with their degrees of freedom after
 * Satterthwaite; balanced clusters give G - 1. With `CR1` `a_g² = G / (G - 1)` and the freedom is G - 1. Several factors are
 * crossed: the variance is summed over them with the signs of inclusion and exclusion (Cameron, Gelbach, Miller 2011, Journal
 * of Business and Economic Statistics 29:238), is taken as no less than that of any one factor, and has the least freedom of
 * them.
 *
 * With fewer than {@link FEW_CLUSTERS} clusters the interval is wide because it must be; `note` says so.
 *
 * @throws Where a run comes twice, where one lacks a factor, or where no factor is named.
 */
export function clusteredMean(values: readonly RunValue[], options: ClusteredOptions): ClusteredMean {
  const numbers = valuesOfRuns(values);
  const { by, level = 0.95, correction = 'CR2' } = options;
  if (by.length === 0) throw userError({ kind: 'usage', what: 'no factor is named', expected: 'for example wording' });
  const labels = new Map(by.map((factor) => [factor, values.map((run) => levelOf(run, factor))]));
  const counts = Object.fromEntries([...labels].map(([factor, list]) => [factor, new Set(list).size]));
  const value = mean(numbers);
  const usable = by.filter((factor) => (counts[factor] ?? 0) > 1);
  const about = { value, runs: numbers.length, clusters: counts, note: noteOn(counts) };
  if (usable.length === 0) return { ...about, standardError: null, freedom: null, interval: null };
  const residuals = numbers.map((number) => number - value);
  const single = usable.map((factor) => oneWay(residuals, labels.get(factor) as string[], correction));
  const variance = Math.max(
    ...single.map((one) => one.variance),
    subsets(usable).reduce((sum, factors) => {
      const joint = numbers.map((_, run) => JSON.stringify(factors.map((factor) => labels.get(factor)?.[run])));
      return sum + (factors.length % 2 === 1 ? 1 : -1) * oneWay(residuals, joint, correction).variance;
    }, 0),
  );
  const freedom = Math.min(...single.map((one) => one.freedom));
  const standardError = Math.sqrt(variance);
  const half = standardError === 0 ? 0 : tQuantile(0.5 + level / 2, freedom) * standardError;
  return { ...about, standardError, freedom, interval: { low: value - half, high: value + half } };
}

/** Variance of the mean and its degrees of freedom, from residuals and the cluster of each. */
function oneWay(
  residuals: readonly number[],
  labels: readonly string[],
  correction: 'CR1' | 'CR2',
): { readonly variance: number; readonly freedom: number } {
  const sums = new Map<string, { n: number; sum: number }>();
  labels.forEach((label, run) => {
    const cluster = sums.get(label) ?? { n: 0, sum: 0 };
    sums.set(label, { n: cluster.n + 1, sum: cluster.sum + (residuals[run] as number) });
  });
  const clusters = [...sums.values()];
  const [runs, groups] = [residuals.length, clusters.length];
  const scale = ({ n }: { n: number }): number => (correction === 'CR1' ? groups / (groups - 1) : 1 / (1 - n / runs));
  const variance = clusters.reduce((sum, cluster) => sum + scale(cluster) * cluster.sum ** 2, 0) / runs ** 2;
  return { variance, freedom: correction === 'CR1' ? groups - 1 : satterthwaite(clusters.map(({ n }) => n)) };
}

/** Bell and McCaffrey's degrees of freedom of CR2 for a mean, under runs that are alike and independent. */
function satterthwaite(sizes: readonly number[]): number {
  const runs = sizes.reduce((sum, n) => sum + n, 0);
  const weight = (n: number): number => 1 / (1 - n / runs);
  let squares = 0;
  sizes.forEach((n, g) =>
    sizes.forEach((m, h) => {
      const product = g === h ? n : (Math.sqrt(weight(n) * weight(m)) * n * m) / runs;
      squares += product ** 2;
    }),
  );
  return runs ** 2 / squares;
}

function noteOn(counts: { readonly [factor: string]: number }): string {
  const words = Object.entries(counts).map(([factor, n]) => {
    if (n === 1) return `one level of ${factor}: nothing is said about others`;
    return `${n} levels of ${factor}${n < FEW_CLUSTERS ? ', which are few' : ''}`;
  });
  return words.join('; ');
}

/** All sets of some of the things. */
function subsets<Thing>(things: readonly Thing[]): Thing[][] {
  const all = things.reduce<Thing[][]>((sets, thing) => [...sets, ...sets.map((set) => [...set, thing])], [[]]);
  return all.filter((set) => set.length > 0);
}
