import {
  tQuantile,
  varianceComponents,
  type Interval,
  type SortedObservations,
} from '../../foundation/statistics/index.js';
import type { SharedOutcome } from './variance-terms.js';

/** Indices of the outcomes of each run, in the same order in all runs of a kind. */
export type Kind = readonly (readonly number[])[];

/** The runs, those together that are about the same persons in the same situations. */
export function kindsOf(outcomes: readonly SharedOutcome[]): Kind[] {
  const keys = outcomes.map(({ person, personas, situation, model, partners }) =>
    JSON.stringify([person, personas, situation, model, partners]),
  );
  const runs = new Map<string, number[]>();
  outcomes.forEach(({ run }, at) => runs.set(run, [...(runs.get(run) ?? []), at]));
  const kinds = new Map<string, number[][]>();
  for (const members of runs.values()) {
    members.sort((a, b) => ((keys[a] as string) < (keys[b] as string) ? -1 : 1));
    const kind = JSON.stringify(members.map((at) => keys[at]));
    kinds.set(kind, [...(kinds.get(kind) ?? []), members]);
  }
  return [...kinds.values()];
}

/** What intervals are made of. */
export interface OverRuns {
  readonly sorted: SortedObservations;
  readonly values: readonly number[];
  readonly kinds: readonly Kind[];
  readonly components: readonly number[];
  /** Figures from components; shares first. */
  figuresOf(components: readonly number[], weights?: ArrayLike<number>): number[];
  /** Index of the component of the run; -1 where there is none. */
  readonly run: number;
  readonly level: number;
}

/**
 * Intervals of figures over other runs of the same persons and situations, `figure ± t s`: s² by leaving out one run at a time
 * within its kind. That is on average too large for what hangs on two runs at once (Efron and Stein 1981, Annals of
 * Statistics 9:586), and so the interval of a small interaction is wider than it need be. The share of the run is skewed as a
 * chi-squared variable is: its interval is worked out for the logarithm of its mean square.
 *
 * @returns `null` where runs of some kind were made once only.
 */
export function intervalsOverRuns(given: OverRuns): Interval[] | null {
  const { kinds, components, level, run } = given;
  if (kinds.some((kind) => kind.length < 2)) return null;
  const perRun = given.values.length / kinds.flat().length;
  const figuresOf = (parts: readonly number[], weights?: ArrayLike<number>): number[] => {
    const figures = given.figuresOf(parts, weights);
    return [...figures, (figures[run] ?? 0) + (figures[parts.length - 1] as number) / perRun];
  };
  const figures = figuresOf(components);
  const left = jackknife(kinds, (weights) => {
    const parts = varianceComponents(given.sorted.quadratics(weights));
    return parts === null ? null : figuresOf(parts, weights);
  });
  if (left === null) return null;
  const freedom = sum(kinds.map((kind) => kind.length - 1));
  const t = tQuantile(0.5 + level / 2, freedom);
  const spread = (at: number): number => Math.sqrt(left[at] as number);
  const last = figures.length - 1;
  return figures.slice(0, last).map((figure, at) => {
    const half = t * spread(at);
    const square = figures[last] as number;
    if (at !== run || !(square > 0)) return { low: figure - half, high: figure + half };
    const factor = Math.exp((t * spread(last)) / square);
    return { low: figure + square / factor - square, high: figure + square * factor - square };
  });
}

/** Variance of figures by leaving out one run at a time; the others of its kind count for it, so that nothing becomes lighter. */
function jackknife(kinds: readonly Kind[], figures: (weights: ArrayLike<number>) => number[] | null): number[] | null {
  const n = kinds.flat(2).length;
  let variances: number[] = [];
  for (const kind of kinds) {
    const left = kind.map((members) => {
      const weights = new Float64Array(n).fill(1);
      for (const at of kind.flat()) weights[at] = kind.length / (kind.length - 1);
      for (const at of members) weights[at] = 0;
      return figures(weights);
    });
    if (left.some((one) => one === null)) return null;
    const means = (left[0] ?? []).map((_, at) => sum(left.map((one) => one?.[at] as number)) / kind.length);
    variances = means.map((mean, at) => {
      const squares = sum(left.map((one) => ((one?.[at] as number) - mean) ** 2));
      return (variances[at] ?? 0) + ((kind.length - 1) / kind.length) * squares;
    });
  }
  return variances;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
