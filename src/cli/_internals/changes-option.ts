import { z } from 'zod';
import { Change } from '../../spec/index.js';
import { jsonOrFile } from './json-or-file.js';

const Changes = z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(Change));

/** Changes as `--do` gives them, a file or JSON itself. @throws MesocosmError (usage) naming what is no change. */
export async function changesIn(given: string | undefined): Promise<readonly Change[]> {
  if (given === undefined) return [];
  return jsonOrFile(given, {
    option: '--do',
    schema: Changes,
    what: 'change',
    expected: 'a change with "do": "inject", "persona", "commit", "remove" or "add", or a list of them',
    remedy: '`mesocosm fork --help` shows them all',
  });
}
