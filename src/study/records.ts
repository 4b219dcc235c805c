import { join } from 'node:path';
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
  close(): void;
}

/** Opens the logs of a study's folder, or makes them. */
export async function openRecords(folder: string): Promise<StudyRecords> {
  const answers = await openAnswers(join(folder, STUDY_FILES.answers));
  const prompts = await openPrompts(join(folder, STUDY_FILES.prompts));
  const calls = await openAppendLog(join(folder, STUDY_FILES.calls));
  const runs = await openAppendLog(join(folder, STUDY_FILES.log));
  return {
    answers,
    prompts,
    calls,
    runs,
    close() {
      answers.close();
      prompts.close();
      calls.close();
      runs.sync();
      runs.close();
    },
  };
}
