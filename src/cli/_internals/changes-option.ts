import { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';
import { readJsonFile } from '../../foundation/storage/index.js';
import { Change } from '../../spec/index.js';

const Changes = z.union([z.array(Change), Change.transform((one) => [one])]);

/** Changes as `--do` gives them, a file or JSON itself. @throws MesocosmError (usage) naming what is no change. */
export async function changesIn(given: string | undefined): Promise<readonly Change[]> {
  if (given === undefined) return [];
  if (!/^\s*[[{]/.test(given)) return readJsonFile(given, Changes);
  const parsed = Changes.safeParse(jsonOf(given));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw userError({
    kind: 'usage',
    what: `--do is no change: ${first?.path.join('.') || 'the JSON'}: ${first?.message}`,
    expected: 'a change with "do": "inject", "persona", "commit", "remove" or "add", or a list of them',
    remedy: '`mesocosm fork --help` shows them all',
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
