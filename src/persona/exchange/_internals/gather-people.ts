import { Persona, Population } from '../../../spec/index.js';
import { userError } from '../../../foundation/errors/index.js';
import { fileMistake } from '../../_internals/file-mistake.js';
import { populationMistake } from '../../_internals/population-mistake.js';

/** Somebody in a file, and where. */
export interface FoundPerson {
  /** The file, with the line or the entry. */
  readonly where: string;
  readonly value: unknown;
}

/**
 * A population of people who were read one by one.
 *
 * @throws MesocosmError (usage) naming the place of whoever lacks something or bears another's name.
 */
export function gatherPeople(
  path: string,
  about: Omit<Population, 'personas'>,
  found: readonly FoundPerson[],
): Population {
  const personas = found.map(({ where, value }) => {
    const parsed = Persona.safeParse(value);
    if (parsed.success) return parsed.data;
    throw fileMistake({ where, json: value, issues: parsed.error.issues, section: 'Population file' });
  });
  const first = new Map<string, string>();
  for (const [at, { name }] of personas.entries()) {
    const where = found[at]?.where ?? path;
    const earlier = first.get(name.normalize('NFC'));
    if (earlier !== undefined) throw sameName({ name, where, earlier });
    first.set(name.normalize('NFC'), where);
  }
  const population = { ...about, personas };
  const parsed = Population.safeParse(population);
  if (parsed.success) return parsed.data;
  throw populationMistake(path, population, parsed.error.issues);
}

function sameName({ name, where, earlier }: { readonly [part in 'name' | 'where' | 'earlier']: string }): Error {
  return userError({
    kind: 'usage',
    what: `$.name is "${name}", as is that of ${earlier}`,
    where,
    expected: 'a name of its own for everybody',
    remedy: 'correct it there; docs/formats.md describes the format, section "Population file"',
  });
}
