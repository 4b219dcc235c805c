import { Intervention } from '../../spec/index.js';
import { jsonOrFile } from './json-or-file.js';
import { oneOrList } from './one-or-list.js';

const Interventions = oneOrList(Intervention).refine((all) => all.length > 0, 'expected at least one');

/**
 * What `--interventions` gives: a list of them or one, in a file or as JSON.
 *
 * @throws MesocosmError (usage) naming what is no intervention.
 */
export async function interventionsIn(given: string | undefined): Promise<readonly Intervention[] | undefined> {
  if (given === undefined) return undefined;
  return jsonOrFile(given, {
    option: '--interventions',
    schema: Interventions,
    what: 'intervention',
    expected: '{"when": {"time": …}, "changes": [{"do": …}]}, or a list of them',
    remedy: '`mesocosm run --help` shows moments, `mesocosm fork --help` changes',
  });
}
