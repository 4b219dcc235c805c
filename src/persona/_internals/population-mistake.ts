import { userError } from '../../foundation/errors/index.js';
import type { Population } from '../../spec/index.js';

type Issue = NonNullable<ReturnType<typeof Population.safeParse>['error']>['issues'][number];

/** What is wrong in a population file: the place is put before it. */
interface Mistake {
  readonly what: string;
  readonly expected: string;
  readonly remedy?: string;
  /** Default: the place that the check names. */
  readonly at?: string;
}

const REMEDY = 'correct it there; docs/formats.md describes the format, section "Population file"';

/** The first mistake of a population file in one sentence: what, where, what was expected, and what to do. */
export function populationMistake(path: string, json: unknown, issues: readonly Issue[]): Error {
  const [issue] = issues as [Issue];
  const { what, expected, remedy = REMEDY, at = placeOf(issue.path) } = mistakeOf(issue, json);
  const others = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return userError({ kind: 'usage', what: `${at} ${what}${others}`, where: path, expected, remedy });
}

function mistakeOf(issue: Issue, json: unknown): Mistake {
  const given = valueAt(json, issue.path);
  const [field] = issue.path;
  if (field === 'formatVersion') {
    const what = given === undefined ? 'is missing' : `is ${JSON.stringify(given)}, which this version does not know`;
    return { what, expected: '1', remedy: 'write "formatVersion": 1' };
  }
  switch (issue.code) {
    case 'invalid_type':
      return { what: given === undefined ? 'is missing' : `is ${kindOf(given)}`, expected: wantedKind(issue.expected) };
    case 'too_small':
      return tooSmall(issue, given);
    case 'too_big':
      return { what: `is ${String(given)}`, expected: `at most ${issue.maximum}` };
    case 'custom':
      return { ...sameName(json), expected: 'a name of its own for everybody' };
    default:
      return { what: 'is not possible', expected: issue.message };
  }
}

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>, given: unknown): Mistake {
  if (issue.origin === 'string') return { what: 'is empty', expected: 'a text' };
  if (!Array.isArray(given)) return { what: `is ${String(given)}`, expected: `at least ${issue.minimum}` };
  return {
    what: `has ${given.length === 0 ? 'nobody' : 'one person'} in it`,
    expected: 'at least 2 people',
    remedy: 'add people, each with a name and a text',
  };
}

/** The name that two people have, and who they are. */
function sameName(json: unknown): Pick<Mistake, 'what' | 'at'> {
  const names = (json as Population).personas.map(({ name }) => name);
  const second = names.findIndex((name, index) => names.indexOf(name) < index);
  const name = names[second] as string;
  return { at: `$.personas[${second}].name`, what: `is "${name}", as is that of $.personas[${names.indexOf(name)}]` };
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (at as { readonly [key: PropertyKey]: unknown } | undefined)?.[key], json);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a text', number: 'a number', boolean: String(value), object: 'an object' }[typeof value as string] ?? ''
  );
}

function wantedKind(expected: string): string {
  return (
    { string: 'a text', number: 'a number', array: 'a list', object: 'an object', record: 'an object' }[expected] ??
    expected
  );
}

/** `$.personas[3].text` for a path of zod. */
function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`), '$');
}
