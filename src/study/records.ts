import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { openAppendLog, type AppendLog } from '../foundation/storage/index.js';
import { openAnswers, openPrompts, type Answers, type Prompts } from '../model/index.js';
import { STUDY_FILES } from './folder.js';

/** The logs of a study, open for writing. */
export interface StudyRecords {
  readonly answers: Answers;
  readonly prompts: Prompts;
  readonly calls: AppendLog;
  /** One line a finished run. */
  readonly runs: AppendLog;
  /** One line a run whose agents were asked at its end. */
  readonly ledger: AppendLog;
  close(): void;
}

/**
 * Opens the logs of a study's folder, or makes them.
 *
 * @throws MesocosmError (usage) naming the file and the line that cannot be read.
 */
export async function openRecords(folder: string): Promise<StudyRecords> {
  const { prompts: asked, calls: made, log, ledgerLog } = STUDY_FILES;
  for (const file of [asked, made, log, ledgerLog]) await recordedLines(join(folder, file));
  const answers = await openAnswers(join(folder, STUDY_FILES.answers));
  const prompts = await openPrompts(join(folder, STUDY_FILES.prompts));
  const calls = await openAppendLog(join(folder, STUDY_FILES.calls));
  const runs = await openAppendLog(join(folder, STUDY_FILES.log));
  const ledger = await openAppendLog(join(folder, STUDY_FILES.ledgerLog));
  return {
    answers,
    prompts,
    calls,
    runs,
    ledger,
    close() {
      answers.close();
      prompts.close();
      calls.close();
      runs.sync();
      runs.close();
      ledger.close();
    },
  };
}

/**
 * What the lines of a log hold, without touching it.
 *
 * @throws MesocosmError (usage) naming the file and the line that is not JSON.
 */
export async function recordedLines(path: string): Promise<readonly unknown[]> {
  const { lines } = await openAppendLog(path, { readOnly: true });
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (error) {
      const what = `line ${index + 1} is not JSON`;
      const remedy = 'restore the file from a copy, or begin a new study with --fresh';
      throw userError({ kind: 'usage', what, where: path, remedy }, { cause: error });
    }
  });
}
