import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';
import { isLocked, makeFolder, readJsonFile, writeJsonFile } from '../../foundation/storage/index.js';
import { PERSONA_FILES } from './write-persona-report.js';

/** For which population a report folder is, and how that was asked for. */
export const ReportClaim = z.object({ formatVersion: z.literal(1), file: z.string(), design: z.string() });
export type ReportClaim = z.infer<typeof ReportClaim>;

/**
 * Makes the folder of a population's report this population's own. Where the population is replaced by one of another
 * design, records of the old one go, so that it is not paid for what the old one took.
 *
 * @throws MesocosmError (usage) where the folder is that of a file of another name.
 */
export async function claimReportFolder(
  folder: string,
  { out, design, force }: { readonly out: string; readonly design: string; readonly force: boolean },
): Promise<void> {
  const path = join(folder, PERSONA_FILES.claim);
  const before = existsSync(path) ? await readJsonFile(path, ReportClaim) : undefined;
  const file = basename(out);
  if (before !== undefined && before.file !== file) {
    throw userError({
      kind: 'usage',
      what: `the report of ${before.file} is there`,
      where: folder,
      remedy: 'name the new file otherwise, so that each has a report of its own',
    });
  }
  const records = join(folder, PERSONA_FILES.records);
  if (force && before !== undefined && before.design !== design && !isLocked(records)) {
    await rm(records, { recursive: true, force: true });
  }
  await makeFolder(folder);
  await writeJsonFile(path, { formatVersion: 1, file, design } satisfies ReportClaim);
}
