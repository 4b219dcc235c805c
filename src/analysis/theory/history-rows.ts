import { bootstrapMean, mean } from '../../foundation/statistics/index.js';
import type { Chance, Estimate, MetState } from '../../spec/index.js';

/** The states in which agents of one run decided. */
export interface LivedRun {
  readonly seed: number;
  readonly met: readonly MetState[];
}

/** A constructed history, known by its state. */
export interface HistoryPlace {
  readonly state: string;
  /** Where it lies on the line of the histories. */
  readonly x: number | null;
  readonly multiset: string;
}

/** One history: what is chosen by who lived it, and by who is only told it. */
export interface AdaptationRow extends HistoryPlace {
  /** Decisions in the runs by agents who had lived it, and in how many runs. */
  readonly visits: number;
  readonly runs: number;
  /** Mean distribution of these decisions; `null` where nobody came by. */
  readonly lived: readonly number[] | null;
  /** Distribution of an agent to whom the history was given; `null` where nobody was asked. */
  readonly forced: readonly number[] | null;
}

/** How intervals over runs are made. */
export const OVER_RUNS = 'bootstrap over runs 95 %';

/** One row a history, in their order. */
export function historyRows(
  places: readonly HistoryPlace[],
  runs: readonly LivedRun[],
  forced: ReadonlyMap<string, readonly number[]>,
): readonly AdaptationRow[] {
  const visited = new Map<string, { visits: number; readonly seeds: Set<number>; readonly sums: number[] }>();
  for (const { seed, met } of runs) {
    for (const { state, visits, probabilities } of met) {
      const one = visited.get(state) ?? { visits: 0, seeds: new Set<number>(), sums: probabilities.map(() => 0) };
      visited.set(state, one);
      one.visits += visits;
      one.seeds.add(seed);
      for (const [at, p] of probabilities.entries()) one.sums[at] = (one.sums[at] ?? 0) + visits * p;
    }
  }
  return places.map(({ state, x, multiset }) => {
    const one = visited.get(state);
    return {
      state,
      x,
      multiset,
      visits: one?.visits ?? 0,
      runs: one?.seeds.size ?? 0,
      lived: one === undefined ? null : one.sums.map((sum) => sum / one.visits),
      forced: forced.get(state) ?? null,
    };
  });
}

/** Histories that hold the same things in another order, at least two of them that were asked. */
export function sameThings(rows: readonly AdaptationRow[]): readonly (readonly AdaptationRow[])[] {
  const groups = new Map<string, AdaptationRow[]>();
  for (const row of rows) {
    if (row.forced === null) continue;
    const group = groups.get(row.multiset) ?? [];
    groups.set(row.multiset, group);
    group.push(row);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** By state, how far it is from the mean of the histories that hold the same; of those that are alone in that nothing is said. */
export function orderEffects(rows: readonly AdaptationRow[], option: number): ReadonlyMap<string, number> {
  return new Map(
    sameThings(rows).flatMap((group) => {
      const chosen = group.map(({ forced }) => forced?.[option] ?? 0);
      const centre = mean(chosen);
      return group.map(({ state }, at) => [state, Math.abs((chosen[at] as number) - centre)] as const);
    }),
  );
}

/** Mean over the decisions of a run, then over runs; a run without one is left out. */
export function overRuns(
  runs: readonly (readonly { readonly value: number; readonly visits: number }[])[],
  chance: Chance,
): Estimate {
  const values = meansOfRuns(runs);
  if (values.length === 0) {
    return { value: null, low: null, high: null, n: 0, method: OVER_RUNS, note: 'no run has it' };
  }
  return { value: mean(values), ...bootstrapMean(values, { chance }), n: values.length, method: OVER_RUNS };
}

/** Mean over the decisions of each run that has one. */
export function meansOfRuns(
  runs: readonly (readonly { readonly value: number; readonly visits: number }[])[],
): readonly number[] {
  return runs.flatMap((run) => {
    const visits = run.reduce((sum, one) => sum + one.visits, 0);
    return visits === 0 ? [] : [run.reduce((sum, one) => sum + one.visits * one.value, 0) / visits];
  });
}
