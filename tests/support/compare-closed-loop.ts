import { expect, it } from 'vitest';
import { mean, quantile } from '../../src/foundation/statistics/index.js';
import { tryLoop, type LoopTrial, type WriterKind } from './simulated-worlds.js';

type Measured = 'open' | 'calibrated' | 'closed' | 'steering' | 'ideal' | 'oracle';
type Metric = 'coverage' | 'hull' | 'dispersion';

/** What must hold of the mean over worlds, on held-out items. */
interface Promised {
  readonly kind: WriterKind;
  readonly axes: number;
  /** Closed over this, at least coverage and hull, at most dispersion. */
  readonly against: 'ideal' | 'oracle';
  readonly coverage: number;
  readonly hull: number;
  readonly dispersion?: number;
  /** Mean hull after the loop over mean hull before, at least. */
  readonly hullGain?: number;
}

const PROMISED: readonly Promised[] = [
  { kind: 'straight', axes: 2, against: 'ideal', coverage: 0.95, hull: 0.9, dispersion: 1.2 },
  { kind: 'straight', axes: 3, against: 'ideal', coverage: 0.97, hull: 1, dispersion: 1.2 },
  { kind: 'saturating', axes: 2, against: 'ideal', coverage: 0.9, hull: 0.75, dispersion: 1.3 },
  { kind: 'saturating', axes: 3, against: 'ideal', coverage: 0.9, hull: 0.75, dispersion: 1.3 },
  { kind: 'capped', axes: 2, against: 'oracle', coverage: 0.9, hull: 0.8, hullGain: 1.25 },
  { kind: 'capped', axes: 3, against: 'oracle', coverage: 0.9, hull: 0.8, hullGain: 1.4 },
];

const TIMEOUT_MS = 900_000;

/**
 * Tests of the closed loop in so many simulated worlds for each kind of writer. Settings of the loop were chosen in other
 * worlds: seeds that begin with `tune`.
 */
export function compareClosedLoop(
  kinds: readonly WriterKind[],
  { worlds, resamples = 100 }: { readonly worlds: number; readonly resamples?: number },
): void {
  for (const promised of PROMISED.filter(({ kind }) => kinds.includes(kind))) {
    const { kind, axes, against, coverage, hull, dispersion = Infinity, hullGain = 1 } = promised;
    it(
      `should reach what a ${kind} writer on ${axes} axes allows, in ${worlds} worlds`,
      { timeout: TIMEOUT_MS },
      async () => {
        const trials: LoopTrial[] = [];
        for (let world = 0; world < worlds; world += 1) {
          trials.push(await tryLoop(kind, axes, `proof/${kind}/${axes}/${world}`, { settings: { resamples } }));
        }
        const ratio = (metric: Metric): number =>
          mean(trials.map((trial) => trial.closed[metric] / trial[against][metric]));
        const average = (of: Measured, metric: Metric): number => mean(trials.map((trial) => trial[of][metric]));
        const errors = trials.flatMap(({ reach }) => reach.map(({ error }) => error));
        tell(promised, trials);

        expect(ratio('coverage')).toBeGreaterThanOrEqual(coverage);
        expect(ratio('hull')).toBeGreaterThanOrEqual(hull);
        expect(ratio('dispersion')).toBeLessThanOrEqual(dispersion);
        expect(average('closed', 'hull') / average('open', 'hull')).toBeGreaterThanOrEqual(hullGain);
        if (kind !== 'capped') return;
        expect(quantile(errors, 0.5)).toBeLessThanOrEqual(0.1);
        expect(quantile(errors, 0.9)).toBeLessThanOrEqual(0.2);
      },
    );
  }
}

/** The rows of the table in docs/reference/closed-loop.md. */
function tell({ kind, axes, against }: Promised, trials: readonly LoopTrial[]): void {
  const average = (of: Measured): string => {
    const metric = (name: Metric): string => mean(trials.map((trial) => trial[of][name])).toFixed(3);
    return `${metric('coverage')} / ${metric('hull')} / ${metric('dispersion')}`;
  };
  const ratios = (of: 'calibrated' | 'closed'): string =>
    (['coverage', 'hull', 'dispersion'] as const)
      .map((metric) => mean(trials.map((trial) => trial[of][metric] / trial[against][metric])).toFixed(2))
      .join(' / ');
  const reach = trials.flatMap((trial) => trial.reach);
  const errors = reach.map(({ error }) => error);
  const covered = mean(reach.map((trial) => Number(trial.covered)));
  const curse = (metric: Metric): string =>
    mean(trials.map(({ steering, closed }) => steering[metric] - closed[metric])).toFixed(3);
  console.log(
    [
      `${kind}, ${axes} axes, ${trials.length} worlds (coverage / hull / dispersion, held-out items)`,
      ...(['open', 'calibrated', 'closed', 'ideal', 'oracle'] as const).map((of) => `  ${of.padEnd(12)}${average(of)}`),
      `  calibrated over ${against} ${ratios('calibrated')}, closed over ${against} ${ratios('closed')}`,
      `  steering less held-out: coverage ${curse('coverage')}, hull ${curse('hull')}`,
      `  reach: median error ${percent(quantile(errors, 0.5))}, 90th percentile ${percent(quantile(errors, 0.9))}, ` +
        `95 % intervals hold the truth in ${percent(covered)}`,
      `  rewrites ${mean(trials.map(({ report }) => report.rewrites)).toFixed(1)}, ` +
        `rounds ${mean(trials.map(({ report }) => report.rounds.length - 1)).toFixed(1)}`,
    ].join('\n'),
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
