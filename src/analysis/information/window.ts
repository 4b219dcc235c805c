import { failed, success, type Result } from '../../spec/index.js';
import type { RunTrajectories, TrajectoryValue } from './trajectory.js';

/** Which steps are looked at, declared beforehand. */
export interface WindowRule {
  /** First step, from 0. Default 0. */
  readonly from?: number;
  /**
   * There is consensus where at least this share of all agents has the same value, as it is before any binning; above 0, at
   * most 1. A missing value agrees with nobody.
   */
  readonly threshold: number;
  /** For how many steps on end it must last to count; default 1. */
  readonly lasting?: number;
  /** Fewer steps than this are refused; default 20. */
  readonly least?: number;
}

/** Steps of a run before consensus: `from` up to, and without, `to`. */
export interface StepWindow {
  readonly from: number;
  readonly to: number;
  /** Step at which consensus began; `null` where it did not while the run lasted. */
  readonly consensus: number | null;
}

/** Why a run has no window. */
export interface WindowRefusal {
  readonly run: string;
  readonly reason: 'empty' | 'too-short';
  readonly message: string;
}

/** The window that several runs have in common. */
export interface CommonWindow {
  readonly from: number;
  readonly to: number;
  readonly used: readonly RunTrajectories[];
  readonly refused: readonly WindowRefusal[];
}

/**
 * The steps of a run from the declared first one to the one before consensus. After it nothing varies and nothing can be
 * learned; before it a run is nearer to being stationary. Where independent agents come to agree by chance the window ends
 * at that, so the fewer agents and the lower the threshold, the more `lasting` should ask for.
 */
export function preConsensusWindow(run: RunTrajectories, rule: WindowRule): Result<StepWindow, WindowRefusal> {
  const { from = 0, least = 20 } = rule;
  const length = run.trajectories[0]?.values.length ?? 0;
  const consensus = consensusStep(run, rule);
  const to = consensus ?? length;
  const steps = Math.max(0, to - from);
  if (steps > 0 && steps >= least) return success({ from, to, consensus });
  const why = consensus === null ? `the run has ${length} steps` : `there is consensus from step ${consensus} on`;
  return failed({
    run: run.run,
    reason: steps === 0 ? 'empty' : 'too-short',
    message:
      steps === 0
        ? `no step from step ${from} on before consensus: ${why}`
        : `${steps} steps from step ${from} on before consensus, fewer than ${least}: ${why}`,
  });
}

/**
 * The window that all runs have in common: as long as the shortest of those that have one, so that each step is the same time
 * of every run and surrogates are as long as what they are compared with. Runs without a window are refused, with the reason;
 * a larger `least` gives a longer window of fewer runs.
 */
export function commonWindow(runs: readonly RunTrajectories[], rule: WindowRule): CommonWindow {
  const { from = 0 } = rule;
  const used: RunTrajectories[] = [];
  const refused: WindowRefusal[] = [];
  let to = Infinity;
  for (const run of runs) {
    const window = preConsensusWindow(run, rule);
    if (window.ok) {
      used.push(run);
      to = Math.min(to, window.value.to);
    } else refused.push(window.failure);
  }
  return { from, to: used.length === 0 ? from : to, used, refused };
}

function consensusStep(run: RunTrajectories, { threshold, lasting = 1 }: WindowRule): number | null {
  const length = run.trajectories[0]?.values.length ?? 0;
  let since = 0;
  for (let step = 0; step < length; step += 1) {
    since = agreement(run, step) >= threshold ? since + 1 : 0;
    if (since >= lasting) return step - lasting + 1;
  }
  return null;
}

/** Share of all agents that have the value which most have. */
function agreement({ trajectories }: RunTrajectories, step: number): number {
  const counts = new Map<TrajectoryValue, number>();
  for (const { values } of trajectories) {
    const value = values[step] ?? null;
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values()) / trajectories.length;
}
