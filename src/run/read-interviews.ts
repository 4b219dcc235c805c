import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { readJsonLines } from '../foundation/storage/index.js';
import { InterviewAnswer } from '../spec/index.js';
import { readManifest, RUN_FILES } from './folder.js';

/**
 * What was said in the interviews of a finished run, in the order of the questions; nothing where none were held.
 *
 * @throws MesocosmError (usage) when the folder is no finished run, or naming the line that is no answer.
 */
export async function readInterviews(folder: string): Promise<readonly InterviewAnswer[]> {
  const { status } = await readManifest(folder);
  if (status !== 'finished') {
    const what = `this run is ${status}, and its interviews are not written yet`;
    throw userError({ kind: 'usage', what, where: folder, expected: 'a finished run' });
  }
  const file = join(folder, RUN_FILES.interviews);
  if (!existsSync(file)) return [];
  return readJsonLines(file, InterviewAnswer, {
    line: 'an answer of an interview',
    remedy: 'restore the file from a copy',
  });
}
