import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheObject } from 'cacache';
import { loadCacache } from './_internals/load-cacache.js';
import { answerCacheFolder, type AnswerNote } from './open-answer-cache.js';

/** Answers of one model. */
export interface CachedModel {
  readonly model: string;
  readonly answers: number;
  /** Bytes of the answers; what several share is counted for each. */
  readonly bytes: number;
  /** When the oldest and the newest came, in milliseconds since 1970-01-01 UTC. */
  readonly oldestMs: number;
  readonly newestMs: number;
}

/** How much there is, or how much was removed. */
export interface CacheSize {
  readonly answers: number;
  /** Bytes of all files. */
  readonly bytes: number;
}

/** What is in the cache of answers, by model, the largest first. */
export async function listCachedAnswers(folder = answerCacheFolder()): Promise<readonly CachedModel[]> {
  const models = new Map<string, CachedModel>();
  for (const { time, size = 0, metadata } of await entriesIn(folder)) {
    const { model = 'unknown' } = (metadata ?? {}) as Partial<AnswerNote>;
    const before = models.get(model) ?? { model, answers: 0, bytes: 0, oldestMs: time, newestMs: time };
    models.set(model, {
      model,
      answers: before.answers + 1,
      bytes: before.bytes + size,
      oldestMs: Math.min(before.oldestMs, time),
      newestMs: Math.max(before.newestMs, time),
    });
  }
  return [...models.values()].sort((a, b) => b.answers - a.answers || a.model.localeCompare(b.model));
}

/** How many answers there are, and how much room they take. */
export async function answerCacheSize(folder = answerCacheFolder()): Promise<CacheSize> {
  const answers = (await entriesIn(folder)).length;
  return { answers, bytes: await bytesBelow(folder) };
}

/**
 * Removes answers by age, the oldest until the rest has room, or both; and what processes that were killed left behind.
 * Studies that are running only miss what was removed.
 *
 * @param options.before Removes what came earlier than this, in milliseconds since 1970-01-01 UTC.
 * @param options.toBytes Removes the oldest until all files together take no more.
 * @returns what was removed.
 */
export async function pruneAnswerCache(options: {
  readonly folder?: string;
  readonly before?: number;
  readonly toBytes?: number;
}): Promise<CacheSize> {
  const { folder = answerCacheFolder(), before = -Infinity, toBytes = Infinity } = options;
  const start = await answerCacheSize(folder);
  if (start.answers === 0 && start.bytes === 0) return start;
  const { rm, verify } = await loadCacache();
  // The library's types do not know this option.
  const removeEntry = rm.entry as (cache: string, key: string, how: { readonly removeFully: true }) => Promise<unknown>;
  const entries = [...(await entriesIn(folder))].sort((a, b) => a.time - b.time || (a.key < b.key ? -1 : 1));
  const shared = new Map<string, number>();
  for (const { integrity } of entries) shared.set(integrity, (shared.get(integrity) ?? 0) + 1);
  const contents = [...new Map(entries.map(({ integrity, size = 0 }) => [integrity, size])).values()];
  const noteBytes = Math.max(0, start.bytes - contents.reduce((sum, size) => sum + size, 0)) / (entries.length || 1);
  let bytes = start.bytes;
  for (const { key, time, integrity, size = 0 } of entries) {
    if (time >= before && bytes <= toBytes) break;
    await removeEntry(folder, key, { removeFully: true });
    const left = (shared.get(integrity) ?? 1) - 1;
    shared.set(integrity, left);
    if (left === 0) await rm.content(folder, integrity);
    bytes -= noteBytes + (left === 0 ? size : 0);
  }
  await verify(folder);
  return difference(start, await answerCacheSize(folder));
}

/** Removes all answers. @returns what was removed. */
export async function clearAnswerCache(folder = answerCacheFolder()): Promise<CacheSize> {
  const start = await answerCacheSize(folder);
  if (start.bytes === 0) return start;
  await (await loadCacache()).rm.all(folder);
  return difference(start, await answerCacheSize(folder));
}

async function entriesIn(folder: string): Promise<readonly CacheObject[]> {
  return Object.values(await (await loadCacache()).ls(folder));
}

function difference(start: CacheSize, end: CacheSize): CacheSize {
  return { answers: start.answers - end.answers, bytes: Math.max(0, start.bytes - end.bytes) };
}

/** Bytes of all files below a folder; files that vanish meanwhile have none. */
async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(whereThereIsNone);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    bytes += await stat(join(entry.parentPath, entry.name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return bytes;
}

function whereThereIsNone(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
