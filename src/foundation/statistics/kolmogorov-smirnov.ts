import { valuesOfRuns, type RunValue } from './run-value.js';

/** How far two sets of runs are apart as distributions. */
export interface KolmogorovSmirnov {
  /** Largest difference of the two shares of runs at or below a value, from 0 to 1. */
  readonly distance: number;
  /** Probability of such a distance or a larger one, where the runs of both come from one distribution. */
  readonly probability: number;
  readonly exact: boolean;
}

/** Products of the numbers of runs up to this are counted exactly. */
const MOST_STEPS = 4_000_000;

/**
 * Two-sample test of Kolmogorov and Smirnov, for any difference between distributions. Exact by the share of the ways
 * through the lattice of both samples that stray so far (Hodges 1958, Arkiv för Matematik 3:469); above 4 million points of
 * the lattice by the limit `2 Σ (-1)^(k-1) exp(-2 k² d² n m / (n + m))`. Where values are equal it finds less than it could.
 */
export function kolmogorovSmirnov(a: readonly RunValue[], b: readonly RunValue[]): KolmogorovSmirnov {
  const one = valuesOfRuns(a).sort((x, y) => x - y);
  const other = valuesOfRuns(b).sort((x, y) => x - y);
  const [n, m] = [one.length, other.length];
  const farthest = farthestApart(one, other);
  const distance = farthest / (n * m);
  if (n * m > MOST_STEPS) {
    return { distance, probability: limit(distance * Math.sqrt((n * m) / (n + m))), exact: false };
  }
  return { distance, probability: shareBeyond(n, m, farthest), exact: true };
}

/** Largest |i m - j n| over all values, i and j of the sorted samples being at or below. */
function farthestApart(one: readonly number[], other: readonly number[]): number {
  const [n, m] = [one.length, other.length];
  let [i, j, farthest] = [0, 0, 0];
  while (i < n && j < m) {
    const value = Math.min(one[i] as number, other[j] as number);
    while (i < n && one[i] === value) i += 1;
    while (j < m && other[j] === value) j += 1;
    farthest = Math.max(farthest, Math.abs(i * m - j * n));
  }
  return farthest;
}

/** Share of all ways from (0, 0) to (n, m) that come to a point with |i m - j n| of at least so much. */
function shareBeyond(n: number, m: number, farthest: number): number {
  // beyond[j]: share of the ways to (i, j) that have been beyond.
  const beyond = new Float64Array(m + 1);
  for (let i = 0; i <= n; i += 1) {
    for (let j = 0; j <= m; j += 1) {
      if (Math.abs(i * m - j * n) >= farthest) beyond[j] = 1;
      else if (i + j > 0) {
        const before = i === 0 ? 0 : ((beyond[j] as number) * i) / (i + j);
        const beside = j === 0 ? 0 : ((beyond[j - 1] as number) * j) / (i + j);
        beyond[j] = before + beside;
      }
    }
  }
  return beyond[m] as number;
}

function limit(scaled: number): number {
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * scaled) ** 2);
  return scaled < 0.2 ? 1 : Math.min(1, Math.max(0, sum));
}
