import type { Population } from '../../spec/index.js';
import { fileMistake, type Issue, type Mistake } from './file-mistake.js';

/** The first mistake of a population file in one sentence: what, where, what was expected, and what to do. */
export function populationMistake(path: string, json: unknown, issues: readonly Issue[]): Error {
  return fileMistake({ where: path, json, issues, section: 'Population file', own: aboutPeople });
}

function aboutPeople(issue: Issue, json: unknown): Mistake | undefined {
  if (issue.path.length !== 1 || issue.path[0] !== 'personas') return undefined;
  if (issue.code === 'custom') return { ...sameName(json), expected: 'a name of its own for everybody' };
  const people = (json as { readonly personas?: unknown }).personas;
  if (issue.code !== 'too_small' || !Array.isArray(people)) return undefined;
  return {
    what: `has ${people.length === 0 ? 'nobody' : 'one person'} in it`,
    expected: 'at least 2 people',
    remedy: 'add people, each with a name and a text',
  };
}

/** The name that two people have, and who they are. */
function sameName(json: unknown): Pick<Mistake, 'what' | 'at'> {
  const names = (json as Population).personas.map(({ name }) => name.normalize('NFC'));
  const second = names.findIndex((name, index) => names.indexOf(name) < index);
  const name = names[second] as string;
  return { at: `$.personas[${second}].name`, what: `is "${name}", as is that of $.personas[${names.indexOf(name)}]` };
}
