import { readJsonFile, readTextFile } from '../../foundation/storage/index.js';
import { Json, Population } from '../../spec/index.js';
import { populationMistake } from '../_internals/population-mistake.js';
import { fromConcordia } from './concordia.js';
import { fromJsonLines } from './_internals/json-lines.js';

/**
 * Reads a population from a file: one JSON object, one persona a line (`.jsonl`), a table (`.csv`), or the list that
 * Concordia writes. JSON files are told apart by what is in them.
 *
 * @throws MesocosmError (usage) in one sentence that names the file, the line or place, the field and the remedy.
 */
export async function readPopulation(path: string): Promise<Population> {
  const lower = path.toLowerCase();
  if (lower.endsWith('.jsonl')) return fromJsonLines(path, await readTextFile(path));
  if (lower.endsWith('.csv'))
    return (await import('./_internals/csv-table.js')).fromCsv(path, await readTextFile(path));
  return populationFrom(path, await readJsonFile(path, Json));
}

/** @throws MesocosmError (usage) naming the file and the place of what is wrong in it. */
export function populationFrom(path: string, json: unknown): Population {
  if (isConcordia(json)) return fromConcordia(path, json);
  const parsed = Population.safeParse(json);
  if (parsed.success) return parsed.data;
  throw populationMistake(path, json, parsed.error.issues);
}

/** Concordia's file is a list, and ours never is. */
function isConcordia(json: unknown): boolean {
  return Array.isArray(json) && json.some((one) => typeof one === 'object' && one !== null && 'characteristics' in one);
}
