import { existsSync } from 'node:fs';
import { nearest, userError } from '../foundation/errors/index.js';
import { readJsonFile } from '../foundation/storage/index.js';
import { Json, Population } from '../spec/index.js';
import { populationMistake } from './_internals/population-mistake.js';
import { shippedPopulations } from './shipped-populations.js';

/**
 * Loads a population: the path of a JSON file, or the name of one that is shipped.
 *
 * @throws MesocosmError (usage) when there is no such file or name, or when the file is broken, naming the place.
 */
export async function loadPopulation(pathOrName: string): Promise<Population> {
  const shipped = Object.hasOwn(shippedPopulations, pathOrName) ? shippedPopulations[pathOrName] : undefined;
  if (shipped !== undefined) return Population.parse(await shipped());
  if (existsSync(pathOrName)) return readPopulation(pathOrName);
  const available = Object.keys(shippedPopulations);
  const suggestion = nearest(pathOrName, available);
  throw userError({
    kind: 'usage',
    what: `there is no population "${pathOrName}": no file of that name, and those shipped are ${available.join(', ')}`,
    expected: 'a JSON file with formatVersion, name and personas, or the name of a shipped population',
    remedy: suggestion === undefined ? 'check the path' : `did you mean "${suggestion}"?`,
  });
}

async function readPopulation(path: string): Promise<Population> {
  const json = await readJsonFile(path, Json);
  const parsed = Population.safeParse(json);
  if (parsed.success) return parsed.data;
  throw populationMistake(path, json, parsed.error.issues);
}
