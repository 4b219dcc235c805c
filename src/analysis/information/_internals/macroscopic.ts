import { binOf, quantileCuts } from '../bins.js';
import type { CodedSeries } from '../transitions.js';
import type { CodedRun } from './coded-runs.js';

/** What all agents of a run do together, as one series a run; missing where one of them is. */
export interface Macroscopic {
  readonly title: string;
  /** How many values it can have. */
  size(symbols: number): number;
  of(runs: readonly CodedRun[], symbols: number): readonly CodedSeries[];
}

/** The option that most agents have, a tie being a value of its own. */
export const majority: Macroscopic = {
  title: 'the option that most agents have, a tie counting as one more',
  size: (symbols) => symbols + 1,
  of: (runs, symbols) => runs.map((run) => stepsOf(run).map((step) => mostCommon(run, step, symbols))),
};

/** The sum of numbers, cut into as many quantile bins over all runs. */
export function binnedSum(bins: number): Macroscopic {
  return {
    title: `the sum of all agents' numbers, in ${bins} quantile bins`,
    size: () => bins,
    of(runs) {
      const sums = runs.map((run) => stepsOf(run).map((step) => sumAt(run, step)));
      const cuts = quantileCuts(
        sums.flat().filter((sum) => !Number.isNaN(sum)),
        bins,
      );
      return sums.map((series) => series.map((sum) => (Number.isNaN(sum) ? -1 : binOf(sum, cuts))));
    },
  };
}

function stepsOf(run: CodedRun): readonly number[] {
  return Array.from({ length: run[0]?.codes.length ?? 0 }, (_, step) => step);
}

function mostCommon(run: CodedRun, step: number, symbols: number): number {
  const counts = new Array<number>(symbols).fill(0);
  for (const { codes } of run) {
    const code = codes[step] as number;
    if (code < 0) return -1;
    counts[code]! += 1;
  }
  const most = Math.max(...counts);
  const first = counts.indexOf(most);
  return counts.lastIndexOf(most) === first ? first : symbols;
}

function sumAt(run: CodedRun, step: number): number {
  return run.reduce((sum, { numbers }) => sum + (numbers?.[step] ?? NaN), 0);
}
