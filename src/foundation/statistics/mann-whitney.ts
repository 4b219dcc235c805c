import { ranks } from './correlation.js';
import { normalCdf } from './distributions.js';
import { valuesOfRuns, type RunValue } from './run-value.js';

/** Which of two sets of runs tends to have the larger values. */
export interface MannWhitney {
  /** Pairs of a run of each set in which the first is larger; equal ones count half. */
  readonly u: number;
  /** The same as a share of all pairs: .5 where neither tends to be larger. */
  readonly superiority: number;
  /** Probability of a u as far from the middle or farther, where the runs of both come from one distribution. */
  readonly probability: number;
  readonly exact: boolean;
}

/** Sets of up to this many pairs, without equal values, are counted exactly. */
const MOST_PAIRS = 2_500;

/**
 * Rank test of Mann and Whitney (1947, Annals of Mathematical Statistics 18:50). Exact without equal values and up to 2,500
 * pairs; else by the normal limit with the correction for ties and for continuity, which is rough for a few runs: a
 * permutation test is exact there.
 */
export function mannWhitney(a: readonly RunValue[], b: readonly RunValue[]): MannWhitney {
  const [one, other] = [valuesOfRuns(a), valuesOfRuns(b)];
  const [n, m] = [one.length, other.length];
  const ranked = ranks([...one, ...other]);
  const u = ranked.slice(0, n).reduce((sum, rank) => sum + rank, 0) - (n * (n + 1)) / 2;
  const tied = new Set(ranked).size < ranked.length;
  const exact = !tied && n * m <= MOST_PAIRS;
  const farther = Math.max(u, n * m - u);
  const probability = exact ? exactTail(n, m, farther) : normalTail(ranked, n, m, farther);
  return { u, superiority: u / (n * m), probability: Math.min(1, 2 * probability), exact };
}

/** P(U ≥ u) = P(U ≤ n m - u), from the ways to each value: the coefficients of Π (1 - x^(m+i)) / (1 - x^i). */
function exactTail(n: number, m: number, u: number): number {
  const ways = new Float64Array(n * m + 1);
  ways[0] = 1;
  for (let i = 1; i <= n; i += 1) {
    for (let k = n * m; k >= m + i; k -= 1) ways[k] = (ways[k] as number) - (ways[k - m - i] as number);
    for (let k = i; k <= n * m; k += 1) ways[k] = (ways[k] as number) + (ways[k - i] as number);
  }
  const all = ways.reduce((sum, count) => sum + count, 0);
  return ways.slice(0, n * m - u + 1).reduce((sum, count) => sum + count, 0) / all;
}

function normalTail(ranked: readonly number[], n: number, m: number, u: number): number {
  const all = n + m;
  const counts = new Map<number, number>();
  for (const rank of ranked) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  const ties = [...counts.values()].reduce((sum, count) => sum + count ** 3 - count, 0);
  const variance = ((n * m) / 12) * (all + 1 - ties / (all * (all - 1)));
  if (variance <= 0) return 0.5;
  return normalCdf(-(u - (n * m) / 2 - 0.5) / Math.sqrt(variance));
}
