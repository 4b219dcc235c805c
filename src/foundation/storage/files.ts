import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import { userError } from '../errors/index.js';
import { makeFolder } from './make-folder.js';
import { namingFile } from './naming-file.js';
import { DEEPEST, isNestedTooDeep } from './nesting.js';
import { readTextFile } from './read-text-file.js';

let counter = 0;

/**
 * Writes a file at once or not at all: to a temporary file beside it, flushed to disk, then renamed. Folders above it
 * are made.
 *
 * @param content A whole, or parts that are written one after the other.
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array | Iterable<string>): Promise<void> {
  const folder = dirname(path);
  await makeFolder(folder);
  counter += 1;
  const temporary = join(folder, `.${basename(path)}.${process.pid}-${counter}.tmp`);
  try {
    const file = await open(temporary, 'w');
    try {
      const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
      for (const part of parts) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw namingFile(error, path);
  }
}

/** Writes a value as JSON that a person can read, at once or not at all. */
export async function writeJsonFile(path: string, value: unknown): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Writes values as JSON, one a line, at once or not at all. */
export async function writeJsonLines(path: string, values: readonly unknown[]): Promise<void> {
  await writeFileAtomic(path, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
}

/**
 * Reads a JSON file and checks it.
 *
 * @throws MesocosmError (usage) in one sentence, naming the file and the place in it: no such file, not UTF-8, not
 *   JSON, or not of the shape expected.
 */
export async function readJsonFile<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  const text = await readTextFile(path);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw userError(
      {
        kind: 'usage',
        what: `it is not JSON (${placeOf(text)})`,
        where: path,
        expected: 'one JSON value',
        remedy: 'correct the file at that place',
      },
      { cause: error },
    );
  }
  if (isNestedTooDeep(json)) {
    throw userError({
      kind: 'usage',
      what: `lists and objects lie more than ${DEEPEST} deep within each other`,
      where: path,
      expected: 'a file of one of the formats that docs/formats.md describes',
      remedy: 'check the path',
    });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  if (first?.path.join() === 'formatVersion' && isLater(json)) throw ofLaterVersion(path);
  const others = parsed.error.issues.length - 1;
  throw userError({
    kind: 'usage',
    what: `${pathOf(first?.path ?? [])}: ${first?.message ?? 'another shape was expected'}${others > 0 ? ` (and ${others} more)` : ''}`,
    where: path,
    remedy: 'correct that value; docs/formats.md describes the format',
  });
}

/** Whether a file that is not of the version read here has a higher one. */
function isLater(json: unknown): boolean {
  const { formatVersion } = json as { readonly formatVersion?: unknown };
  return typeof formatVersion === 'number' && formatVersion > 1;
}

function ofLaterVersion(path: string): Error {
  return userError({
    kind: 'usage',
    what: 'its formatVersion is that of a later version of Mesocosm',
    where: path,
    remedy: 'update Mesocosm, or use the version that wrote it',
  });
}

/** `$.personas[3].text` for a path of zod. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`), '$');
}

/** Line and column of the first character after which no JSON can follow. */
function placeOf(text: string): string {
  if (text.trim() === '') return 'it is empty';
  if (mayGoOn(text)) return 'it ends too early';
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  const before = text.slice(0, good).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Whether more text could make it JSON. The parser does not always say where it stopped, but always whether at the end. */
function mayGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as SyntaxError;
    return message.startsWith('Unexpected end') || message.includes(`at position ${text.length}`);
  }
}
