import type { z } from 'zod';
import { firstFault, userError } from '../errors/index.js';
import { readTextFile } from './read-text-file.js';

/**
 * Reads a file of JSON values, one a line, and checks each. Empty lines are passed over.
 *
 * @param about What a line should be and what to do where one is not, for the sentence that says so.
 * @throws MesocosmError (usage) in one sentence, naming the file, the line and what is wrong with it.
 */
export async function readJsonLines<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  about: { readonly line: string; readonly remedy: string },
): Promise<readonly z.output<Schema>[]> {
  const lines = (await readTextFile(path)).split('\n');
  return lines.flatMap((text, index) => {
    if (text.trim() === '') return [];
    const wrong = (why: string): Error =>
      userError({
        kind: 'usage',
        what: `line ${index + 1} is not ${about.line}: ${why}`,
        where: path,
        remedy: about.remedy,
      });
    const json = jsonOf(text);
    if (json === undefined) throw wrong('it is not JSON');
    const parsed = schema.safeParse(json);
    if (!parsed.success) throw wrong(firstFault(parsed.error, 'the line'));
    return [parsed.data];
  });
}

/** `undefined` of what is not JSON, which no JSON is. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
