import { writeFileAtomic, writeJsonFile } from '../../foundation/storage/index.js';
import type { Population } from '../../spec/index.js';
import { toJsonLines } from './_internals/json-lines.js';
import { toConcordia } from './concordia.js';
import { formatOf, type PopulationFormat } from './population-format.js';

/**
 * Writes a population to a file, at once or not at all.
 *
 * `json` and `jsonl` hold all of it; `csv` the people alone (name, text, positions, weight, provenance); `concordia` what
 * Concordia knows (name, text, positions, context).
 *
 * @param options.format Default: by the name of the file.
 * @throws MesocosmError (usage) where the name tells no format.
 */
export async function savePopulation(
  path: string,
  population: Population,
  options: { readonly format?: PopulationFormat } = {},
): Promise<void> {
  switch (options.format ?? formatOf(path)) {
    case 'json':
      return writeJsonFile(path, population);
    case 'jsonl':
      return writeFileAtomic(path, toJsonLines(population));
    case 'csv':
      return writeFileAtomic(path, (await import('./_internals/csv-table.js')).toCsv(population));
    case 'concordia':
      return writeJsonFile(path, toConcordia(population));
  }
}

/** What of a population a format leaves out, by the names of its fields. */
export function leftOut(population: Population, format: PopulationFormat): readonly string[] {
  if (format === 'json' || format === 'jsonl') return [];
  const known = format === 'csv' ? [] : ['context'];
  const fields = ['context', 'source', 'licence', 'questionnaire', 'provenance'] as const;
  const lost = fields.filter((field) => population[field] !== undefined && !known.includes(field));
  const told = format === 'concordia' && population.personas.some(({ provenance }) => isOwn(provenance));
  return told ? [...lost, 'provenance of the personas'] : lost;
}

function isOwn(provenance: Population['provenance']): boolean {
  return Object.keys(provenance ?? {}).some((key) => key !== 'concordia');
}
