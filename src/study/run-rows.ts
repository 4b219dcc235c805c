import { join } from 'node:path';
import type { RunRecord } from '../spec/index.js';
import { playedRows } from './allotment.js';
import { readStudyFile, STUDY_FILES } from './folder.js';
import { recordedLines, RunLine } from './records.js';

/**
 * The rows of `runs.csv` from the log of a study: the last of each run, in the order of the design, and none that was not
 * played to its end.
 *
 * @throws MesocosmError (usage) when the folder is no study.
 */
export async function runRows(folder: string): Promise<readonly RunRecord[]> {
  const { design } = await readStudyFile(folder);
  const lines = await recordedLines(join(folder, STUDY_FILES.log), RunLine);
  const played = [...playedRows(new Map(lines.map(({ key, row }) => [key, row]))).values()];
  return design.conditions.flatMap(({ name, arms }) =>
    arms.flatMap((arm) =>
      played.filter((row) => row.condition === name && row.arm === arm).toSorted((a, b) => a.seed - b.seed),
    ),
  );
}
