import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile } from '../../foundation/storage/index.js';
import { PersonaMeasurement, standingsOf } from '../../persona/index.js';
import { Json, type Population, type Standings } from '../../spec/index.js';
import { folderBeside } from './folder-beside.js';
import { PERSONA_FILES } from './write-persona-report.js';

/**
 * Where the people of a population stand by their answers, from what was measured beside its file: by `personas measure`,
 * else when it was generated. `undefined` where nothing is there, where it cannot be read, or where it is of other people.
 */
export async function standingsBeside(path: string, { personas }: Population): Promise<Standings | undefined> {
  const names = new Set(personas.map(({ name }) => name));
  for (const kind of ['measured', 'report'] as const) {
    const measurement = await measurementIn(join(folderBeside(path, kind), PERSONA_FILES.measurement));
    if (measurement === undefined) continue;
    const { personas: asked } = measurement.responses;
    if (asked.length === names.size && asked.every((name) => names.has(name))) return standingsOf(measurement);
  }
  return undefined;
}

async function measurementIn(file: string): Promise<PersonaMeasurement | undefined> {
  if (!existsSync(file)) return undefined;
  const json = await readJsonFile(file, Json).catch(() => undefined);
  const parsed = PersonaMeasurement.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}
