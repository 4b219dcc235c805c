import { readJsonFile } from '../../foundation/storage/index.js';
import { Json, Questionnaire } from '../../spec/index.js';
import { fileMistake } from '../_internals/file-mistake.js';

/**
 * Loads a questionnaire from a JSON file. Whether it is a good one, {@link checkQuestionnaire} tells.
 *
 * @throws MesocosmError (usage) when there is no such file, or when it is broken, naming the place.
 */
export async function loadQuestionnaire(path: string): Promise<Questionnaire> {
  return parseQuestionnaire(path, await readJsonFile(path, Json));
}

/** @throws MesocosmError (usage) naming the file and the place of what is wrong in it. */
export function parseQuestionnaire(path: string, json: unknown): Questionnaire {
  const parsed = Questionnaire.safeParse(json);
  if (parsed.success) return parsed.data;
  throw fileMistake({ where: path, json, issues: parsed.error.issues, section: 'Questionnaire file' });
}
