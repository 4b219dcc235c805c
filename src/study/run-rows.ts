import type { RunRecord } from '../spec/index.js';
import { readStudyFile } from './folder.js';
import { recordedRows } from './recorded-rows.js';

/**
 * The rows of `runs.csv` from the log of a study: the last of each run, in the order of the design, and none that was not
 * played to its end.
 *
 * @throws MesocosmError (usage) when the folder is no study, or its log is damaged or lacks runs.
 */
export async function runRows(folder: string): Promise<readonly RunRecord[]> {
  const { design } = await readStudyFile(folder);
  const played = [...(await recordedRows(folder)).values()];
  return design.conditions.flatMap(({ name, arms }) =>
    arms.flatMap((arm) =>
      played.filter((row) => row.condition === name && row.arm === arm).toSorted((a, b) => a.seed - b.seed),
    ),
  );
}
