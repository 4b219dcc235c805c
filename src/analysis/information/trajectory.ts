import { userError } from '../../foundation/errors/index.js';

/** What an agent did at a step: an option, or a number. */
export type TrajectoryValue = string | number;

/** What one agent did in one run, step by step; `null` where it is missing, as where a decision failed. */
export interface Trajectory {
  readonly run: string;
  readonly agent: string;
  readonly values: readonly (TrajectoryValue | null)[];
}

/**
 * The trajectories of one run: the unit of replication. What is inferred from trajectories takes a list of these, and never
 * one of agents or of steps, which are not independent of each other.
 */
export interface RunTrajectories {
  readonly run: string;
  /** One an agent, all of the same length. */
  readonly trajectories: readonly Trajectory[];
}

/**
 * Checks that runs can be compared: each once, all with the same agents in the same order, and within a run as many steps of
 * each agent.
 *
 * @throws MesocosmError (usage) that names the run.
 */
export function checkTrajectories(runs: readonly RunTrajectories[]): void {
  const seen = new Set<string>();
  const agentsOf = ({ trajectories }: RunTrajectories): string =>
    JSON.stringify(trajectories.map(({ agent }) => agent));
  for (const one of runs) {
    const { run, trajectories } = one;
    if (seen.has(run)) throw unlike(run, 'it is there twice', 'each run once: a copy is no second observation');
    seen.add(run);
    if (agentsOf(one) !== agentsOf(runs[0] as RunTrajectories)) {
      throw unlike(
        run,
        `its agents are not those of ${runs[0]?.run}`,
        'runs of one condition, with the same agents in order',
      );
    }
    if (new Set(trajectories.map(({ agent }) => agent)).size !== trajectories.length) {
      throw unlike(run, 'an agent is there twice', 'one trajectory an agent');
    }
    if (trajectories.some((trajectory) => trajectory.run !== run)) {
      throw unlike(run, 'it has a trajectory of another run', 'the trajectories of this run');
    }
    if (new Set(trajectories.map(({ values }) => values.length)).size > 1) {
      throw unlike(
        run,
        'its agents have unlike numbers of steps',
        'as many steps of each agent, `null` where one is missing',
      );
    }
  }
}

function unlike(run: string, what: string, expected: string): Error {
  return userError({ kind: 'usage', what, where: `run ${run}`, expected });
}
