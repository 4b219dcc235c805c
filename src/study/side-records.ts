import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { userError } from '../foundation/errors/index.js';
import { readJsonFile, writeJsonFile } from '../foundation/storage/index.js';
import type { LanguageModel } from '../spec/index.js';
import { STUDY_FILES } from './folder.js';

const Described = z.object({ name: z.string(), fingerprint: z.string(), baseUrl: z.string().nullable() });

/** What `beside.json` holds: models that minds of the scenario stand on, by the names under which they are asked for. */
export const SideRecords = z.object({ formatVersion: z.literal(1), models: z.record(z.string(), Described) });
export type SideRecords = z.infer<typeof SideRecords>;

/**
 * Notes in a study's folder which model was opened under a name.
 *
 * @throws MesocosmError (usage) when an earlier sitting opened another one under it: one study asks one system.
 */
export async function noteSideModel(folder: string, asked: string, model: LanguageModel): Promise<void> {
  const path = join(folder, STUDY_FILES.beside);
  const models = existsSync(path) ? (await readJsonFile(path, SideRecords)).models : {};
  const { name, fingerprint, description } = model;
  const before = models[asked];
  if (before?.fingerprint === fingerprint) return;
  if (before !== undefined) {
    const place = before.baseUrl === null ? '' : ` (at ${before.baseUrl})`;
    throw userError({
      kind: 'usage',
      what: `${asked} is not the model that this study asked before${place}, or is set otherwise`,
      where: folder,
      remedy: 'set OPENAI_BASE_URL and the like as they were, or begin anew with --fresh',
    });
  }
  const baseUrl = typeof description['baseUrl'] === 'string' ? description['baseUrl'] : null;
  const all: SideRecords = { formatVersion: 1, models: { ...models, [asked]: { name, fingerprint, baseUrl } } };
  await writeJsonFile(path, all);
}
