import type { CausalOutcome, ShapleyGame } from '../analysis/index.js';
import { forkRuns, type ForkRunsOptions } from './fork-runs.js';

/** Who is taken out of runs, and what they are then looked at for. */
export interface WorthOptions extends Omit<ForkRunsOptions, 'at' | 'changes'> {
  /** Agents among whom the outcome is divided. Agents who are no players stay in every run. */
  readonly players: readonly string[];
  readonly outcome: CausalOutcome;
  /** Seq of the first event that may differ. Default 1: who is removed never takes part. */
  readonly at?: number;
  /** Worth of nobody, in place of forks without all players: a world may not end where nobody acts. */
  readonly nobody?: number;
}

/**
 * What groups of agents bring about, for {@link shapley}: the outcome of forks from which all players but the group were removed,
 * one value a run. Forks stay in their folders, where a second call finds them; with a language model each group costs up to
 * as much as the runs themselves.
 *
 * @param from As {@link forkRuns} takes it: a finished study, a run, or several.
 * @example
 * const players = ['agent-1', 'agent-2', 'agent-3'];
 * const outcome = { name: 'convention', of: ({ values }) => values['convention'] === 1 };
 * await shapley({ players, worth: worthByForks('studies/ID', { players, outcome, scenarioOf }) });
 */
export function worthByForks(from: string | readonly string[], options: WorthOptions): ShapleyGame['worth'] {
  const { players, outcome, at = 1, nobody, ...forking } = options;
  let runs = 0;
  return async (coalition) => {
    if (coalition.length === 0 && nobody !== undefined) {
      if (runs === 0) runs = (await forkRuns(from, { ...forking, at, changes: [] })).forks.length;
      return Array<number>(runs).fill(nobody);
    }
    const removed = players.filter((player) => !coalition.includes(player));
    const changes = removed.map((agent) => ({ do: 'remove' as const, agent }));
    const { forks } = await forkRuns(from, { ...forking, at, changes });
    return forks.map(({ after }) => {
      const value = outcome.of(after);
      return value === null ? null : Number(value);
    });
  };
}
