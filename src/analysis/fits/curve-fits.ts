import { bootstrapStatistic, figure, logisticRegression, type Coefficient } from '../../foundation/statistics/index.js';
import { fitTanh } from '../../qualification/index.js';
import type { Chance, Estimate, FittedCurve } from '../../spec/index.js';
import { doseResponse, type DoseResponse } from '../causes/dose-response.js';
import { lineOver } from './lines.js';
import type { Scan } from './scan.js';

/** Log-odds of the outcome as a straight line in the scanned factor. */
export function logisticFit(scan: Scan): FittedCurve {
  const about = aboutScan(scan);
  const { runs, column } = scan;
  const lacking = fewLevels(scan, 2);
  if (lacking !== undefined) return { ...about, status: 'failed', line: [], figures: {}, sentence: lacking };
  const fit = logisticRegression(runs.map(({ seed, x, y }) => ({ run: `${x}.${seed}`, value: y, covariates: { x } })));
  const slope = fit.coefficients['x'] as Coefficient;
  const method = fit.method === 'firth' ? "Firth's fit, profile likelihood 95 %" : 'maximum likelihood, Wald 95 %';
  const of = ({ estimate, interval }: Coefficient): Estimate => ({
    value: estimate,
    ...finite(interval),
    n: runs.length,
    method,
  });
  const figures = {
    intercept: { title: 'log-odds at 0', estimate: of(fit.intercept) },
    slope: { title: 'change of the log-odds for 1 more', estimate: of(slope) },
  };
  const line = lineOver(runs, (x) => 1 / (1 + Math.exp(-fit.intercept.estimate - slope.estimate * x)));
  const sentence = `${sentenceStart(scan)}${column.title}: ${trend(of(slope), 'the log-odds', 'for 1 more')}.`;
  return { ...about, status: 'found', line, figures, sentence };
}

/** (1 + tanh(beta m)) / 2 with m = 2 x - 1; the interval of beta is a bootstrap over seeds. */
export function tanhFit(scan: Scan, chance: () => Chance): FittedCurve {
  const about = aboutScan(scan);
  const lacking = fewLevels(scan, 2) ?? sharesOnly(scan);
  if (lacking !== undefined) return { ...about, status: 'failed', line: [], figures: {}, sentence: lacking };
  const bySeed = groupedBySeed(scan.runs);
  const fitted = (drawn: readonly number[]): ReturnType<typeof fitTanh> =>
    fitTanh(meanPoints(drawn.flatMap((at) => bySeed[at] ?? [])));
  const whole = fitted(bySeed.map((_, at) => at));
  const interval =
    bySeed.length < 2
      ? null
      : bootstrapStatistic(bySeed.length, (drawn) => fitted(drawn).beta, { chance: chance(), resamples: 500 });
  const beta: Estimate = {
    value: whole.beta,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    n: scan.runs.length,
    method: 'bootstrap over seeds 95 %',
    ...(interval === null ? { note: 'runs of one seed have no interval' } : {}),
  };
  const deviation: Estimate = {
    value: whole.largestDeviation,
    low: null,
    high: null,
    n: scan.runs.length,
    method: 'largest distance of a mean from the curve',
    note: 'it says how little the curve may mean',
  };
  const figures = {
    beta: { title: 'beta of (1 + tanh(beta m)) / 2', estimate: beta },
    largest_deviation: { title: 'largest deviation of a level from the curve', estimate: deviation },
  };
  const line = lineOver(scan.runs, (x) => (1 + Math.tanh(whole.beta * (2 * x - 1))) / 2);
  const sentence =
    `${sentenceStart(scan)}beta is ${whole.beta.toFixed(2)}${bounds(beta, (value) => value.toFixed(2))}; ` +
    `the curve misses a level by at most ${figure(whole.largestDeviation)}.`;
  return { ...about, status: 'found', line, figures, sentence };
}

/** Mean at each level, nearest curve that never turns around, and straight line. */
export function doseResponseFit(scan: Scan, direction: DoseResponse['direction']): FittedCurve {
  const about = aboutScan(scan);
  const lacking = fewLevels(scan, 2);
  if (lacking !== undefined) return { ...about, status: 'failed', line: [], figures: {}, sentence: lacking };
  const fit = doseResponse(
    scan.runs.map(({ seed, x, y }) => ({ run: seed, dose: x, effect: y })),
    { direction },
  );
  const figures = {
    intercept: { title: 'straight line at 0', estimate: fit.line.intercept },
    slope: { title: 'change of the outcome for 1 more', estimate: fit.line.slope },
  };
  const line = fit.points.flatMap(({ dose, isotonic }) =>
    isotonic.value === null ? [] : [{ x: dose, y: isotonic.value }],
  );
  const sentence = `${sentenceStart(scan)}${scan.column.title}: ${trend(fit.line.slope, 'it', 'for 1 more')}.`;
  return { ...about, status: 'found', line, figures, sentence };
}

function aboutScan({ levels, name, points }: Scan): Pick<FittedCurve, 'levels' | 'name' | 'points'> {
  return { levels, name, points: [...points] };
}

function sentenceStart({ name }: Scan): string {
  return name === 'all conditions' ? '' : `With ${name}, `;
}

function fewLevels({ name, runs }: Scan, least: number): string | undefined {
  if (new Set(runs.map(({ x }) => x)).size >= least) return undefined;
  return `With ${name} fewer than ${least} levels have runs with the outcome, so that no curve can be fitted.`;
}

function sharesOnly({ name, runs }: Scan): string | undefined {
  if (runs.every(({ x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1)) return undefined;
  return `With ${name} a level or an outcome is no share from 0 to 1, which this curve is for.`;
}

/** What a slope says, and whether it is surely one. */
function trend(slope: Estimate, what: string, unit: string): string {
  const { value, low, high } = slope;
  if (value === null) return `no trend can be told (${slope.note ?? 'no reason given'})`;
  const shown = `${value < 0 ? 'falls' : 'rises'} by ${round(Math.abs(value))} ${unit}${bounds(slope, round)}`;
  const open = low === null || high === null || (low <= 0 && high >= 0);
  return open ? `whether it goes up or down is open: ${what} ${shown}` : `${what} ${shown}`;
}

function bounds({ low, high }: Estimate, show: (value: number) => string): string {
  return low === null || high === null ? '' : ` [${show(low)}, ${show(high)}]`;
}

function round(value: number): string {
  return Number(value.toPrecision(3)).toString();
}

function finite({
  low,
  high,
}: {
  readonly low: number;
  readonly high: number;
}): Pick<Estimate, 'low' | 'high' | 'note'> {
  const end = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const note = 'the runs do not bound it on one side';
  return { low: end(low), high: end(high), ...(Number.isFinite(low) && Number.isFinite(high) ? {} : { note }) };
}

function groupedBySeed(runs: Scan['runs']): readonly Scan['runs'][] {
  const seeds = [...new Set(runs.map(({ seed }) => seed))];
  return seeds.map((seed) => runs.filter((run) => run.seed === seed));
}

function meanPoints(runs: Scan['runs']): readonly { readonly m: number; readonly p: number }[] {
  const sums = new Map<number, { sum: number; n: number }>();
  for (const { x, y } of runs) {
    const before = sums.get(x) ?? { sum: 0, n: 0 };
    sums.set(x, { sum: before.sum + y, n: before.n + 1 });
  }
  return [...sums].map(([x, { sum, n }]) => ({ m: 2 * x - 1, p: sum / n }));
}
