import { binOf, quantileCuts } from '../bins.js';
import type { CommonWindow } from '../window.js';
import type { RunTrajectories, TrajectoryValue } from '../trajectory.js';

/** One agent within the window: its values as codes, −1 where missing; numbers also as they are, `NaN` where missing. */
export interface AgentSeries {
  readonly codes: ArrayLike<number>;
  readonly numbers: ArrayLike<number> | null;
}

/** The series of the agents of one run. */
export type CodedRun = readonly AgentSeries[];

/** Runs within their window, with the same codes for all. */
export interface CodedRuns {
  readonly runs: readonly CodedRun[];
  readonly symbols: readonly string[];
  readonly expected: number;
  readonly missing: number;
}

/** Codes what happened in the window: text as it is, numbers in quantile bins where there are more than bins. */
export function codeRuns({ from, to, used }: CommonWindow, bins: number): CodedRuns {
  const within = used.map((run) => valuesOf(run, from, to));
  const all = within.flat(2);
  const present = all.filter((value) => value !== null);
  const numeric = present.length > 0 && present.every((value) => typeof value === 'number');
  const { symbols, code } = numeric ? codesOfNumbers(present, bins) : codesOfTexts(present);
  const runs = within.map((run) =>
    run.map((values) => ({
      codes: Int16Array.from(values, (value) => (value === null ? -1 : code(value))),
      numbers: numeric ? Float64Array.from(values, (value) => (value === null ? NaN : Number(value))) : null,
    })),
  );
  return { runs, symbols, expected: all.length, missing: all.length - present.length };
}

interface Coding {
  readonly symbols: readonly string[];
  code(value: TrajectoryValue): number;
}

function codesOfNumbers(present: readonly number[], bins: number): Coding {
  if (new Set(present).size <= bins) {
    const kept = [...new Set(present)].sort((a, b) => a - b);
    return { symbols: kept.map(String), code: (value) => kept.indexOf(Number(value)) };
  }
  const cuts = quantileCuts(present, bins);
  const symbols = [...cuts.map((cut) => `≤ ${cut}`), ...(cuts.length === 0 ? ['all'] : [`> ${cuts.at(-1)}`])];
  return { symbols, code: (value) => binOf(Number(value), cuts) };
}

function codesOfTexts(present: readonly TrajectoryValue[]): Coding {
  const symbols = [...new Set(present.map(String))].sort();
  const places = new Map(symbols.map((symbol, place) => [symbol, place]));
  return { symbols, code: (value) => places.get(String(value)) as number };
}

function valuesOf({ trajectories }: RunTrajectories, from: number, to: number): (TrajectoryValue | null)[][] {
  return trajectories.map(({ values }) => values.slice(from, to));
}
