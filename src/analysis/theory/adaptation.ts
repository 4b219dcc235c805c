import { mean } from '../../foundation/statistics/index.js';
import { canonicalState, type Chance, type ConstructedHistories, type Estimate } from '../../spec/index.js';
import { historyRows, orderEffects, overRuns, type AdaptationRow, type LivedRun } from './history-rows.js';

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
  const places = [...histories.all()].map(({ situation, x, multiset }) => ({
    state: canonicalState(situation),
    x,
    multiset,
  }));
  const rows = historyRows(places, runs, forced);
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
