import { median } from '../../foundation/statistics/index.js';
import type { AnswerTable } from '../../spec/index.js';
import { scoreBlock, type ReliabilityUnit } from './_internals/score-blocks.js';
import { twoWayFit } from './_internals/two-way.js';

/** How little a person's answers to items of the same axis agree. */
export interface PersonalNoise {
  readonly persona: string;
  /** Mean square of what neither person nor item explains, in squared scores; `null` of too few answers. */
  readonly meanSquare: number | null;
  /** Standard deviations above the median person. */
  readonly deviations: number | null;
  readonly noisy: boolean;
}

/** Robust standard deviations above the median at which somebody is noisy, whatever the level of noise. */
const FAR = 3;

/** And at which somebody is who answers as chance would. */
const APART = 1.5;

/** Standard normal quantile of .1: nine of ten random answerers have more noise than the limit made with it. */
const TENTH = -1.2816;

/** What a median absolute deviation is times to be the standard deviation of a normal distribution. */
const NORMAL_SCALE = 1.4826;

/**
 * How noisy each person's answers are, by the person's own residual sum of squares in the analysis of variance that
 * {@link reliability} makes; a few random answerers among many people are found so, though the population passes the gate.
 *
 * Cube roots of mean squares are nearly normal (Wilson and Hilferty 1931, DOI 10.1073/pnas.17.12.684). Noisy is who is more
 * than 3 robust standard deviations (median absolute deviation) above the median person, or more than 1.5 and as far
 * as nine of ten people who draw their answers uniformly from the points would be.
 */
export function noisyPersonas(
  table: AnswerTable,
  { unit = 'items' }: { readonly unit?: ReliabilityUnit } = {},
): readonly PersonalNoise[] {
  const fits = table.axes.map((axis) => twoWayFit(scoreBlock(table, axis, unit)));
  const chance = varianceOfChance(table) / (unit === 'items' ? 1 : 2);
  const freedoms = table.personas.map((_, row) =>
    fits.reduce((sum, fit) => sum + Math.max(0, (fit.answered[row] ?? 0) - 1), 0),
  );
  const meanSquares = freedoms.map((freedom, row) =>
    freedom === 0 ? null : fits.reduce((sum, fit) => sum + (fit.squares[row] ?? 0), 0) / freedom,
  );
  const roots = meanSquares.map((value) => (value === null ? null : Math.cbrt(value)));
  const known = roots.filter((value) => value !== null);
  const middle = median(known);
  const spread = NORMAL_SCALE * median(known.map((value) => Math.abs(value - middle)));
  return table.personas.map((persona, row) => {
    const [root, freedom] = [roots[row] ?? null, freedoms[row] as number];
    const deviations = root === null || !(spread > 1e-9) ? null : (root - middle) / spread;
    const limit = Math.cbrt(chance) * (1 - 2 / (9 * freedom) + TENTH * Math.sqrt(2 / (9 * freedom)));
    const noisy = deviations !== null && (deviations > FAR || (deviations > APART && (root as number) > limit));
    return { persona, meanSquare: meanSquares[row] ?? null, deviations, noisy };
  });
}

/** Mean variance of scores drawn uniformly from the points of an item: (p + 1) / (12 (p − 1)). */
function varianceOfChance({ items }: AnswerTable): number {
  return items.reduce((sum, { points }) => sum + (points + 1) / (12 * (points - 1)), 0) / items.length;
}
