import { tQuantile, type Interval } from '../../foundation/statistics/index.js';
import { varianceOverRuns, type ComponentFigures, type Kind, type VarianceOverRuns } from './variance-over-runs.js';
import type { SharedOutcome } from './variance-terms.js';

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
export interface OverRuns extends Omit<ComponentFigures, 'slopes' | 'offsets'> {
  readonly components: readonly number[];
  /** Figures from components; shares first. */
  figuresOf(components: readonly number[]): number[];
  /** What outcomes add to figures beside components: one row a figure. Default nothing. */
  readonly offsets?: ComponentFigures['offsets'];
  /** For each component the others whose groups lie within its groups; the residual lies in all. */
  readonly finer: readonly (readonly number[])[];
  readonly level: number;
}

/**
 * Intervals of figures over other runs of the same persons and situations, `figure ± t s`: s² by {@link varianceOverRuns}. A
 * share is skewed as its mean square is, which is a sum of squares: its interval is worked out for the logarithm of that, where
 * it is above 0. Of two situations the mean square is one square, and may come near 0: then the interval ends at 1.
 *
 * @returns `null` where runs of some kind were made once only.
 */
export function intervalsOverRuns(given: OverRuns): Interval[] | null {
  const { kinds, components, level, finer, offsets = [] } = given;
  if (kinds.some((kind) => kind.length < 2)) return null;
  const groups = given.whole.groups.slice(1);
  const figuresOf = (parts: readonly number[]): number[] => {
    const figures = given.figuresOf(parts);
    const squares = finer.map((within, at) =>
      within.reduce(
        (sum, other) => sum + ((figures[other] as number) * (groups[at] as number)) / (groups[other] as number),
        figures[at] as number,
      ),
    );
    return [...figures, ...squares];
  };
  const figures = figuresOf(components);
  const count = figures.length - finer.length;
  const variances = varianceOverRuns({ ...given, slopes: slopesOf(figuresOf, components), offsets });
  const halfOf = (at: number): number => {
    const { variance, freedom } = variances[at] as VarianceOverRuns;
    return tQuantile(0.5 + level / 2, freedom) * Math.sqrt(variance);
  };
  return figures.slice(0, count).map((figure, at) => {
    const square = figures[count + at];
    if (square === undefined || !(square > 0)) return within(figure - halfOf(at), figure + halfOf(at), figure);
    const factor = Math.exp(halfOf(count + at) / square);
    return within(figure + square / factor - square, figure + square * factor - square, figure);
  });
}

/** A share is seldom below -1 or above 1, and then less far than its estimate. */
function within(low: number, high: number, figure: number): Interval {
  return { low: Math.max(low, Math.min(-1, figure)), high: Math.min(high, Math.max(1, figure)) };
}

/** How much each figure changes with each component, near where the components are. */
function slopesOf(figuresOf: (parts: readonly number[]) => number[], components: readonly number[]): number[][] {
  const step = 1e-6 * components.reduce((sum, part) => sum + Math.abs(part), 0);
  const columns = components.map((_, at) => {
    const moved = (by: number) => figuresOf(components.map((part, other) => (other === at ? part + by : part)));
    const [up, down] = [moved(step), moved(-step)];
    return up.map((figure, f) => (figure - (down[f] as number)) / (2 * step));
  });
  return figuresOf(components).map((_, f) => columns.map((column) => column[f] as number));
}
