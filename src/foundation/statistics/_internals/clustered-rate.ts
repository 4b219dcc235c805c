import { tQuantile } from '../distributions.js';
import type { Interval } from '../intervals.js';

/** A share of things of runs, with what each run adds to it. */
export interface Rate {
  readonly rate: number;
  readonly whole: number;
  /** Runs that have any of the things. */
  readonly runs: number;
  /** By how much each run moves the rate, to first order; they add up to 0. */
  readonly shifts: ReadonlyMap<string, number>;
  /** Variance that no run shows, where the rate is 0 or 1: the binomial one with a success and a failure added. */
  readonly added: number;
  /**
   * Wilson's score interval with as many independent things as would have this variance, and Student's t of the runs less
   * one in place of the normal quantile; `null` with one run.
   */
  intervalAt(level: number): Interval | null;
}

/** The share that parts are of wholes, over runs; `null` where there is no thing at all. */
export function rateOf(
  counts: readonly { readonly run: string; readonly part: number; readonly whole: number }[],
): Rate | null {
  const used = counts.filter(({ whole }) => whole > 0);
  const whole = used.reduce((sum, one) => sum + one.whole, 0);
  if (whole === 0) return null;
  const rate = used.reduce((sum, one) => sum + one.part, 0) / whole;
  const shifts = new Map(used.map((one) => [one.run, (one.part - rate * one.whole) / whole]));
  const smoothed = (rate * whole + 1) / (whole + 2);
  const spread = rate > 0 && rate < 1;
  return {
    rate,
    whole,
    runs: used.length,
    shifts,
    added: spread ? 0 : (smoothed * (1 - smoothed)) / whole,
    intervalAt(level) {
      if (used.length < 2) return null;
      const squares = [...shifts.values()].reduce((sum, shift) => sum + shift ** 2, 0);
      const variance = (used.length / (used.length - 1)) * squares;
      const things = spread && variance > 0 ? (rate * (1 - rate)) / variance : whole;
      return score(rate, things, tQuantile(0.5 + level / 2, used.length - 1));
    },
  };
}

function score(rate: number, things: number, quantile: number): Interval {
  const square = quantile ** 2;
  const centre = (rate + square / (2 * things)) / (1 + square / things);
  const spread = Math.sqrt((rate * (1 - rate)) / things + square / (4 * things ** 2));
  const half = (quantile / (1 + square / things)) * spread;
  return { low: Math.max(0, Math.min(rate, centre - half)), high: Math.min(1, Math.max(rate, centre + half)) };
}
