import { loadPopulation } from '../../persona/index.js';
import type { StudyOptions } from '../../study/index.js';
import { standingsBeside } from './standings-beside.js';

/** The people of a file, and where they stand by their answers where that was measured beside it. */
export async function peopleIn(path?: string): Promise<Pick<StudyOptions, 'population' | 'standings'>> {
  if (path === undefined) return {};
  const population = await loadPopulation(path);
  const standings = await standingsBeside(path, population);
  return { population, ...(standings === undefined ? {} : { standings }) };
}
