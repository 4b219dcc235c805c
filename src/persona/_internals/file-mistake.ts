import type { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';

export type Issue = z.core.$ZodIssue;

/** What is wrong in a file, in words: the place is put before it. */
export interface Mistake {
  readonly what: string;
  readonly expected?: string;
  readonly remedy?: string;
  /** Default: the place that the check names. */
  readonly at?: string;
}

/** Mistakes of a file that a kind of file has words of its own for. */
export type OwnWords = (issue: Issue, json: unknown) => Mistake | undefined;

/**
 * The first mistake of a file in one sentence: what, where, what was expected, and what to do.
 *
 * @param options.where The file, with the line where it has several values.
 * @param options.json What was checked.
 * @param options.section Section of docs/formats.md that describes the file.
 */
export function fileMistake(options: {
  readonly where: string;
  readonly json: unknown;
  readonly issues: readonly Issue[];
  readonly section: string;
  readonly own?: OwnWords;
}): Error {
  const { where, json, issues, section, own } = options;
  const [issue] = issues as [Issue];
  const mistake = own?.(issue, json) ?? mistakeOf(issue, json);
  const { what, expected, at = placeOf(issue.path) } = mistake;
  const remedy = mistake.remedy ?? `correct it there; docs/formats.md describes the format, section "${section}"`;
  const others = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return userError({ kind: 'usage', what: `${at} ${what}${others}`, where, expected, remedy });
}

function mistakeOf(issue: Issue, json: unknown): Mistake {
  const given = valueAt(json, issue.path);
  if (issue.path.at(-1) === 'formatVersion') return otherVersion(given);
  switch (issue.code) {
    case 'invalid_type':
      return {
        what: given === undefined ? 'is missing' : isA(given, issue.expected),
        expected: wanted(issue.expected),
      };
    case 'invalid_value':
      return oneOf(given, issue.values);
    case 'invalid_union':
      return oneOf(given, 'options' in issue ? (issue.options as readonly unknown[]) : []);
    case 'invalid_format':
      return { what: `is ${shown(given)}`, expected: formatWanted(issue) };
    case 'too_small':
      return tooSmall(issue, given);
    case 'too_big':
      return Array.isArray(given)
        ? { what: `has ${given.length} entries`, expected: `at most ${issue.maximum}` }
        : { what: `is ${String(given)}`, expected: `at most ${issue.maximum}` };
    case 'custom':
      return { what: `is not possible: ${issue.message}` };
    default:
      return { what: 'is not possible', expected: issue.message };
  }
}

function otherVersion(given: unknown): Mistake {
  const what = given === undefined ? 'is missing' : `is ${JSON.stringify(given)}, which this version does not know`;
  return { what, expected: '1', remedy: 'write "formatVersion": 1' };
}

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>, given: unknown): Mistake {
  if (issue.origin === 'string') return { what: 'is empty', expected: 'a text' };
  if (!Array.isArray(given)) return { what: `is ${String(given)}`, expected: `at least ${issue.minimum}` };
  const entries = given.length === 0 ? 'no entry' : given.length === 1 ? 'one entry' : `${given.length} entries`;
  return { what: `has ${entries}`, expected: `at least ${issue.minimum}` };
}

function oneOf(given: unknown, values: readonly unknown[]): Mistake {
  const expected = values.length === 0 ? 'another value' : values.map((value) => JSON.stringify(value)).join(' or ');
  return { what: given === undefined ? 'is missing' : `is ${shown(given)}`, expected };
}

function formatWanted(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  return 'includes' in issue ? `a text with ${String(issue.includes)} in it` : issue.message;
}

/** A value, or what kind of thing it is where it is long. */
function shown(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? JSON.stringify(value) : undefined;
  return text === undefined || text.length > 60 ? kindOf(value) : text;
}

/** A number that is not whole is not a number for nothing. */
function isA(value: unknown, expected: string): string {
  return typeof value === 'number' && expected === 'int' ? `is ${value}` : `is ${kindOf(value)}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a text', number: 'a number', boolean: String(value), object: 'an object' }[typeof value as string] ?? ''
  );
}

const KINDS: { readonly [expected: string]: string } = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function wanted(expected: string): string {
  return KINDS[expected] ?? expected;
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as { readonly [key: PropertyKey]: unknown } | null | undefined)?.[key],
    json,
  );
}

/** `$.personas[3].text` for a path of zod. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`), '$');
}
