import { userError } from '../errors/index.js';
import { tQuantile } from './distributions.js';
import { mean, variance } from './descriptive.js';
import type { Interval } from './intervals.js';
import { checkRuns } from './run-value.js';

/** A run in which some of what was to be decided may be missing. */
export interface PartlyDecided {
  readonly run: string;
  /** Mean over what was decided; `null` where nothing was, or where the run has no value at all. */
  readonly mean: number | null;
  /** How many decisions are behind the mean. Default 1, and 0 where it is `null`. */
  readonly made?: number;
  /** How many are missing beside them. Default 0, and 1 where the mean is `null`. */
  readonly missing?: number;
}

/** A mean over runs, and how far what is missing could move it. */
export interface MissingBounds {
  /** Mean over the runs that have one, each counting the same; `null` where none has. */
  readonly value: number | null;
  /** The mean over all runs if all that is missing lay at one end of the range, or at the other. */
  readonly bounds: Interval;
  /**
   * From the lower end of the interval of the lower bound to the upper end of that of the upper bound (Student's), within the
   * range: holds the mean without missing values at least as often as the level says. `null` for fewer than two runs.
   */
  readonly interval: Interval | null;
  readonly runs: number;
  /** Runs without any decision. */
  readonly missingRuns: number;
  readonly made: number;
  readonly missing: number;
}

/**
 * Worst-case bounds of a mean or share when some of it is missing (Manski 1990, American Economic Review 80:319): nothing is
 * supposed about why it is missing. Within a run decisions count the same, and over runs runs do.
 *
 * @param range Least and largest value that a decision can have; 0 and 1 for a share.
 * @param options.level Default .95.
 * @throws Where a run comes twice, a mean lies outside the range, a number of decisions is negative, or there is no run.
 */
export function boundsWithMissing(
  runs: readonly PartlyDecided[],
  range: Interval,
  options: { readonly level?: number } = {},
): MissingBounds {
  checkRuns(runs.map(({ run }) => run));
  if (runs.length === 0) throw userError({ kind: 'usage', what: 'there are no runs', expected: 'at least one' });
  const counted = runs.map((run) => countedOf(run, range));
  const low = counted.map((run) => filled(run, range.low));
  const high = counted.map((run) => filled(run, range.high));
  const observed = counted.filter(({ made }) => made > 0).map(({ mean }) => mean);
  return {
    value: observed.length === 0 ? null : mean(observed),
    bounds: { low: mean(low), high: mean(high) },
    interval:
      runs.length < 2
        ? null
        : {
            low: Math.max(range.low, mean(low) - half(low, options.level)),
            high: Math.min(range.high, mean(high) + half(high, options.level)),
          },
    runs: runs.length,
    missingRuns: runs.length - observed.length,
    made: counted.reduce((sum, { made }) => sum + made, 0),
    missing: counted.reduce((sum, { missing }) => sum + missing, 0),
  };
}

/** Bounds of the difference of two means of which each has its own: the first less the second. */
export function differenceBounds(a: MissingBounds, b: MissingBounds): Interval {
  return { low: a.bounds.low - b.bounds.high, high: a.bounds.high - b.bounds.low };
}

interface Counted {
  readonly mean: number;
  readonly made: number;
  readonly missing: number;
}

function countedOf(run: PartlyDecided, { low, high }: Interval): Counted {
  const { mean: value, made = value === null ? 0 : 1, missing = value === null ? 1 : 0 } = run;
  if (value !== null && !(value >= low && value <= high)) {
    throw userError({
      kind: 'usage',
      what: `run ${run.run} has the value ${value}`,
      expected: `from ${low} to ${high}`,
    });
  }
  if (!(made >= 0 && missing >= 0 && made + missing > 0) || (value === null) !== (made === 0)) {
    throw userError({
      kind: 'usage',
      what: `run ${run.run} has ${made} decisions and ${missing} missing, with the value ${value}`,
      expected: 'at least one of them, and a value exactly where one was made',
    });
  }
  return { mean: value ?? low, made, missing };
}

function filled({ mean, made, missing }: Counted, end: number): number {
  return (made * mean + missing * end) / (made + missing);
}

function half(values: readonly number[], level = 0.95): number {
  return tQuantile(0.5 + level / 2, values.length - 1) * Math.sqrt(variance(values) / values.length);
}
