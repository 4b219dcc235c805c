import { tQuantile } from '../distributions.js';
import type { Interval } from '../intervals.js';

/** Variances of two estimates, and their covariance. */
export interface Moments {
  readonly ofAbove: number;
  readonly ofBoth: number;
  readonly ofBelow: number;
}

/**
 * Interval of the ratio of two estimates that hang together: all ratios r at which `above - r below` is no further from 0 than
 * its standard error allows (Fieller 1954). `null` where `below` itself could be 0, so that no ratio is ruled out.
 */
export function fieller(
  { above, below, ofAbove, ofBoth, ofBelow }: Moments & { readonly above: number; readonly below: number },
  { freedom, level }: { readonly freedom: number; readonly level: number },
): Interval | null {
  const square = tQuantile(0.5 + level / 2, freedom) ** 2;
  const leading = below ** 2 - square * ofBelow;
  if (leading <= 0) return null;
  const middle = above * below - square * ofBoth;
  const root = Math.sqrt(Math.max(0, middle ** 2 - leading * (above ** 2 - square * ofAbove)));
  return { low: (middle - root) / leading, high: (middle + root) / leading };
}
