import { join } from 'node:path';
import type { Clock } from '../foundation/clock.js';
import type { Task } from '../foundation/storage/index.js';
import {
  armContext,
  execute,
  mindOf,
  noteSeen,
  recordRun,
  type Execution,
  type ExecuteOptions,
  type MindSource,
} from '../run/index.js';
import type { Arm, AskedHistories, PlannedAgent, Probe, RunManifest, RunPlan, RunRecord } from '../spec/index.js';
import { suspended } from './_internals/endings.js';
import { asksHistories } from './asked-histories.js';
import { castOf, emptyPriorsOf, type ReadyCondition } from './conditions.js';
import { ASKED_AFTER, howMany, runSeed, type Journals } from './design.js';

/** One run of a study. */
export interface RunTask extends Task {
  readonly condition: ReadyCondition;
  readonly arm: Arm;
  readonly seed: number;
  /** Whether its whole folder is kept. */
  readonly kept: boolean;
  /** Whether its agents are asked once more at the end. */
  readonly asked: boolean;
  /** Whether the states in which they decide are noted. */
  readonly followed: boolean;
}

/** Key of a run: condition, arm and seed; also the name of its folder. */
export function runKey(condition: string, arm: string, seed: number): string {
  return `${condition}.${arm}.${seed}`;
}

/** All runs of a study, arm by arm; an arm that needs a donor comes after it and names it. */
export function studyTasks(
  conditions: readonly ReadyCondition[],
  design: {
    readonly runs: number;
    readonly seed: number;
    readonly journals: Journals;
    readonly askedAfter?: Journals;
    readonly histories?: AskedHistories;
  },
): readonly RunTask[] {
  const { runs, seed: studySeed, journals, askedAfter = ASKED_AFTER } = design;
  const [keptRuns, askedRuns] = [howMany(journals, runs), howMany(askedAfter, runs)];
  return conditions.flatMap((condition) =>
    condition.arms.flatMap((arm) =>
      Array.from({ length: runs }, (_, index): RunTask => {
        const seed = runSeed(studySeed, index);
        const key = (of: string, at: number): string => runKey(condition.name, of, runSeed(studySeed, at));
        const needs = [
          ...(arm.needs === undefined ? [] : [key(arm.needs, index)]),
          ...(arm.yokedTo === undefined ? [] : [key(arm.yokedTo, otherRun(index))]),
        ];
        const needed = needs.length === 0 ? {} : { needs };
        const asked = index < askedRuns && isAsked(condition, arm);
        const followed = index < askedRuns && isFollowed(condition, arm, design.histories);
        return { key: key(arm.name, index), ...needed, condition, arm, seed, kept: index < keptRuns, asked, followed };
      }),
    ),
  );
}

/** Whether agents of an arm are asked once more at the end of a run. */
function isAsked({ scenario: { situations } }: Pick<ReadyCondition, 'scenario'>, { asksAfter }: Arm): boolean {
  return asksAfter === true && situations.after !== undefined;
}

/** Whether it is noted in which states agents of an arm decide: where histories are declared and somebody is asked. */
function isFollowed(
  condition: Pick<ReadyCondition, 'scenario'>,
  arm: Arm,
  histories: AskedHistories | undefined,
): boolean {
  if (arm.asksAfter !== true || condition.scenario.situations.histories === undefined) return false;
  return isAsked(condition, arm) || asksHistories(histories);
}

/** A plan that asks at the end too, where the run is one of those. */
function asking(plan: RunPlan, { asked, condition: { values } }: Pick<RunTask, 'asked' | 'condition'>): RunPlan {
  return asked ? { ...plan, asksAfter: true, ...(values === undefined ? {} : { values }) } : plan;
}

/**
 * The run whose course agents of another are shown: the one before, and for the first the second. So it hangs on seeds alone,
 * each run is shown to at most two others, and a study that grows keeps it.
 */
export function otherRun(index: number): number {
  return index === 0 ? 1 : index - 1;
}

/** What an arm is given for a run, beside its scenario. A run that is yoked plays the other one again, to see what was seen. */
async function givensOf(
  task: RunTask,
  results: ReadonlyMap<string, RunRecord>,
  how: ExecuteOptions,
): Promise<RunManifest['givens']> {
  const donor = task.needs?.[0] === undefined ? undefined : results.get(task.needs[0]);
  const { curve } = task.condition;
  const empty = emptyPriorsOf(task.condition, task.seed);
  return {
    priors: Object.fromEntries(Object.entries(empty).map(([agent, prior]) => [agent, [...prior]])),
    curve,
    donor: donor === undefined ? null : { activations: donor.activations, reason: donor.ending },
    ...(task.arm.yokedTo === undefined || donor === undefined
      ? {}
      : { yoked: await seenIn(task, donor, { results, how }) }),
  };
}

/** What everybody saw of others in a finished run of the same condition. */
async function seenIn(
  { condition }: RunTask,
  { arm: name, seed }: RunRecord,
  { results, how }: { readonly results: ReadonlyMap<string, RunRecord>; readonly how: ExecuteOptions },
): Promise<NonNullable<RunManifest['givens']['yoked']>> {
  const arm = condition.arms.find((one) => one.name === name) as Arm;
  const task: RunTask = {
    key: runKey(condition.name, name, seed),
    condition,
    arm,
    seed,
    kept: false,
    asked: false,
    followed: false,
  };
  const notes = noteSeen();
  const { signal } = how;
  const played = await execute(await planOf(task, results), { notes, ...(signal === undefined ? {} : { signal }) });
  if (played.status === 'suspended') throw suspended(played);
  return notes.seen();
}

/** The plan of a run, with the condition's own minds. */
export async function planOf(
  task: RunTask,
  results: ReadonlyMap<string, RunRecord>,
  how: ExecuteOptions = {},
): Promise<RunPlan> {
  const { condition, arm, seed } = task;
  const { scenario, name } = condition;
  const { minds, agents } = castOf(condition, seed);
  const givens = await givensOf(task, results, how);
  return asking(arm.plan(armContext({ scenario, minds, agents, condition: name, seed, givens })), task);
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
  const { seats } = castOf(task.condition, task.seed);
  const execution = await executed(task, results, how);
  if (seats === undefined || execution.status !== 'finished') return execution;
  return { ...execution, record: { ...execution.record, minds: seats } };
}

async function executed(...[task, results, how]: Parameters<typeof doRun>): Promise<Execution> {
  if (!task.kept) return execute(await planOf(task, results, how), how);
  const { condition, arm, seed } = task;
  const { scenario, parametersGiven, name } = condition;
  const cast = castOf(condition, seed);
  const givens = await givensOf(task, results, how);
  return recordRun(
    {
      folder: join(how.folder, 'runs', task.key),
      source: cast.source ?? how.source,
      scenario,
      givens,
      parametersGiven,
      probes: probesOf(condition.priors.probes, cast.seats),
      clock: how.clock,
      plan(minds) {
        // The same people, with minds that record in the run's own folder.
        const agents: PlannedAgent[] = cast.agents.map((agent) => ({ ...agent, mind: mindOf(minds, agent.id) }));
        return asking(arm.plan(armContext({ scenario, minds, agents, condition: name, seed, givens })), task);
      },
    },
    how,
  );
}

/** What was asked before a run of those who play in it, with the minds that they have. */
function probesOf(probes: readonly Probe[], seats: { readonly [agent: string]: string } | undefined): readonly Probe[] {
  return seats === undefined ? probes : probes.filter(({ agent, mind }) => mind === seats[agent]);
}
