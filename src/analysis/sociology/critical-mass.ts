import { userError } from '../../foundation/errors/index.js';
import {
  levelOf,
  logisticCrossing,
  valuesOfRuns,
  type CrossingOptions,
  type LevelOfRuns,
  type RunValue,
} from '../../foundation/statistics/index.js';

/** One run of a scan: how large a share was committed, and whether the others were carried along (1) or not (0). */
export interface TippingRun extends RunValue {
  /** Committed share of the population, from 0 to 1. */
  readonly committed: number;
}

/**
 * The committed share at which half of the runs tip within the horizon, or why it is not known: a scan that never crosses one
 * half bounds it from one side only.
 */
export type CriticalMass = {
  /** Interactions, or whatever the horizon counts: with another one it is another critical mass. */
  readonly horizon: number;
  readonly runs: number;
  /** Smallest and largest committed share that ran. */
  readonly scanned: readonly [number, number];
} & (
  | {
      readonly status: 'found';
      readonly value: number;
      /** An end is `null` where it lies beyond the scan. */
      readonly low: number | null;
      readonly high: number | null;
      /** Rise of the log-odds of tipping for one hundredth of the population more. */
      readonly slope: number;
    }
  | { readonly status: 'censored'; readonly side: 'below' | 'above' | 'neither'; readonly reason: string }
);

/** How an interval is made. */
export interface CriticalMassOptions {
  /** Interactions within which a run counts as tipped. */
  readonly horizon: number;
  /** Default .95. */
  readonly level?: number;
  /**
   * What runs share that makes them alike, as a factor of their `clusters`: for example `seed`, where the runs of all shares have
   * the same seeds. Default they are independent.
   */
  readonly by?: string;
}

/**
 * Fits the share of runs that tip as a logistic curve over the committed share, with Firth's penalty (Firth 1993), which is
 * finite too where every level tips always or never, and gives the share at which it passes one half. The interval is the
 * profile of the penalised likelihood (Heinze and Schemper 2002), over runs; with `by` it is wider by what runs of a cluster
 * have in common (Rao and Scott 1984).
 *
 * @param runs Of at least two levels; one value a run.
 * @throws MesocosmError (usage) where a run comes twice or lacks the factor, a value is not from 0 to 1, or there is one level
 *   alone.
 */
export function criticalMass(runs: readonly TippingRun[], options: CriticalMassOptions): CriticalMass {
  const { horizon, level = 0.95, by } = options;
  const levels = levelsOf(runs);
  const shares = levels.map(({ x }) => x);
  if (shares.length < 2) {
    const what = 'a scan of one committed share alone has no critical mass';
    throw userError({ kind: 'usage', what, expected: 'runs with at least two committed shares' });
  }
  const scanned = [Math.min(...shares), Math.max(...shares)] as const;
  const about = { horizon, runs: runs.length, scanned };
  const { value, slope, interval } = logisticCrossing(levels, {
    level,
    ...(by === undefined ? {} : clustersOf(runs, by)),
  });
  // What is even but for rounding does not rise.
  if (!(slope * (scanned[1] - scanned[0]) > 1e-9)) {
    const reason = 'the share of runs that tip does not rise with the committed share';
    return { ...about, status: 'censored', side: 'neither', reason };
  }
  if (value < scanned[0] || value > scanned[1]) {
    const side = value < scanned[0] ? 'below' : 'above';
    const reason = `half of the runs tip only ${side} the committed shares that ran`;
    return { ...about, status: 'censored', side, reason };
  }
  const within = (end: number): number | null => (end < scanned[0] || end > scanned[1] ? null : end);
  const ends = { low: within(interval.low), high: within(interval.high) };
  return { ...about, status: 'found', value, ...ends, slope: slope / 100 };
}

/** Runs by what they share; nothing where no two of them share it, or all do. */
function clustersOf(runs: readonly TippingRun[], by: string): Pick<CrossingOptions, 'clusters'> {
  const clusters = new Map<string, LevelOfRuns[]>();
  for (const run of runs) {
    const shared = levelOf(run, by);
    clusters.set(shared, [...(clusters.get(shared) ?? []), { x: run.committed, happened: run.value, runs: 1 }]);
  }
  return clusters.size < 2 || clusters.size === runs.length ? {} : { clusters: [...clusters.values()] };
}

function levelsOf(runs: readonly TippingRun[]): readonly LevelOfRuns[] {
  valuesOfRuns(runs, 2);
  const off = runs.find(({ value }) => value < 0 || value > 1);
  if (off !== undefined) {
    throw userError({ kind: 'usage', what: `run ${off.run} has the outcome ${off.value}`, expected: 'from 0 to 1' });
  }
  const counts = new Map<number, { happened: number; runs: number }>();
  for (const { committed, value } of runs) {
    const before = counts.get(committed) ?? { happened: 0, runs: 0 };
    counts.set(committed, { happened: before.happened + value, runs: before.runs + 1 });
  }
  return [...counts].map(([x, count]) => ({ x, ...count })).toSorted((a, b) => a.x - b.x);
}
