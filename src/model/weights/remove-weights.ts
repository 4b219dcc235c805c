import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, type Clock } from '../../foundation/clock.js';
import { lockFolder } from '../../foundation/storage/index.js';
import { cacheFolder } from './ensure-weights.js';
import { knownWeights } from './user-registry.js';

/** What was removed. */
export interface RemovedWeights {
  readonly name: string;
  /** Files of the cache that are gone: the weights, and what there was of a download. */
  readonly files: readonly string[];
  readonly bytes: number;
  /** A file of the user's own, which is left where it is. */
  readonly kept: string | null;
}

/**
 * Removes weights from the cache, and what there is of an interrupted download; never a file of the user's own.
 *
 * @throws MesocosmError (usage) when no model has the name, or another process is fetching into the cache.
 */
export async function removeWeights(
  name: string,
  { cache = cacheFolder(), clock = systemClock }: { readonly cache?: string; readonly clock?: Clock } = {},
): Promise<RemovedWeights> {
  const weights = await knownWeights(name);
  const kept = weights.path !== undefined && existsSync(weights.path) ? weights.path : null;
  if (!existsSync(cache)) return { name, files: [], bytes: 0, kept };
  const lock = await lockFolder(cache, clock);
  try {
    const own = [weights.file, ...['', '.part', '.part.version', '.pip'].map((end) => `${weights.file}.fetched${end}`)];
    const files = own.map((file) => join(cache, file)).filter((path) => existsSync(path));
    const bytes = files.reduce((sum, path) => sum + sizeOf(path), 0);
    for (const path of files) rmSync(path, { recursive: true, force: true });
    return { name, files, bytes, kept };
  } finally {
    lock.release();
  }
}

function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
