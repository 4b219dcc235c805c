import { existsSync } from 'node:fs';
import { nearest, userError } from '../foundation/errors/index.js';
import { Population } from '../spec/index.js';
import { readPopulation } from './exchange/index.js';
import { shippedPopulations } from './shipped-populations.js';

/**
 * Loads a population: the path of a file (`.json`, `.jsonl`, `.csv`, or Concordia's JSON), or the name of one that is
 * shipped.
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
    expected: 'a file with a population (.json, .jsonl or .csv), or the name of a shipped population',
    remedy: suggestion === undefined ? 'check the path' : `did you mean "${suggestion}"?`,
  });
}
