import type { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';
import { readJsonFile } from '../../foundation/storage/index.js';

/**
 * What an option gives as a file, or as the JSON itself.
 *
 * @throws MesocosmError (usage) naming the option or the file, and the field that is wrong.
 */
export async function jsonOrFile<Value>(
  given: string,
  about: {
    readonly option: string;
    readonly schema: z.ZodType<Value>;
    /** What it is, after "a": `change`. */
    readonly what: string;
    readonly expected: string;
    readonly remedy: string;
  },
): Promise<Value> {
  const { option, schema, what, expected, remedy } = about;
  if (given.trim() === '') throw userError({ kind: 'usage', what: `${option} is empty`, expected, remedy });
  if (!/^\s*([[{"]|(null|true|false|-?\d[\d.eE+-]*)\s*$)/.test(given)) return readJsonFile(given, schema);
  const parsed = schema.safeParse(parsedJson(given, { option, expected }));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first?.path.join('.') || 'the JSON';
  throw userError({ kind: 'usage', what: `${option} is no ${what}: ${where}: ${first?.message}`, expected, remedy });
}

function parsedJson(
  text: string,
  { option, expected }: { readonly option: string; readonly expected: string },
): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const what = `${option} is not JSON: ${error instanceof Error ? error.message : String(error)}`;
    throw userError({ kind: 'usage', what, expected, remedy: 'put it in single quotes, or in a file' });
  }
}
