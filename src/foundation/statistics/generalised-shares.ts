import type { Chance } from '../../spec/index.js';
import { gammaDraw } from './_internals/gamma-draw.js';
import { inverse, times } from './_internals/matrix.js';
import { quantileOfSorted } from './descriptive.js';
import type { Interval } from './intervals.js';
import type { Quadratics } from './variance-components.js';

/** How the intervals are drawn. */
export interface GeneralisedOptions {
  readonly chance: Chance;
  /** Default .95. */
  readonly level?: number;
  /** Default 4,000. */
  readonly draws?: number;
}

/**
 * Intervals of the shares of components in their sum, about the populations that the groups were drawn from: generalised
 * confidence intervals (Weerahandi 1993, Journal of the American Statistical Association 88:899). Each mean square is
 * divided by a chi-squared draw over its degrees of freedom, and the shares are worked out again. Effects are taken as
 * normal.
 *
 * @param coarser For each division the indices of those whose groups are made of its groups.
 * @returns One a division and the residual last; `null` where groups are not balanced, so that mean squares hang together.
 */
export function generalisedShares(
  { sums, coefficients, groups }: Quadratics,
  coarser: readonly (readonly number[])[],
  { chance, level = 0.95, draws = 4_000 }: GeneralisedOptions,
): Interval[] | null {
  const whole = coarser.map((_, at) => at + 1);
  const under = [[], ...coarser.map((below) => [0, ...below.map((at) => at + 1)]), [0, ...whole]];
  const order = under.map((_, row) => row).sort((a, b) => (under[a]?.length ?? 0) - (under[b]?.length ?? 0));
  const squares: { sum: number; freedom: number; row: readonly number[] }[] = [];
  for (const row of order) {
    const parts = (under[row] ?? []).map((at) => squares[at] as (typeof squares)[number]);
    squares[row] = {
      sum: (sums[row] as number) - parts.reduce((sum, part) => sum + part.sum, 0),
      freedom: (groups[row] as number) - parts.reduce((sum, part) => sum + part.freedom, 0),
      row: (coefficients[row] ?? []).map(
        (c, column) => c - parts.reduce((sum, part) => sum + (part.row[column] ?? 0), 0),
      ),
    };
  }
  const effects = squares.slice(1);
  if (!isBalanced(effects, under.slice(1))) return null;
  const expected = inverse(effects.map(({ row, freedom }) => row.slice(1).map((c) => c / freedom)));
  if (expected === null) return null;
  const drawn = effects.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw += 1) {
    const means = effects.map(({ sum, freedom }) => sum / (2 * gammaDraw(freedom / 2, chance)));
    const components = times(expected.inverse, means);
    const total = components.reduce((sum, component) => sum + component, 0);
    components.forEach((component, at) => ((drawn[at] as Float64Array)[draw] = component / total));
  }
  const tail = (1 - level) / 2;
  return drawn.map((shares) => {
    const sorted = shares.sort();
    return { low: quantileOfSorted(sorted, tail), high: quantileOfSorted(sorted, 1 - tail) };
  });
}

/** Whether each sum of squares holds the variance of its own division and of finer ones only. */
function isBalanced(
  effects: readonly { readonly freedom: number; readonly row: readonly number[] }[],
  under: readonly (readonly number[])[],
): boolean {
  return effects.every(({ freedom, row }, at) => {
    const strays = row.some((c, column) => {
      const finer = column > 0 && (column === at + 1 || (under[column - 1] ?? []).includes(at + 1));
      return !finer && Math.abs(c) > 1e-6 * (row[at + 1] ?? 1);
    });
    return freedom >= 1 && !strays;
  });
}
