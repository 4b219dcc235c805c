import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Clock } from '../foundation/clock.js';
import { isMesocosmError, userError } from '../foundation/errors/index.js';
import { isLocked, makeFolder, readJsonFile, writeJsonFile } from '../foundation/storage/index.js';
import { deviationsOf, StudyFile, designHash, type StudyDesign } from './design.js';
import { additionsOf, notExtended } from './extension.js';

/** Files of a study folder. */
export const STUDY_FILES = {
  study: 'study.json',
  answers: 'answers.jsonl',
  prompts: 'prompts.jsonl',
  calls: 'calls.jsonl',
  probes: 'probes.jsonl',
  policy: 'policy.json',
  beside: 'beside.json',
  log: 'runs.jsonl',
  ledgerLog: 'ledger.jsonl',
  ledger: 'ledger.csv',
  historiesLog: 'histories.jsonl',
  adaptation: 'adaptation.csv',
  values: 'values.csv',
  runs: 'runs.csv',
  metrics: 'metrics.csv',
  series: 'series.csv',
  fits: 'fits.csv',
  codings: 'codings.csv',
  sociology: 'sociology.csv',
  information: 'information.csv',
  variance: 'variance.csv',
  summary: 'summary.json',
  report: 'report.html',
  markdown: 'report.md',
} as const;

/** A study folder on disk. */
export interface FoundStudy {
  readonly folder: string;
  readonly file: StudyFile;
}

/** A study folder whose `study.json` cannot be read, and why. */
export interface DamagedStudy {
  readonly folder: string;
  readonly reason: string;
}

/**
 * Studies in a folder of studies, oldest first. Folders that are not studies are passed over; those that are damaged are
 * told of and stand in nobody's way.
 */
export async function listStudies(
  root: string,
  onDamaged: (damaged: DamagedStudy) => void = () => undefined,
): Promise<readonly FoundStudy[]> {
  if (!existsSync(root)) return [];
  const names = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const found: FoundStudy[] = [];
  for (const { name } of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const folder = join(root, name);
    if (!existsSync(join(folder, STUDY_FILES.study))) continue;
    try {
      found.push({ folder, file: await readStudyFile(folder) });
    } catch (error) {
      if (!isMesocosmError(error)) throw error;
      onDamaged({ folder, reason: error.message });
    }
  }
  return found;
}

/**
 * What a study folder says of itself.
 *
 * @throws MesocosmError (usage) when the folder is not a study.
 */
export async function readStudyFile(folder: string): Promise<StudyFile> {
  const path = join(folder, STUDY_FILES.study);
  if (!existsSync(path)) {
    throw userError({
      kind: 'usage',
      what: existsSync(folder) ? 'this folder is not a study: it has no study.json' : 'there is no such folder',
      where: folder,
      expected: 'the folder of a study, as `mesocosm run` makes it',
      remedy: '`mesocosm list` shows the studies there are',
    });
  }
  const file = await readJsonFile(path, StudyFile);
  // A process that was killed could not say so.
  return file.status === 'running' && !isLocked(folder) ? { ...file, status: 'interrupted' } : file;
}

/** Whether a study came to its end, with few failures or many, and its figures are there. */
export function isComplete(folder: string, { status }: StudyFile): boolean {
  const ended = status === 'finished' || status === 'too-many-failures';
  return ended && existsSync(join(folder, STUDY_FILES.summary));
}

/** Writes `study.json` at once or not at all. */
export async function writeStudyFile(folder: string, file: StudyFile): Promise<void> {
  await writeJsonFile(join(folder, STUDY_FILES.study), file);
}

/**
 * The newest unfinished study of this design, or a new folder for it; `partIn` names a study that holds a part of its runs
 * and could be extended.
 */
