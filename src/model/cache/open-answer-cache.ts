import { join } from 'node:path';
import PQueue from 'p-queue';
import { parseJson } from '../_internals/parse-json.js';
import { cacheFolder } from '../weights/index.js';
import type { AnswerStore } from '../wrappers/index.js';
import { loadCacache } from './_internals/load-cacache.js';

/** What an entry says of its answer. The prompt is not kept; neither is a key or an address. */
export interface AnswerNote {
  readonly verb: string;
  /** Name of the model. */
  readonly model: string;
}

/** Where answers are kept for later studies: MESOCOSM_ANSWER_CACHE, or `answers` in the folder of the cache. */
export function answerCacheFolder(): string {
  return process.env['MESOCOSM_ANSWER_CACHE'] || join(cacheFolder(), 'answers');
}

/** What is not there, or damaged, or was removed by another process meanwhile. */
const MISSING = ['ENOENT', 'EINTEGRITY', 'EBADSIZE'];
/** Files are opened by so many at once. */
const OPEN_FILES = 32;

/**
 * Opens the cache of answers on disk, made of content-addressed files that are renamed into place: several processes
 * share it, and one that is killed leaves nothing half. What is damaged is missing.
 *
 * A cache is a convenience: where the disk is full or the folder cannot be read, it says so once and is empty and deaf
 * from then on.
 */
export function openAnswerCache(options: {
  /** Name of the model, for listings. */
  readonly model: string;
  /** Default {@link answerCacheFolder}. */
  readonly folder?: string;
  onTrouble?(message: string): void;
}): AnswerStore {
  const { model, folder = answerCacheFolder(), onTrouble } = options;
  const queue = new PQueue({ concurrency: OPEN_FILES });
  let works = true;
  const trouble = (what: string, error: unknown): void => {
    if (!works) return;
    works = false;
    const { code = '', message } = error as NodeJS.ErrnoException;
    onTrouble?.(`the answer cache cannot be ${what} (${code || message}: ${folder}); the study goes on without it`);
  };
  const attempt = async <Value>(what: string, work: () => Promise<Value>): Promise<Value | undefined> => {
    if (!works) return undefined;
    try {
      return await queue.add(work);
    } catch (error) {
      if (!MISSING.includes((error as NodeJS.ErrnoException).code ?? '')) trouble(what, error);
      return undefined;
    }
  };
  return {
    get: (key) =>
      attempt('read', async () => {
        const { data } = await (await loadCacache()).get(folder, key, { memoize: false });
        return parseJson(data.toString('utf8'));
      }),
    async put(key, verb, answer) {
      const metadata: AnswerNote = { verb, model };
      await attempt('written', async () =>
        (await loadCacache()).put(folder, key, JSON.stringify(answer), { metadata, memoize: false }),
      );
    },
  };
}
