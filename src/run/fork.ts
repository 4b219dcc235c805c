import { existsSync } from 'node:fs';
import { copyFile, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { contentHash, makeFolder, readJsonFile, readJsonLines } from '../foundation/storage/index.js';
import { openAnswers } from '../model/index.js';
import {
  Probe,
  RunRecord,
  type Change,
  type Intervention,
  type Json,
  type RunManifest,
  type Scenario,
} from '../spec/index.js';
import { checkInterventions } from './check-interventions.js';
import type { ExecuteOptions, Execution } from './execute.js';
import { readManifest, recordRun, RUN_FILES } from './folder.js';
import { assertForkFolder } from './fork-folder.js';
import { notTheWhole, readJournal } from './journal/codec.js';
import type { MindSource } from './mind-source.js';
import { planOf } from './replay.js';

/** What is to be done differently, and from where. */
export interface ForkOptions extends Omit<ExecuteOptions, 'sink' | 'stream' | 'recorded'> {
  /** Seq of the first event that may differ; the changes are made at the first boundary between commits from there. */
  readonly at: number;
  /** None makes the same run again. */
  readonly changes: readonly Change[];
  /** Folder of the fork; one that holds this fork already is gone on with. */
  readonly folder: string;
  scenarioOf(manifest: RunManifest): Scenario;
  /** Minds for what was not asked before; answers of the parent come first. */
  source(manifest: RunManifest, scenario: Scenario): Promise<MindSource>;
}

/** A fork, and where it parts from the run that it came from. */
export interface Fork {
  readonly parent: RunManifest;
  readonly execution: Execution;
  /** Events at the beginning that are the same, byte for byte. */
  readonly shared: number;
  /** Whether they are the same to the end. */
  readonly identical: boolean;
  readonly parentRecord: RunRecord | null;
}

/**
 * Goes through a run again from its record, and from an event on with changes: every answer whose question is unchanged
 * is used again, and only what is new is asked. Draws are keyed, so what a change does not touch stays the same.
 *
 * @throws MesocosmError (usage) when the folder is no run, its journal is damaged or has no such event, the changes cannot be
 *   made, or the folder of the fork holds something else.
 */
export async function forkRun(parentFolder: string, options: ForkOptions): Promise<Fork> {
  const { at, changes, folder, scenarioOf, source: sourceOf, ...how } = options;
  const parent = await readManifest(parentFolder);
  await assertEvent(parentFolder, at, parent);
  const id = forkId(parent, { at, changes });
  await assertForkFolder(folder, id);
  const scenario = scenarioOf(parent);
  const source = await sourceOf(parent, scenario);
  const intervention: Intervention[] = changes.length === 0 ? [] : [{ when: { seq: at }, changes: [...changes] }];
  const interventions = [...parent.interventions, ...intervention];
  checkInterventions(interventions, { scenario, agents: parent.agents }, 'the fork');
  await assertAnswers(parentFolder);
  const [probes, parentRecord] = [await probesOf(parentFolder), await recordOf(parentFolder)];
  await makeFolder(folder);
  for (const file of [RUN_FILES.answers, RUN_FILES.prompts]) await copyOnce(parentFolder, folder, file);
  const execution = await recordRun(
    {
      folder,
      source,
      scenario,
      plan: (minds) => planOf({ ...parent, interventions }, scenario, minds),
      givens: parent.givens,
      parametersGiven: parent.parametersGiven,
      probes,
      id,
      forkOf: { id: parent.id, at },
    },
    { ...how, stream: parent.stream },
  );
  const compared = await compare(parentFolder, folder);
  const mustAgree = changes.length === 0 && parent.status === 'finished';
  const agrees = compared.shared >= at && (compared.identical || !mustAgree);
  if (execution.status === 'finished' && !agrees) throw differing(parentFolder, compared.shared);
  return { parent, execution, ...compared, parentRecord };
}

/** Name of a fork: that of its parent and a hash of what is done to it. */
export function forkId(
  parent: Pick<RunManifest, 'id'>,
  { at, changes }: { readonly at: number; readonly changes: readonly Change[] },
): string {
  return `${parent.id}.fork-${contentHash({ at, changes: changes as unknown as Json }).slice(0, 8)}`;
}

/**
 * The last line of a run that was cut off may be torn; that of a finished one may not.
 *
 * @throws MesocosmError (usage) when the journal ends before the event, or that of a finished run is not whole.
 */
async function assertEvent(folder: string, at: number, { events: made, status }: RunManifest): Promise<void> {
  const file = join(folder, RUN_FILES.events);
  let events = 0;
  for await (const { seq } of readJournal(file)) {
    events = seq + 1;
    if (events > at && status !== 'finished') break;
  }
  if (status === 'finished' && made !== null && events !== made) throw notTheWhole(file, { found: events, made });
  if (Number.isInteger(at) && at >= 1 && events > at) return;
  throw userError({
    kind: 'usage',
    what: `the run has no event ${at} to fork at`,
    where: file,
    given: String(at),
    expected: events > 1 ? `a seq from 1 to ${events - 1}` : 'a run that has made an event after its first',
    remedy: '`mesocosm show RUN` shows the events with their seqs',
  });
}

/** @throws MesocosmError (usage) naming the line of the parent's answers that cannot be read, before they are copied. */
async function assertAnswers(folder: string): Promise<void> {
  const file = join(folder, RUN_FILES.answers);
  if (existsSync(file)) (await openAnswers(file, { readOnly: true })).close();
}

/** What is made again from seed and answers is the journal, or the journal was changed. */
function differing(folder: string, shared: number): Error {
  return userError({
    kind: 'usage',
    what: `the journal of this run is not what its seed and answers make, from event ${shared} on`,
    where: folder,
    remedy: `\`mesocosm replay ${folder}\` names the line; restore the file before you fork the run`,
  });
}

/** A file of the parent, whole or not at all; one that the fork has already stays. */
async function copyOnce(from: string, to: string, file: string): Promise<void> {
  const [source, target] = [join(from, file), join(to, file)];
  if (existsSync(target) || !existsSync(source)) return;
  await copyFile(source, `${target}.part`);
  await rename(`${target}.part`, target);
}

async function probesOf(folder: string): Promise<readonly Probe[]> {
  const file = join(folder, RUN_FILES.probes);
  if (!existsSync(file)) return [];
  return readJsonLines(file, Probe, {
    line: 'what somebody answered alone',
    remedy: 'restore the file from a copy; or take it away, and the fork has no answers from before the run',
  });
}

async function recordOf(folder: string): Promise<RunRecord | null> {
  const file = join(folder, RUN_FILES.summary);
  return existsSync(file) ? readJsonFile(file, RunRecord) : null;
}

/** How many lines two journals share from the beginning. */
async function compare(a: string, b: string): Promise<Pick<Fork, 'shared' | 'identical'>> {
  const [first, second] = await Promise.all(
    [a, b].map(async (folder) => (await readFile(join(folder, RUN_FILES.events), 'utf8')).split('\n')),
  );
  const [one = [], two = []] = [first, second];
  let shared = 0;
  while (shared < one.length - 1 && one[shared] === two[shared]) shared += 1;
  return { shared, identical: one.length === two.length && shared === one.length - 1 };
}
