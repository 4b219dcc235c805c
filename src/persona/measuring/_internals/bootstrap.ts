import { atOnce, type InPieces } from '../../../foundation/pieces.js';
import { quantileOfSorted } from '../../../foundation/statistics/descriptive.js';
import type { Interval } from '../../../foundation/statistics/index.js';
import type { Chance } from '../../../spec/index.js';

/** How people are resampled. */
export interface ResamplingOptions {
  readonly chance: Chance;
  /** Number of people there are. */
  readonly size: number;
  /** Default 1,000. 0 makes no interval. */
  readonly resamples?: number;
  /** Default .95. */
  readonly level?: number;
  /** Of what the resamples are, for who waits. Default: a bootstrap. */
  readonly what?: string;
}

/** Statistics of the rows that were drawn; what cannot be computed is `null`. */
export type RowStatistics = (rows: Int32Array) => readonly (number | null)[];

/**
 * Percentile intervals of several statistics over the same resamples of people (Efron 1979): people are drawn with
 * replacement, and each statistic computed from the rows drawn. `null` where a statistic could not be computed in half of
 * the resamples.
 */
export function bootstrapPeople(statistics: RowStatistics, options: ResamplingOptions): (readonly number[] | null)[] {
  return atOnce(bootstrapInPieces(statistics, options));
}

/** {@link bootstrapPeople} in pieces, a resample each. */
export function* bootstrapInPieces(
  statistics: RowStatistics,
  options: ResamplingOptions,
): InPieces<(readonly number[] | null)[]> {
  const { chance, size, resamples = 1_000, what = 'bootstrap' } = options;
  const drawn: number[][] = [];
  const rows = new Int32Array(size);
  for (let resample = 0; resample < resamples; resample += 1) {
    for (let at = 0; at < size; at += 1) rows[at] = chance.integer(size);
    statistics(rows).forEach((value, at) => {
      const values = (drawn[at] ??= []);
      if (value !== null && Number.isFinite(value)) values.push(value);
    });
    yield { what, done: resample + 1, total: resamples };
  }
  return drawn.map((values) => (values.length < resamples / 2 ? null : values.sort((a, b) => a - b)));
}

/** Ends of the middle part of values in increasing order. */
export function percentiles(sorted: readonly number[] | null | undefined, level = 0.95): Interval | null {
  if (sorted === null || sorted === undefined || sorted.length === 0) return null;
  const tail = (1 - level) / 2;
  return { low: quantileOfSorted(sorted, tail), high: quantileOfSorted(sorted, 1 - tail) };
}

/**
 * The same moved so that the mean of the resamples falls on the estimate: for what depends on how many different people
 * there are, as a resample holds only about 63 % of them and is biased.
 */
export function recentred(
  sorted: readonly number[] | null | undefined,
  how: { readonly estimate: number; readonly least?: number; readonly most?: number },
): Interval | null {
  const interval = percentiles(sorted);
  if (interval === null || sorted === null || sorted === undefined) return null;
  const { estimate, least = -Infinity, most = Infinity } = how;
  const shift = estimate - sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const within = (value: number): number => Math.min(most, Math.max(least, value));
  return {
    low: Math.min(estimate, within(interval.low + shift)),
    high: Math.max(estimate, within(interval.high + shift)),
  };
}