export async function folderFor(
  root: string,
  design: StudyDesign,
  options: {
    readonly fresh: boolean;
    readonly clock: Clock;
    /** Folder of the study to go on with, where it must be that one. */
    readonly resume?: string;
    /** Goes on with the newest study of which this design is an extension, and with no other. Default false. */
    readonly extend?: boolean;
    readonly command: readonly string[] | null;
    /** Hash of the endpoint that is asked and its settings, as they were given. Default: none is. */
    readonly connection?: string | null;
    readonly versions: StudyFile['versions'];
  },
): Promise<FoundStudy & { readonly resumed: boolean; readonly partIn?: string }> {
  const hash = designHash(design);
  const { fresh, extend = false, resume } = options;
  if (resume !== undefined) return goneOnWith(await theStudy(resume, { hash, design, extend }), design);
  if (extend) return goneOnWith(await extendedStudy(root, design), design);
  const found = fresh ? [] : await listStudies(root);
  const last = found.findLast(({ file }) => file.hash === hash && file.status !== 'finished');
  if (last !== undefined) return goneOnWith(last, design);
  const now = options.clock.iso();
  const stamp = now.replaceAll(/[-:]/g, '').replace(/\.\d+/, '');
  // What a file system or a shell would stumble over stays in the design alone.
  const name = design.name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80);
  const base = `${stamp}_${name}_${hash.slice(0, 6)}`;
  const folder = await newFolder(root, base);
  const file: StudyFile = {
    formatVersion: 1,
    kind: 'study',
    id: basename(folder),
    hash,
    design,
    connection: options.connection ?? null,
    command: options.command === null ? null : [...options.command],
    status: 'running',
    createdAt: now,
    finishedAt: null,
    seconds: 0,
    saved: 0,
    deviations: [],
    versions: options.versions,
  };
  await writeStudyFile(folder, file);
  const part = found.findLast((one) => one.file.hash !== hash && notExtended(one.file.design, design) === null);
  return { folder, file, resumed: false, ...(part === undefined ? {} : { partIn: part.folder }) };
}

/** The study as it goes on: with the limits of now, and what they were before on record. */
function goneOnWith({ folder, file }: FoundStudy, design: StudyDesign): FoundStudy & { readonly resumed: true } {
  const added = additionsOf(file.design, design);
  const extended =
    added.length === 0
      ? []
      : [`extended after ${file.status === 'finished' ? 'its end' : 'it was begun'}: ${added.join('; ')}`];
  const deviations = [...file.deviations, ...extended, ...deviationsOf(file.design, design)];
  return { folder, file: { ...file, hash: designHash(design), design, deviations }, resumed: true };
}

/** The newest study that a design extends. @throws MesocosmError (usage) when there is none, saying why the newest is not. */
async function extendedStudy(root: string, design: StudyDesign): Promise<FoundStudy> {
  const candidates = (await listStudies(root)).filter(({ file }) => file.design.scenario === design.scenario);
  const found = candidates.findLast(({ file }) => notExtended(file.design, design) === null);
  if (found !== undefined) return found;
  const newest = candidates.at(-1);
  const why =
    newest === undefined ? '' : `: that of ${newest.folder} would have ${notExtended(newest.file.design, design)}`;
  throw userError({
    kind: 'usage',
    what: `there is no study that this design extends${why}`,
    where: root,
    expected: 'a study with the same name, seed, mind and people whose conditions, arms and runs are all among these',
    remedy: 'leave --extend away to begin a new study',
  });
}

/** The study that is to be gone on with. @throws MesocosmError (usage) when its design is another one. */
async function theStudy(
  folder: string,
  { hash, design, extend }: { readonly hash: string; readonly design: StudyDesign; readonly extend: boolean },
): Promise<FoundStudy> {
  const file = await readStudyFile(folder);
  if (file.hash === hash || (extend && notExtended(file.design, design) === null)) return { folder, file };
  throw userError({
    kind: 'usage',
    what: 'what it would run now is not the study that was begun: a file, a model or a version has changed since',
    where: folder,
    expected: `the design ${file.hash.slice(0, 12)}, not ${hash.slice(0, 12)}`,
    remedy: 'restore what has changed, or begin a new study with the same command and --fresh',
  });
}

async function newFolder(root: string, base: string): Promise<string> {
  await makeFolder(root);
  for (let count = 1; ; count += 1) {
    const folder = join(root, count === 1 ? base : `${base}-${count}`);
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
