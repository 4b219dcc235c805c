import type { UntilWidth } from '../../spec/index.js';
import { tQuantile } from './distributions.js';
import { mean, variance } from './descriptive.js';
import { wilson, type Interval } from './intervals.js';
import { valuesOfRuns, type RunValue } from './run-value.js';

/** What a look at the runs there are says about going on. */
export interface Look {
  readonly runs: number;
  /** `null` between looks: nobody looks there. */
  readonly value: number | null;
  readonly interval: Interval | null;
  /** Why to stop: the interval is narrow enough, all runs are made, or the budget has ended; `null` to go on. */
  readonly stop: 'narrow' | 'at-most' | 'budget' | null;
  /** Runs at the next look; `null` where there is none. */
  readonly next: number | null;
}

/** The numbers of runs at which a rule looks, fixed before the first run. */
export function looksOf(rule: UntilWidth): number[] {
  const looks = [rule.atLeast];
  for (let last = rule.atLeast; last < rule.atMost;) {
    last = Math.min(rule.atMost, Math.ceil(last * rule.growth));
    looks.push(last);
  }
  return looks;
}

/**
 * Whether a study that adds seeds until an interval is narrow enough may stop (Chow and Robbins 1965, Annals of Mathematical
 * Statistics 36:457).
 *
 * To stop by the width of an interval, and never by where it lies, keeps its level in the limit of a narrow one. Before
 * that a study tends to stop where values happen to lie close together, and the interval holds the truth a little less often
 * than its level says. Looks that are few, fixed and not too early keep this small: in simulated studies at the defaults a
 * 95 % interval holds the truth in .94 of those with normal values or shares, but in .9 of those with exponential ones, part
 * of which is the skew (`npm run test:long`, statistics). `stop` is about precision alone: whether an effect is there must
 * not decide when to stop.
 *
 * @param runs All finished runs.
 * @param options.budgetEnded There is no money for another run: the last look is then taken where the runs are.
 */
export function lookAt(rule: UntilWidth, runs: readonly RunValue[], options: { budgetEnded?: true } = {}): Look {
  const values = valuesOfRuns(runs, 0);
  const [n, looks] = [values.length, looksOf(rule)];
  const next = looks.find((look) => look > n) ?? null;
  const ended = options.budgetEnded === true;
  if (n < 2 || (!looks.includes(n) && n < rule.atMost && !ended)) {
    return { runs: n, value: null, interval: null, stop: ended ? 'budget' : null, next: ended ? null : next };
  }
  const value = mean(values);
  const interval = rule.of === 'share' ? wilson(value * n, n, rule.level) : student(values, rule.level);
  const narrow = interval.high - interval.low <= rule.width && n >= rule.atLeast;
  const stop = narrow ? 'narrow' : n >= rule.atMost ? 'at-most' : ended ? 'budget' : null;
  return { runs: n, value, interval, stop, next: stop === null ? next : null };
}

function student(values: readonly number[], level: number): Interval {
  const half = tQuantile(0.5 + level / 2, values.length - 1) * Math.sqrt(variance(values) / values.length);
  const centre = mean(values);
  return { low: centre - half, high: centre + half };
}
