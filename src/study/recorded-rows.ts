import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { readJsonFile } from '../foundation/storage/index.js';
import { StudySummary, type RunRecord } from '../spec/index.js';
import { playedRows } from './allotment.js';
import { isComplete, readStudyFile, STUDY_FILES } from './folder.js';
import { recordedLines, RunLine } from './records.js';

/**
 * The rows of a study's runs by their keys, from the log in its folder.
 *
 * @throws MesocosmError (usage) naming the file when a line of it is damaged, or when it has fewer runs of an arm than the
 *   summary of the study was made of.
 */
export async function recordedRows(folder: string): Promise<ReadonlyMap<string, RunRecord>> {
  const log = join(folder, STUDY_FILES.log);
  const lines = await recordedLines(log, RunLine);
  const rows = playedRows(new Map(lines.map(({ key, row }) => [key, row])));
  if (!isComplete(folder, await readStudyFile(folder))) return rows;
  const { conditions } = await readJsonFile(join(folder, STUDY_FILES.summary), StudySummary);
  for (const { name, arms } of conditions) {
    for (const { name: arm, runs } of arms) {
      const found = [...rows.values()].filter((row) => row.condition === name && row.arm === arm).length;
      if (found < runs) throw lacking(log, `${found} of the ${runs} runs of ${name}.${arm}`);
    }
  }
  return rows;
}

function lacking(log: string, what: string): Error {
  return userError({
    kind: 'usage',
    what: `it has ${what}, of which the summary tells`,
    where: log,
    remedy: 'restore the file from a copy, or begin a new study with --fresh',
  });
}
