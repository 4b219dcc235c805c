import { extname } from 'node:path';
import { userError } from '../../foundation/errors/index.js';

/** How a population stands in a file: one JSON object, one persona a line, a table, or Concordia's list. */
export const POPULATION_FORMATS = ['json', 'jsonl', 'csv', 'concordia'] as const;
export type PopulationFormat = (typeof POPULATION_FORMATS)[number];

/**
 * The format that a file's name tells: `.jsonl`, `.csv`, `.concordia.json`, or `.json`.
 *
 * @throws MesocosmError (usage) where it ends in something else.
 */
export function formatOf(path: string): PopulationFormat {
  if (path.toLowerCase().endsWith('.concordia.json')) return 'concordia';
  const end = extname(path).toLowerCase().slice(1);
  if (end === 'json' || end === 'jsonl' || end === 'csv') return end;
  throw userError({
    kind: 'usage',
    what: `the name tells no format of a population`,
    where: path,
    expected: 'a name that ends in .json, .jsonl, .csv or .concordia.json',
    remedy: 'name the file so, or say the format',
  });
}
