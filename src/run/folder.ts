import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { systemClock, type Clock } from '../foundation/clock.js';
import {
  isLocked,
  lockFolder,
  makeFolder,
  openAppendLog,
  readJsonFile,
  writeJsonFile,
  writeJsonLines,
} from '../foundation/storage/index.js';
import { openAnswers, openPrompts } from '../model/index.js';
import { RunManifest, type Probe, type RunPlan, type Scenario } from '../spec/index.js';
import { execute, type ExecuteOptions, type Execution } from './execute.js';
import { journalSink } from './journal/sink.js';
import { recordOfSource, type MindSource, type OpenMinds } from './mind-source.js';
import { writeTablesOf } from './policy-files.js';
import { runTables } from './tables.js';
import { versions } from './versions.js';

/** A run that is kept: how to make its plan once its answers are open, and where it goes. */
export interface KeptRun {
  readonly folder: string;
  readonly source: MindSource;
  readonly scenario: Scenario;
  /** The arm's plan, with minds that record in the folder. */
  plan(minds: OpenMinds): RunPlan;
  readonly givens: RunManifest['givens'];
  readonly parametersGiven: RunManifest['parametersGiven'];
  /** Name of the run. Default condition, arm and seed. */
  readonly id?: string;
  /** The run that it is forked from. */
  readonly forkOf?: RunManifest['forkOf'];
  /** What the agents answered alone, before the run. */
  readonly probes: readonly Probe[];
  readonly clock?: Clock;
}

/** Files of a run folder. */
export const RUN_FILES = {
  manifest: 'manifest.json',
  events: 'events.jsonl',
  answers: 'answers.jsonl',
  prompts: 'prompts.jsonl',
  probes: 'probes.jsonl',
  summary: 'summary.json',
  interviews: 'interviews.jsonl',
  policy: 'policy.json',
} as const;

/**
 * Runs a plan into a folder, or goes on with what the folder holds: recorded answers come first, models after, and
 * journal lines that are there are verified. The folder then holds all that a replay needs.
 *
 * Moments of interventions are not looked at here; see `checkMoments`.
 *
 * @throws MesocosmError when the folder is another run's, is in use, or its journal is not what this run makes.
 */
export async function recordRun(
  run: KeptRun,
  options: Omit<ExecuteOptions, 'sink' | 'recorded'> = {},
): Promise<Execution> {
  const { folder, clock = systemClock } = run;
  await makeFolder(folder);
  const lock = await lockFolder(folder, clock);
  const answers = await openAnswers(join(folder, RUN_FILES.answers));
  const prompts = await openPrompts(join(folder, RUN_FILES.prompts));
  try {
    const plan = run.plan(run.source.open(run.scenario, { answers, prompts }));
    const manifest = await manifestOf(folder, newManifest(run, plan, clock, options));
    await writeManifest(folder, { ...manifest, status: 'running' });
    await writeJsonLines(join(folder, RUN_FILES.probes), run.probes);
    await writeTablesOf(run.source, folder);
    const execution = await journalled(folder, plan, options);
    const finished = execution.status === 'finished';
    await writeManifest(folder, {
      ...manifest,
      status: finished ? 'finished' : 'suspended',
      finishedAt: finished ? (manifest.finishedAt ?? clock.iso()) : null,
      endedBecause: finished ? execution.record.ending : execution.message,
      events: execution.events,
    });
    if (finished) {
      if (execution.interviews.length > 0) {
        await writeJsonLines(join(folder, RUN_FILES.interviews), execution.interviews);
      }
      await runTables(folder, plan, execution.record, { probes: run.probes, after: execution.after });
      await writeJsonFile(join(folder, RUN_FILES.summary), execution.record);
    }
    return execution;
  } finally {
    answers.close();
    prompts.close();
    lock.release();
  }
}

