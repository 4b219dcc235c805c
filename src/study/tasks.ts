import { join } from 'node:path';
import type { Clock } from '../foundation/clock.js';
import type { Task } from '../foundation/storage/index.js';
import {
  armContext,
  execute,
  mindOf,
  recordRun,
  type Execution,
  type ExecuteOptions,
  type MindSource,
} from '../run/index.js';
import type { Arm, PlannedAgent, RunManifest, RunPlan, RunRecord } from '../spec/index.js';
import type { ReadyCondition } from './conditions.js';
import { runSeed, type Journals } from './design.js';

/** One run of a study. */
export interface RunTask extends Task {
  readonly condition: ReadyCondition;
  readonly arm: Arm;
  readonly seed: number;
  /** Whether its whole folder is kept. */
  readonly kept: boolean;
}

/** Key of a run: condition, arm and seed; also the name of its folder. */
export function runKey(condition: string, arm: string, seed: number): string {
  return `${condition}.${arm}.${seed}`;
}

/** All runs of a study, arm by arm; an arm that needs a donor comes after it and names it. */
export function studyTasks(
  conditions: readonly ReadyCondition[],
  design: { readonly runs: number; readonly seed: number; readonly journals: Journals },
): readonly RunTask[] {
  const { runs, seed: studySeed, journals } = design;
  const keptRuns = journals === 'all' ? runs : journals === 'none' ? 0 : journals;
  return conditions.flatMap((condition) =>
    condition.arms.flatMap((arm) =>
      Array.from({ length: runs }, (_, index): RunTask => {
        const seed = runSeed(studySeed, index);
        const needs = arm.needs === undefined ? {} : { needs: [runKey(condition.name, arm.needs, seed)] };
        return { key: runKey(condition.name, arm.name, seed), ...needs, condition, arm, seed, kept: index < keptRuns };
      }),
    ),
  );
}

/** What an arm is given for a run, beside its scenario. */
function givensOf(task: RunTask, results: ReadonlyMap<string, RunRecord>): RunManifest['givens'] {
  const donor = task.needs?.[0] === undefined ? undefined : results.get(task.needs[0]);
  const { priors, curve } = task.condition;
  return {
    priors: Object.fromEntries(Object.entries(priors.empty).map(([agent, prior]) => [agent, [...prior]])),
    curve,
    donor: donor === undefined ? null : { activations: donor.activations, reason: donor.ending },
  };
}

/** The plan of a run, with the condition's own minds. */
export function planOf(task: RunTask, results: ReadonlyMap<string, RunRecord>): RunPlan {
  const { condition, arm, seed } = task;
  const { scenario, minds, agents, name } = condition;
  return arm.plan(armContext({ scenario, minds, agents, condition: name, seed, givens: givensOf(task, results) }));
}

/**
 * Does one run: in memory, or into its folder below `runs`.
 *
 * @param results Rows of finished runs, the donor's among them.
 */
export async function doRun(
  task: RunTask,
  results: ReadonlyMap<string, RunRecord>,
  how: ExecuteOptions & { readonly folder: string; readonly source: MindSource; readonly clock: Clock },
): Promise<Execution> {
  if (!task.kept) return execute(planOf(task, results), how);
  const { condition, arm, seed } = task;
  const { scenario, parametersGiven, name } = condition;
  const givens = givensOf(task, results);
  return recordRun(
    {
      folder: join(how.folder, 'runs', task.key),
      source: how.source,
      scenario,
      givens,
      parametersGiven,
      probes: condition.priors.probes,
      clock: how.clock,
      plan(minds) {
        // The same people, with minds that record in the run's own folder.
        const agents: PlannedAgent[] = condition.agents.map((agent) => ({ ...agent, mind: mindOf(minds, agent.id) }));
        return arm.plan(armContext({ scenario, minds, agents, condition: name, seed, givens }));
      },
    },
    how,
  );
}
