import { userError } from '../../foundation/errors/index.js';
import { logisticRegression, valuesOfRuns, type Interval, type RunValue } from '../../foundation/statistics/index.js';
import type { Chance } from '../../spec/index.js';

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
  readonly chance: Chance;
  /** Default .95. */
  readonly level?: number;
  /** Default 500. */
  readonly resamples?: number;
}

/**
 * Fits the share of runs that tip as a logistic curve over the committed share, with Firth's penalty (Firth 1993), which is
 * finite too where every level tips always or never, and gives the share at which it passes one half. The interval is a
 * percentile bootstrap over runs, drawn within each level.
 *
 * @param runs Of at least two levels; one value a run.
 * @throws MesocosmError (usage) where a run comes twice, a value is not from 0 to 1, or there is one level alone.
 */
export function criticalMass(runs: readonly TippingRun[], options: CriticalMassOptions): CriticalMass {
  valuesOfRuns(runs, 2);
  const { horizon, chance, level = 0.95, resamples = 500 } = options;
  const levels = levelsOf(runs);
  const shares = levels.map(({ committed }) => committed);
  if (shares.length < 2) {
    const what = 'a scan of one committed share alone has no critical mass';
    throw userError({ kind: 'usage', what, expected: 'runs with at least two committed shares' });
  }
  const scanned = [Math.min(...shares), Math.max(...shares)] as const;
  const about = { horizon, runs: runs.length, scanned };
  const fitted = crossing(runs);
  if (!(fitted.slope > 0)) {
    const reason = 'the share of runs that tip does not rise with the committed share';
    return { ...about, status: 'censored', side: 'neither', reason };
  }
  if (fitted.value < scanned[0] || fitted.value > scanned[1]) {
    const side = fitted.value < scanned[0] ? 'below' : 'above';
    const reason = `half of the runs tip only ${side} the committed shares that ran`;
    return { ...about, status: 'censored', side, reason };
  }
  const draws = Array.from({ length: resamples }, () => crossing(resampled(levels, chance))).map(({ value, slope }) =>
    slope > 0 ? value : Infinity,
  );
  const ends = percentiles(draws, level);
  const within = (end: number): number | null => (end < scanned[0] || end > scanned[1] ? null : end);
  return {
    ...about,
    status: 'found',
    value: fitted.value,
    low: within(ends.low),
    high: within(ends.high),
    slope: fitted.slope / 100,
  };
}

interface Level {
  readonly committed: number;
  readonly runs: readonly TippingRun[];
}

function levelsOf(runs: readonly TippingRun[]): readonly Level[] {
  const shares = [...new Set(runs.map(({ committed }) => committed))].toSorted((a, b) => a - b);
  return shares.map((committed) => ({ committed, runs: runs.filter((one) => one.committed === committed) }));
}

/** Where the fitted curve passes one half, and how it rises, a unit of the whole population. */
function crossing(runs: readonly TippingRun[]): { readonly value: number; readonly slope: number } {
  const data = runs.map(({ run, value, committed }) => ({ run, value, covariates: { committed } }));
  const { intercept, coefficients } = logisticRegression(data, { method: 'firth', intervals: 'wald' });
  const slope = coefficients['committed']?.estimate ?? 0;
  return { value: -intercept.estimate / slope, slope };
}

/** As many runs of each level, drawn with replacement; each is then a run of its own. */
function resampled(levels: readonly Level[], chance: Chance): readonly TippingRun[] {
  return levels.flatMap(({ runs }) =>
    runs.map((_, at) => ({ ...(runs[chance.integer(runs.length)] as TippingRun), run: `${runs[at]?.run}` })),
  );
}

function percentiles(draws: readonly number[], level: number): Interval {
  const sorted = draws.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))] ?? Number.NaN;
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) };
}
