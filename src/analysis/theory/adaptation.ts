import { bootstrapMean, mean } from '../../foundation/statistics/index.js';
import {
  canonicalState,
  type Chance,
  type ConstructedHistories,
  type Estimate,
  type MetState,
} from '../../spec/index.js';

/** The states in which agents of one run decided. */
export interface LivedRun {
  readonly seed: number;
  readonly met: readonly MetState[];
}

/** One history: what is chosen by who lived it, and by who is only told it. */
export interface AdaptationRow {
  readonly state: string;
  /** Where it lies on the line of the histories. */
  readonly x: number | null;
  readonly multiset: string;
  /** Decisions in the runs by agents who had lived it, and in how many runs. */
  readonly visits: number;
  readonly runs: number;
  /** Mean distribution of these decisions; `null` where nobody came by. */
  readonly lived: readonly number[] | null;
  /** Distribution of an agent to whom the history was given; `null` where nobody was asked. */
  readonly forced: readonly number[] | null;
}

/** Choice by state of memory, from runs and from histories that were made. */
export interface Adaptation {
  readonly axis: string;
  /** In the order of the histories. */
  readonly rows: readonly AdaptationRow[];
  /** Probability of the option lived less forced, each decision against its own history: mean over a run, interval over runs. */
  readonly livedLessForced: Estimate;
  /**
   * Effect of order: mean absolute difference between a history's forced probability of the option and the mean over the
   * asked histories that hold the same things. Over decisions of a run, interval over runs.
   */
  readonly order: Estimate;
  /** The same over all groups of at least two histories that were asked, each history once: no interval, for nothing is drawn. */
  readonly orderOfAll: number | null;
  /** Decisions in states that are no history of these, or that nobody was asked about. */
  readonly unmatched: number;
}

const METHOD = 'bootstrap over runs 95 %';

/**
 * In-context adaptation: how the choice hangs on what is remembered. A history that was lived is held against the same history
 * made and put to an agent that did not live it, and histories against others that hold the same things in another order.
 *
 * A mind that keeps nothing beside what it is shown answers alike whether it lived a history or is told it, so that exact
 * answers differ by nothing; what differs is a mind's own state, sampling, or how a situation is presented at the time.
 *
 * @param given.forced Distribution by state, asked of an agent without a past.
 * @param given.option Index of the option that the figures are about. Default 0.
 */
export function adaptation(given: {
  readonly histories: ConstructedHistories;
  readonly runs: readonly LivedRun[];
  readonly forced: ReadonlyMap<string, readonly number[]>;
  readonly chance: Chance;
  readonly option?: number;
}): Adaptation {
  const { histories, runs, forced, chance, option = 0 } = given;
  const rows = [...histories.all()].map(({ situation, x, multiset }): AdaptationRow => {
    const state = canonicalState(situation);
    return { state, x, multiset, ...livedIn(state, runs), forced: forced.get(state) ?? null };
  });
  const known = new Map(rows.map((row) => [row.state, row]));
  const apart = orderEffects(rows, option);
  const over = (value: (row: AdaptationRow, p: number) => number | undefined): Estimate =>
    overRuns(
      runs.map(({ met }) =>
        met.flatMap(({ state, visits, probabilities }) => {
          const row = known.get(state);
          const found = row === undefined ? undefined : value(row, probabilities[option] ?? 0);
          return found === undefined ? [] : [{ value: found, visits }];
        }),
      ),
      chance,
    );
  return {
    axis: histories.axis,
    rows,
    livedLessForced: over(({ forced: told }, p) => (told === null ? undefined : p - (told[option] ?? 0))),
    order: over(({ state }) => apart.get(state)),
    orderOfAll: apart.size === 0 ? null : mean([...apart.values()]),
    unmatched: runs
      .flatMap(({ met }) => met)
      .filter(({ state }) => (known.get(state)?.forced ?? null) === null)
      .reduce((sum, { visits }) => sum + visits, 0),
  };
}

function livedIn(state: string, runs: readonly LivedRun[]): Pick<AdaptationRow, 'visits' | 'runs' | 'lived'> {
  const there = runs.map(({ met }) => met.filter((one) => one.state === state)).filter((own) => own.length > 0);
  const all = there.flat();
  const visits = all.reduce((sum, one) => sum + one.visits, 0);
  const [first] = all;
  const lived =
    first === undefined
      ? null
      : first.probabilities.map(
          (_, at) => all.reduce((sum, one) => sum + one.visits * (one.probabilities[at] ?? 0), 0) / visits,
        );
  return { visits, runs: there.length, lived };
}

/** By state, how far it is from the mean of the histories that hold the same; of those that are alone in that nothing is said. */
function orderEffects(rows: readonly AdaptationRow[], option: number): ReadonlyMap<string, number> {
  const groups = new Map<string, { state: string; p: number }[]>();
  for (const { state, multiset, forced } of rows) {
    if (forced === null) continue;
    const group = groups.get(multiset) ?? [];
    groups.set(multiset, group);
    group.push({ state, p: forced[option] ?? 0 });
  }
  return new Map(
    [...groups.values()]
      .filter((group) => group.length > 1)
      .flatMap((group) => {
        const centre = mean(group.map(({ p }) => p));
        return group.map(({ state, p }) => [state, Math.abs(p - centre)] as const);
      }),
  );
}

/** Mean over the decisions of a run, then over runs. */
function overRuns(
  runs: readonly (readonly { readonly value: number; readonly visits: number }[])[],
  chance: Chance,
): Estimate {
  const values = runs.flatMap((run) => {
    const visits = run.reduce((sum, one) => sum + one.visits, 0);
    return visits === 0 ? [] : [run.reduce((sum, one) => sum + one.visits * one.value, 0) / visits];
  });
  if (values.length === 0) return { value: null, low: null, high: null, n: 0, method: METHOD, note: 'no run has it' };
  return { value: mean(values), ...bootstrapMean(values, { chance }), n: values.length, method: METHOD };
}
