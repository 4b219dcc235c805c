import { chancesFrom } from '../../foundation/random/index.js';
import { bootstrapStatistic, mean, spearman, type Interval } from '../../foundation/statistics/index.js';
import type { AnswerMode, AnswerTable } from '../../spec/index.js';

/** Where people stand by one mode of asking; scales of different modes need not be the same. */
export interface Standing {
  readonly mode: AnswerMode;
  readonly axes: readonly string[];
  readonly personas: readonly string[];
  /** A row a persona, a column an axis; `null` where it is not known. */
  readonly positions: readonly (readonly (number | null)[])[];
}

/** The mean score of each axis, over the items that were answered. */
export function standingOf({ mode, axes, personas, items, scores }: AnswerTable): Standing {
  const positions = scores.map((row) =>
    axes.map((axis) => {
      const own = row.filter((score, at): score is number => score !== null && items[at]?.axis === axis);
      return own.length === 0 ? null : mean(own);
    }),
  );
  return { mode, axes, personas, positions };
}

/** How far two modes order people alike on an axis. */
export interface ModeAgreement {
  readonly axis: string;
  /** Spearman's rank correlation; `null` where one of them tells nobody apart. */
  readonly correlation: number | null;
  /** 95 % percentile bootstrap over personas; `null` where there is no correlation. */
  readonly interval: Interval | null;
  /** People whose position is known by both. */
  readonly n: number;
}

/**
 * Agreement of two modes of asking, for each axis that both have, over the people that both know: by ranks, for a relative
 * stance has no scale in common with Likert scores.
 *
 * @param options.seed Of the resampling.
 */
export function modeAgreement(
  a: Standing,
  b: Standing,
  options: { readonly seed: number | string; readonly resamples?: number },
): readonly ModeAgreement[] {
  const rowOf = new Map(b.personas.map((name, row) => [name, row]));
  const shared = a.axes.filter((axis) => b.axes.includes(axis));
  return shared.map((axis) => {
    const pairs = a.personas.flatMap((name, row): (readonly [number, number])[] => {
      const one = a.positions[row]?.[a.axes.indexOf(axis)] ?? null;
      const other = b.positions[rowOf.get(name) ?? -1]?.[b.axes.indexOf(axis)] ?? null;
      return one === null || other === null ? [] : [[one, other]];
    });
    const correlationOf = (some: readonly (readonly [number, number])[]): number | null =>
      spearman(some.map(([one]) => one), some.map(([, other]) => other)); // prettier-ignore
    const correlation = correlationOf(pairs);
    if (correlation === null) return { axis, correlation, interval: null, n: pairs.length };
    const chance = chancesFrom(options.seed)('mode agreement', a.mode, b.mode, axis);
    const drawn = (indices: readonly number[]): number | null =>
      correlationOf(indices.map((index) => pairs[index] as readonly [number, number]));
    const interval = bootstrapStatistic(pairs.length, drawn, { chance, resamples: options.resamples });
    return { axis, correlation, interval, n: pairs.length };
  });
}
