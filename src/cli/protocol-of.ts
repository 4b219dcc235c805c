import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { readJsonFile } from '../foundation/storage/index.js';
import { StudyProtocol, type ScenarioEntry } from '../spec/index.js';

/**
 * The protocol in a file, or of a study that ships with a scenario, by its name (with or without `.json`). A file goes before a
 * shipped study of its name.
 *
 * @throws MesocosmError (usage) naming what is wrong in the file, or listing the studies that ship where there is neither.
 */
export async function protocolOf(given: string, every: readonly ScenarioEntry[]): Promise<StudyProtocol> {
  if (statSync(given, { throwIfNoEntry: false })?.isFile() === true) return readJsonFile(given, StudyProtocol);
  const shipped = every.flatMap(({ studies = {} }) => Object.entries(studies));
  const name = basename(given, '.json');
  const found = name === given || `${name}.json` === given ? shipped.find(([one]) => one === name)?.[1] : undefined;
  if (found !== undefined) return StudyProtocol.parse(await found());
  throw userError({
    kind: 'usage',
    what: `there is no file "${given}", and no study of that name ships`,
    given: name,
    available: shipped.map(([one]) => one),
    remedy: 'check the path, or take a study that ships',
  });
}
