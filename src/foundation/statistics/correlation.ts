import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Interval } from './intervals.js';
import { mean } from './descriptive.js';

/** Product-moment correlation of pairs; `null` where either side does not vary, or there are fewer than two pairs. */
export function pearson(x: readonly number[], y: readonly number[]): number | null {
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((value, at) => {
    const [a, b] = [value - meanX, (y[at] as number) - meanY];
    xy += a * b;
    xx += a * a;
    yy += b * b;
  });
  const scale = Math.sqrt(xx * yy);
  return varies(x) && varies(y) && scale > 0 ? Math.min(1, Math.max(-1, xy / scale)) : null;
}

/** Rank correlation (Spearman 1904, American Journal of Psychology 15:72): {@link pearson} of ranks, ties shared. */
export function spearman(x: readonly number[], y: readonly number[]): number | null {
  return pearson(ranks(x), ranks(y));
}

/** Ranks from 1; equal values share the mean of theirs. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranked = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to += 1;
    for (let at = from; at <= to; at += 1) ranked[(order[at] as { index: number }).index] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranked;
}

/**
 * Interval of a correlation by Fisher's transformation (Fisher 1921, Metron 1:3): `tanh(atanh r ± z / √(n − 3))`; from -1
 * to 1 where there are fewer than four pairs.
 *
 * @param level Default .95.
 */
export function fisherInterval(correlation: number, n: number, level = 0.95): Interval {
  if (n < 4) return { low: -1, high: 1 };
  const half = normalQuantile(0.5 + level / 2, 0, 1) / Math.sqrt(n - 3);
  const centre = Math.atanh(correlation);
  return { low: Math.tanh(centre - half), high: Math.tanh(centre + half) };
}

/** By the values themselves: sums of squares of equal numbers can be a little above 0. */
function varies(values: readonly number[]): boolean {
  return values.some((value) => value !== values[0]);
}
