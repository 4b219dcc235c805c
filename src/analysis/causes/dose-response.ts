import { chancesFrom } from '../../foundation/random/index.js';
import { bootstrapStatistic, FEWEST_RUNS, mean } from '../../foundation/statistics/index.js';
import type { Estimate } from '../../spec/index.js';
import { groupBy } from './_internals/group-by.js';
import { isotonic } from './_internals/isotonic.js';
import { FEW } from './_internals/over-runs.js';

/** What a dose did in one run, for example the difference of a fork from its run; `null` where that cannot be told. */
export interface Dosed {
  /** Names the run: rows of one run are drawn together. */
  readonly run: string | number;
  readonly dose: number;
  readonly effect: number | null;
}

/** The effect at one dose. */
export interface DosePoint {
  readonly dose: number;
  /** Mean over runs. */
  readonly effect: Estimate;
  /** Level of the nearest curve that never turns around. */
  readonly isotonic: Estimate;
}

/** How an effect goes with the dose. */
export interface DoseResponse {
  readonly direction: 'rising' | 'falling';
  /** One a dose, smallest first. */
  readonly points: readonly DosePoint[];
  /** Least squares over all rows: effect at dose 0, and change of the effect a unit of dose. `null` values with one dose. */
  readonly line: { readonly intercept: Estimate; readonly slope: Estimate };
  readonly runs: number;
  /** Rows that were left out because they have no effect. */
  readonly missing: number;
}

interface Row {
  readonly dose: number;
  readonly effect: number;
}

const METHOD = 'bootstrap over runs 95 %';

/**
 * Effect over dose: the mean at each dose, the nearest curve that never turns around (isotonic regression: Ayer, Brunk, Ewing,
 * Reid, Silverman 1955), and a straight line. All intervals are percentile bootstraps over runs: a run is drawn with its rows
 * at all doses, so that forks of one run are not taken for different runs. Where the true curve is flat, the isotonic one still
 * rises by chance at its ends; the slope of the line says whether there is a trend.
 *
 * Deterministic: resamples come from streams keyed by what they are for.
 *
 * @param rows At most one for each run and dose. Doses are finite numbers in any unit.
 * @param direction Which way the curve may go. Default `rising`. State it before you look.
 */
export function doseResponse(
  rows: readonly Dosed[],
  { direction = 'rising' }: { readonly direction?: DoseResponse['direction'] } = {},
): DoseResponse {
  const known = rows.flatMap(({ run, dose, effect }) => (effect === null ? [] : [{ run, dose, effect }]));
  const byRun = [...groupBy(known, ({ run }) => run).values()];
  const doses = [...new Set(known.map(({ dose }) => dose))].toSorted((a, b) => a - b);
  const estimate = (name: string, statistic: (drawn: readonly Row[]) => number | null): Estimate =>
    overRuns(byRun, name, statistic);
  return {
    direction,
    points: doses.map((dose) => ({
      dose,
      effect: estimate(`mean at ${dose}`, (drawn) => meanAt(drawn, dose)),
      isotonic: estimate(`isotonic at ${dose}`, (drawn) => levelAt(drawn, dose, direction)),
    })),
    line: {
      intercept: estimate('intercept', (drawn) => lineOf(drawn)?.intercept ?? null),
      slope: estimate('slope', (drawn) => lineOf(drawn)?.slope ?? null),
    },
    runs: byRun.length,
    missing: rows.length - known.length,
  };
}

function overRuns(
  byRun: readonly (readonly Row[])[],
  name: string,
  statistic: (drawn: readonly Row[]) => number | null,
): Estimate {
  const n = byRun.length;
  const value = statistic(byRun.flat());
  const about = { value, n, method: METHOD };
  if (value === null) return { ...about, low: null, high: null, note: 'a trend needs two doses' };
  if (n === 1) return { ...about, low: null, high: null, note: 'one run has no interval' };
  const drawn = (indices: readonly number[]): number | null => statistic(indices.flatMap((at) => byRun[at] ?? []));
  const { low, high } = bootstrapStatistic(n, drawn, { chance: chancesFrom('dose response')(name) });
  const few = n < FEWEST_RUNS ? { note: FEW } : {};
  return { ...about, low, high, ...few };
}

function meanAt(rows: readonly Row[], dose: number): number | null {
  const effects = rows.filter((row) => row.dose === dose).map(({ effect }) => effect);
  return effects.length === 0 ? null : mean(effects);
}

function levelAt(rows: readonly Row[], dose: number, direction: DoseResponse['direction']): number | null {
  const sign = direction === 'rising' ? 1 : -1;
  const doses = [...groupBy(rows, (row) => row.dose)].toSorted(([a], [b]) => a - b);
  const levels = isotonic(
    doses.map(([, at]) => sign * mean(at.map(({ effect }) => effect))),
    doses.map(([, at]) => at.length),
  );
  const place = doses.findIndex(([one]) => one === dose);
  return place < 0 ? null : sign * (levels[place] as number);
}

function lineOf(rows: readonly Row[]): { readonly intercept: number; readonly slope: number } | null {
  const [x, y] = [mean(rows.map(({ dose }) => dose)), mean(rows.map(({ effect }) => effect))];
  const spread = rows.reduce((sum, { dose }) => sum + (dose - x) ** 2, 0);
  if (rows.length === 0 || spread === 0) return null;
  const slope = rows.reduce((sum, { dose, effect }) => sum + (dose - x) * (effect - y), 0) / spread;
  return { intercept: y - slope * x, slope };
}
