import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { MemoryUse, PromptText, StudyEvidence } from '../analysis/index.js';
import { z } from 'zod';
import { userError } from '../foundation/errors/index.js';
import { readJsonFile } from '../foundation/storage/index.js';
import { findQualification } from '../qualification/index.js';
import { readJournal, readManifest, RUN_FILES } from '../run/index.js';
import { Probe, StudySummary, type Event, type RunManifest } from '../spec/index.js';
import type { StudyDesign } from './design.js';
import { isComplete, readStudyFile, STUDY_FILES } from './folder.js';
import { recordedLines } from './records.js';
import { SideRecords } from './side-records.js';

/** A kept run of a study. */
interface Kept {
  readonly folder: string;
  readonly manifest: RunManifest;
}

/**
 * Reads from a finished study's folder what its validity is judged by. Nothing is asked and nothing is written; whether the
 * model recognises the experiment is `null`, see {@link askRecognition}.
 *
 * @throws MesocosmError (usage) when the folder is no finished study, or a file in it is damaged.
 */
export async function studyEvidence(folder: string): Promise<StudyEvidence> {
  const file = await readStudyFile(folder);
  if (!isComplete(folder, file)) throw unfinished(folder, file.status);
  return evidenceIn(folder, await readJsonFile(join(folder, STUDY_FILES.summary), StudySummary), file.design);
}

/** The same of a study whose summary is not written yet. */
export async function evidenceIn(
  folder: string,
  summary: StudySummary,
  { mind, conditions }: Pick<StudyDesign, 'mind' | 'conditions'>,
): Promise<StudyEvidence> {
  const kept = await keptIn(folder);
  return {
    summary,
    mind: { ...mind, settings: settingsIn(conditions) },
    probes: await recordedLines(join(folder, STUDY_FILES.probes), Probe),
    prompts: await promptsIn(folder),
    recognition: null,
    memory: await memoryUse(kept.filter(({ manifest }) => manifest.arm === 'interacting')),
    controls: await controlsOf(summary),
    fingerprints: [...new Set(kept.map(({ manifest }) => decidedIn(manifest, { mind, conditions })))],
    beside: await besideIn(folder),
  };
}

const PromptLine = z.looseObject({ system: z.string().optional(), prompt: z.string().optional() });

/** How the first condition is asked; of several minds, how its first language model is. */
function settingsIn([first]: StudyDesign['conditions']): StudyDesign['conditions'][number]['settings'] {
  const spoken = first?.minds?.find(({ mind }) => mind.kind === 'language-model');
  return spoken?.mind.settings ?? first?.settings ?? {};
}

/** Fingerprint of what decided in a run; that of the study where several decide and all of the run are among them. */
function decidedIn(
  { mind: { fingerprint }, condition, agents, mind: { others = {} } }: RunManifest,
  { mind, conditions }: Pick<StudyDesign, 'mind' | 'conditions'>,
): string {
  const minds = conditions.find(({ name }) => name === condition)?.minds;
  if (minds === undefined) return fingerprint;
  const known = new Set(minds.map((one) => one.mind.fingerprint));
  const brought = new Set(agents.flatMap(({ id }) => (others[id]?.kind === 'brought' ? [id] : [])));
  const inRun = [
    fingerprint,
    ...Object.keys(others).flatMap((id) => (brought.has(id) ? [] : (others[id]?.fingerprint ?? []))),
  ];
  return inRun.find((one) => !known.has(one)) ?? mind.fingerprint;
}

/** Decisions, priors and the like, but for what was embedded. */
async function promptsIn(folder: string): Promise<readonly PromptText[]> {
  const lines = await recordedLines(join(folder, STUDY_FILES.prompts), PromptLine);
  return lines.flatMap(({ system, prompt }, at) => {
    if (prompt === undefined) return [];
    return [{ line: at + 1, text: system === undefined ? prompt : `${system}\n${prompt}` }];
  });
}

async function keptIn(folder: string): Promise<readonly Kept[]> {
  const root = join(folder, 'runs');
  if (!existsSync(root)) return [];
  const names = (await readdir(root)).toSorted();
  const runs = names.map((name) => join(root, name)).filter((run) => existsSync(join(run, RUN_FILES.manifest)));
  const all = await Promise.all(runs.map(async (run) => ({ folder: run, manifest: await readManifest(run) })));
  return all.filter(({ manifest }) => manifest.forkOf === null);
}

/** How far later decisions of an agent are from its first of the same kind, over kept runs. */
async function memoryUse(runs: readonly Kept[]): Promise<MemoryUse | null> {
  if (runs.length === 0) return null;
  let [decisions, largest] = [0, 0];
  for (const { folder } of runs) {
    const first = new Map<string, readonly number[]>();
    for await (const event of readJournal(join(folder, RUN_FILES.events))) {
      const found = distributionIn(event);
      if (found === undefined) continue;
      const before = first.get(found.key);
      if (before === undefined) first.set(found.key, found.probabilities);
      else {
        decisions += 1;
        largest = Math.max(largest, distance(before, found.probabilities));
      }
    }
  }
  return { decisions, largest };
}

function distributionIn({ type, agent = '', data }: Event) {
  const { probabilities, kind } = data;
  if (type !== 'decision-made' || !Array.isArray(probabilities)) return undefined;
  return { key: JSON.stringify([agent, kind]), probabilities: probabilities as readonly number[] };
}

/** Total variation; options that one of them lacks have no probability there. */
function distance(one: readonly number[], other: readonly number[]): number {
  const options = Math.max(one.length, other.length);
  const differences = Array.from({ length: options }, (_, at) => Math.abs((one[at] ?? 0) - (other[at] ?? 0)));
  return differences.reduce((sum, difference) => sum + difference, 0) / 2;
}

/** Controls of the check that the study knew, where it is still there. */
async function controlsOf({ qualification, mind }: StudySummary): Promise<StudyEvidence['controls']> {
  const checkedAt = qualification?.checkedAt ?? null;
  if (checkedAt === null) return [];
  const found = await findQualification(mind.fingerprint);
  return found?.createdAt === checkedAt ? found.controls : [];
}

async function besideIn(folder: string): Promise<StudyEvidence['beside']> {
  const path = join(folder, STUDY_FILES.beside);
  return existsSync(path) ? Object.values((await readJsonFile(path, SideRecords)).models) : [];
}

function unfinished(folder: string, status: string): Error {
  return userError({
    kind: 'usage',
    what: `this study is not finished: it is marked "${status}"`,
    where: folder,
    expected: 'a finished study',
    remedy: `\`mesocosm resume ${folder}\` goes on with it`,
  });
}
