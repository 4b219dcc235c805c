import {
  bootstrapMean,
  bootstrapPairs,
  mean,
  newcombe,
  wilson,
  type Interval,
} from '../../foundation/statistics/index.js';
import type { Chance, Estimate, RunRecord } from '../../spec/index.js';
import type { Measured } from './classify.js';

/** One value a run, by seed; runs in which it is missing are left out. */
export type Values = ReadonlyMap<number, number>;

/** The values of a column, by seed. */
export function valuesOf(records: readonly RunRecord[], column: string): Values {
  return new Map(
    records.flatMap(({ seed, values }) => {
      const value = values[column];
      return typeof value === 'number' ? [[seed, value] as const] : [];
    }),
  );
}

/** How the interval of a value is made: a share of runs won, or a mean over runs. */
export type Functional = 'share' | 'mean';

/** A value over runs with its intervals; `null` without runs. */
export function measured(values: Values, functional: Functional, chance: () => Chance): Measured | null {
  const list = [...values.values()];
  if (list.length === 0) return null;
  const value = mean(list);
  const interval = (level: number): Interval =>
    functional === 'share'
      ? wilson(value * list.length, list.length, level)
      : bootstrapMean(list, { chance: chance(), level });
  const resampled = functional === 'share' ? {} : { resampled: list.length };
  return { value, at90: interval(0.9), at95: interval(0.95), ...resampled };
}

/** Difference of two arms, runs paired by seed; `null` where no seed is in both. */
export function paired(
  a: Values,
  b: Values,
  how: { readonly functional: Functional; chance(): Chance },
): (Measured & { readonly n: number }) | null {
  const pairs = [...a].flatMap(([seed, value]) => {
    const other = b.get(seed);
    return other === undefined ? [] : [[value, other] as const];
  });
  if (pairs.length === 0) return null;
  const differences = pairs.map(([left, right]) => left - right);
  const value = mean(differences);
  // Where every pair differs alike, resampling sees no variation; shares then keep the width of their own intervals.
  const alike = how.functional === 'share' && differences.every((difference) => difference === differences[0]);
  const interval = (level: number): Interval =>
    alike
      ? newcombe(successes(pairs.map(([left]) => left)), successes(pairs.map(([, right]) => right)), level)
      : bootstrapPairs(pairs, { chance: how.chance(), level });
  const resampled = alike ? {} : { resampled: pairs.length };
  return { value, at90: interval(0.9), at95: interval(0.95), n: pairs.length, ...resampled };
}

/** An {@link Estimate} of a measured value, with its 95 % interval. */
export function estimateOf(value: Measured | null, n: number, method: string): Estimate {
  if (value === null) return { value: null, low: null, high: null, n, method, note: 'no run has it' };
  return { value: value.value, low: value.at95.low, high: value.at95.high, n, method };
}

function successes(values: readonly number[]): { readonly successes: number; readonly n: number } {
  return { successes: values.reduce((sum, value) => sum + value, 0), n: values.length };
}
