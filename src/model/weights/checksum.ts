import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeJsonFile } from '../../foundation/storage/index.js';
import { parseJson } from '../_internals/parse-json.js';

/** SHA-256 of a file, in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * The same, remembered in the cache by path, size and time of change, so that a start does not read a hundred
 * megabytes. A file that is changed in place keeps neither size nor time.
 */
export async function rememberedSha256(path: string, cache: string): Promise<string> {
  const { size, mtimeMs } = statSync(path);
  const key = `${resolve(path)}|${size}|${mtimeMs}`;
  const file = join(cache, 'checksums.json');
  const known = existsSync(file) ? parse(await readFile(file, 'utf8')) : {};
  const before = known[key];
  if (before !== undefined) return before;
  const sha256 = await sha256Of(path);
  await writeJsonFile(file, { ...known, [key]: sha256 }).catch(() => undefined);
  return sha256;
}

/** What is remembered. A damaged memory is an empty one. */
function parse(text: string): Record<string, string> {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, string>) : {};
}