async function journalled(
  folder: string,
  plan: RunPlan,
  options: Omit<ExecuteOptions, 'sink'>,
): Promise<Execution & { readonly events: number }> {
  const file = join(folder, RUN_FILES.events);
  const log = await openAppendLog(file);
  try {
    const journal = journalSink(log, { file });
    const execution = await execute(plan, { ...options, sink: journal.write, recorded: true });
    if (execution.status === 'finished') journal.finish();
    return { ...execution, events: journal.count() };
  } finally {
    log.close();
  }
}

/** Whether a run is finished and its journal holds every event of it, to the end of the last line. */
export async function isWholeRun(folder: string): Promise<boolean> {
  const { status, events } = await readManifest(folder);
  if (status !== 'finished' || !existsSync(join(folder, RUN_FILES.summary))) return false;
  const { lines, torn } = await openAppendLog(join(folder, RUN_FILES.events), { readOnly: true });
  return !torn && lines.length === events;
}

/**
 * The manifest of a run folder.
 *
 * @throws MesocosmError (usage) when the folder is not a run.
 */
export async function readManifest(folder: string): Promise<RunManifest> {
  const path = join(folder, RUN_FILES.manifest);
  if (!existsSync(path)) {
    throw userError({
      kind: 'usage',
      what: existsSync(folder) ? 'this folder is not a run: it has no manifest.json' : 'there is no such folder',
      where: folder,
      expected: 'the folder of a run, made by a study',
      remedy: '`mesocosm list` shows the studies there are; kept runs are in their folders `runs`',
    });
  }
  const manifest = await readJsonFile(path, RunManifest);
  // A process that was killed could not say so.
  return manifest.status === 'running' && !isLocked(folder) ? { ...manifest, status: 'suspended' } : manifest;
}

/** The manifest that the folder has, or else a new one. @throws MesocosmError (usage) when it is another run's. */
async function manifestOf(folder: string, fresh: RunManifest): Promise<RunManifest> {
  if (!existsSync(join(folder, RUN_FILES.manifest))) return fresh;
  const before = await readManifest(folder);
  const sayWhich = ({ scenario, id, mind }: RunManifest): string =>
    `${id} of ${scenario} by ${[mind.name, ...placesOf(mind.others)].join(', ')}`;
  if (sayWhich(before) === sayWhich(fresh) && before.mind.fingerprint === fresh.mind.fingerprint) return before;
  throw userError({
    kind: 'usage',
    what: `this is the folder of another run: ${sayWhich(before)}, ${before.mind.fingerprint.slice(0, 12)}`,
    where: folder,
    expected: `${sayWhich(fresh)}, ${fresh.mind.fingerprint.slice(0, 12)}`,
    remedy: 'run the study again in a new folder with --fresh',
  });
}

/** Who is in whose place. */
function placesOf(others: RunManifest['mind']['others'] = {}): readonly string[] {
  return Object.entries(others).map(
    ([agent, { name, fingerprint }]) => `${agent} by ${name} (${fingerprint.slice(0, 12)})`,
  );
}

async function writeManifest(folder: string, manifest: RunManifest): Promise<void> {
  await writeJsonFile(join(folder, RUN_FILES.manifest), manifest);
}

function newManifest(run: KeptRun, plan: RunPlan, clock: Clock, options: ExecuteOptions): RunManifest {
  const { source, scenario } = run;
  const { condition, arm, seed } = plan;
  const { id = `${condition}.${arm}.${seed}` } = run;
  return {
    formatVersion: 1,
    kind: 'run',
    id,
    status: 'running',
    scenario: scenario.name,
    condition,
    arm,
    seed,
    parametersGiven: run.parametersGiven,
    parameters: scenario.parameters as RunManifest['parameters'],
    agents: plan.agents.map(({ id: agent, name, persona, mind, commitment }) => ({
      id: agent,
      name,
      persona: persona ?? null,
      mind: mind.name,
      commitment: commitment ?? null,
    })),
    mind: recordOfSource(source, scenario),
    givens: run.givens,
    interventions: [...(plan.interventions ?? [])],
    forkOf: run.forkOf ?? null,
    stream: options.stream ?? id,
    startedAt: clock.iso(),
    finishedAt: null,
    endedBecause: null,
    events: null,
    versions: versions(),
  };
}
