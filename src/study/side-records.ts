import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { userError } from '../foundation/errors/index.js';
import { readJsonFile, writeJsonFile } from '../foundation/storage/index.js';
import { Json, type LanguageModel } from '../spec/index.js';
import { STUDY_FILES } from './folder.js';

const Described = z.object({
  name: z.string(),
  fingerprint: z.string(),
  baseUrl: z.string().nullable(),
  /** What was found out when it was opened, where it says. */
  found: Json.optional(),
});

/** What `beside.json` holds: models that minds of the scenario stand on, by the names under which they are asked for. */
export const SideRecords = z.object({ formatVersion: z.literal(1), models: z.record(z.string(), Described) });
export type SideRecords = z.infer<typeof SideRecords>;

/** What an earlier sitting found out when it opened the model that is asked for under a name. */
export async function foundBefore(folder: string, asked: string): Promise<Json | undefined> {
  return (await recorded(folder))[asked]?.found;
}

async function recorded(folder: string): Promise<SideRecords['models']> {
  const path = join(folder, STUDY_FILES.beside);
  return existsSync(path) ? (await readJsonFile(path, SideRecords)).models : {};
}

/**
 * Notes in a study's folder which model was opened under a name.
 *
 * @throws MesocosmError (usage) when an earlier sitting opened another one under it: one study asks one system.
 */
export async function noteSideModel(folder: string, asked: string, model: LanguageModel): Promise<void> {
  const models = await recorded(folder);
  const { name, fingerprint, description, found } = model;
  const before = models[asked];
  const isKnown = before?.fingerprint === fingerprint;
  if (isKnown && (found === undefined || before.found !== undefined)) return;
  if (before !== undefined && !isKnown) {
    const place = before.baseUrl === null ? '' : ` (at ${before.baseUrl})`;
    throw userError({
      kind: 'usage',
      what: `${asked} is not the model that this study asked before${place}, or is set otherwise`,
      where: folder,
      remedy: 'set OPENAI_BASE_URL (or --base-url) and the like as they were, or begin anew with --fresh',
    });
  }
  const baseUrl = typeof description['baseUrl'] === 'string' ? description['baseUrl'] : null;
  const noted = { name, fingerprint, baseUrl, ...(found === undefined ? {} : { found }) };
  const all: SideRecords = { formatVersion: 1, models: { ...models, [asked]: noted } };
  await writeJsonFile(join(folder, STUDY_FILES.beside), all);
}
