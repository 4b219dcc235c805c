import { Change } from '../../spec/index.js';
import { jsonOrFile } from './json-or-file.js';
import { oneOrList } from './one-or-list.js';

/** Changes as `--do` gives them, a file or JSON itself. @throws MesocosmError (usage) naming what is no change. */
export async function changesIn(given: string | undefined): Promise<readonly Change[]> {
  if (given === undefined) return [];
  return jsonOrFile(given, {
    option: '--do',
    schema: oneOrList(Change),
    what: 'change',
    expected: 'a change with "do": "inject", "persona", "commit", "remove" or "add", or a list of them',
    remedy: '`mesocosm fork --help` shows them all',
  });
}
