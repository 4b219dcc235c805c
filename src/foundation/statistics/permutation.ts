import type { Chance } from '../../spec/index.js';
import { logChoose } from './_internals/log-gamma.js';
import { mean } from './descriptive.js';
import { levelOf, valuesOfRuns, type RunValue } from './run-value.js';

/** What a permutation test found. */
export interface PermutationResult {
  /** The mean of the differences, or the mean of the first runs less that of the second. */
  readonly difference: number;
  /** Probability, where nothing differs, of a difference as far from 0 or farther, on either side. */
  readonly probability: number;
  /** Whether every arrangement was counted. */
  readonly exact: boolean;
  /** Arrangements that were looked at, the one observed among them. */
  readonly arrangements: number;
}

/** How arrangements are drawn where there are too many to count. */
export interface PermutationOptions {
  readonly chance: Chance;
  /** Default 9,999. */
  readonly resamples?: number;
}

/** All arrangements are counted as long as there are no more of them than this. */
export const MOST_ARRANGEMENTS = 65_536;

/** What rounding may take from a sum that is as far from 0 as the one observed. */
const SLACK = 1e-12;

/**
 * Whether pairs of runs that share a seed differ on average: where they do not, each difference could as well have had the
 * other sign (Fisher 1935, The Design of Experiments, section 21). Exact up to 16 differences; else with random signs, and
 * the one observed counted in (Phipson and Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9:39), so
 * that it is never 0.
 *
 * @param differences One a pair of runs.
 * @param options.by A factor of `clusters`: all differences of a cluster then change their signs together, which is right
 *   where the pairs of one wording, for example, hang together.
 */
export function signFlipTest(
  differences: readonly RunValue[],
  options: PermutationOptions & { readonly by?: string },
): PermutationResult {
  const values = valuesOfRuns(differences);
  const { by, chance, resamples } = options;
  const sums = by === undefined ? values : clusterSums(differences, by);
  const observed = Math.abs(total(sums));
  const slack = SLACK * sums.reduce((sum, value) => sum + Math.abs(value), 0);
  const reaches = (signed: number): boolean => Math.abs(signed) >= observed - slack;
  const all = 2 ** sums.length;
  if (all <= MOST_ARRANGEMENTS) {
    let count = 0;
    for (let signs = 0; signs < all; signs += 1) {
      const signed = sums.reduce((sum, value, at) => sum + ((signs >> at) & 1 ? -value : value), 0);
      count += Number(reaches(signed));
    }
    return { difference: mean(values), probability: count / all, exact: true, arrangements: all };
  }
  return {
    difference: mean(values),
    ...drawn(resamples, () =>
      reaches(sums.reduce((sum, value) => sum + (chance.integer(2) === 1 ? -value : value), 0)),
    ),
  };
}

/**
 * Whether two sets of runs that are not paired have different means: where they do not differ in anything, each run could
 * as well have been of the other set. Exact up to {@link MOST_ARRANGEMENTS} arrangements, else with random ones as
 * {@link signFlipTest}. Where spreads differ and the sets are of different sizes, it may find that instead of the means.
 */
export function permutationTest(
  a: readonly RunValue[],
  b: readonly RunValue[],
  { chance, resamples }: PermutationOptions,
): PermutationResult {
  const [one, other] = [valuesOfRuns(a), valuesOfRuns(b)];
  valuesOfRuns([...a, ...b]);
  const pooled = [...one, ...other];
  const [n, all] = [one.length, pooled.length];
  const centre = mean(pooled);
  const centred = pooled.map((value) => value - centre);
  // With the mean of all at 0, the sum of the first set says how far the means are apart.
  const observed = Math.abs(total(centred.slice(0, n)));
  const slack = SLACK * centred.reduce((sum, value) => sum + Math.abs(value), 0);
  const reaches = (sum: number): boolean => Math.abs(sum) >= observed - slack;
  const difference = mean(one) - mean(other);
  if (logChoose(all, n) < Math.log(MOST_ARRANGEMENTS + 0.5)) {
    const { count, ways } = countSubsets(centred, n, reaches);
    return { difference, probability: count / ways, exact: true, arrangements: ways };
  }
  return { difference, ...drawn(resamples, () => reaches(total(chance.shuffle(centred).slice(0, n)))) };
}

function countSubsets(
  values: readonly number[],
  size: number,
  reaches: (sum: number) => boolean,
): { readonly count: number; readonly ways: number } {
  let [count, ways] = [0, 0];
  const choose = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      ways += 1;
      count += Number(reaches(sum));
      return;
    }
    for (let at = from; at <= values.length - left; at += 1) choose(at + 1, left - 1, sum + (values[at] as number));
  };
  choose(0, size, 0);
  return { count, ways };
}

function drawn(resamples = 9_999, reaches: () => boolean): Omit<PermutationResult, 'difference'> {
  let count = 1;
  for (let draw = 0; draw < resamples; draw += 1) count += Number(reaches());
  return { probability: count / (resamples + 1), exact: false, arrangements: resamples + 1 };
}

function clusterSums(differences: readonly RunValue[], by: string): number[] {
  const sums = new Map<string, number>();
  for (const run of differences) {
    const level = levelOf(run, by);
    sums.set(level, (sums.get(level) ?? 0) + run.value);
  }
  return [...sums.values()];
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
