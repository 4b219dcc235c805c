import type { Clock } from '../../../foundation/clock.js';
import { isMesocosmError, userError } from '../../../foundation/errors/index.js';
import { lockFolder, makeFolder, type FolderLock } from '../../../foundation/storage/index.js';
import { interruptedFetch } from './interrupted-fetch.js';

const LOOK_EVERY_MS = 500;
/** Longer than anybody fetches. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Takes the cache for this process. Another one that is fetching into it is waited for: it may be fetching the same.
 *
 * @throws MesocosmError (usage) when the folder cannot be written, or another process does not let go of it;
 *   (interrupted).
 */
export async function lockCache(
  cache: string,
  how: { readonly clock: Clock; readonly signal?: AbortSignal; onWait?(): void },
): Promise<FolderLock> {
  const { clock, signal, onWait } = how;
  await makeFolder(cache).catch((error: unknown) => {
    throw notWritable(cache, error);
  });
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    if (signal?.aborted === true) throw interruptedFetch();
    try {
      return await lockFolder(cache, clock);
    } catch (error) {
      if (!isMesocosmError(error)) throw notWritable(cache, error);
      if (waited >= LONGEST_WAIT_MS) throw error;
    }
    onWait?.();
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
}

function notWritable(cache: string, cause: unknown): Error {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return userError(
    {
      kind: 'usage',
      what: `the weights cannot be kept here (${reason})`,
      where: cache,
      expected: 'a folder that can be written',
      remedy: 'set MESOCOSM_CACHE to another folder, or name a file of yours with --model FILE.gguf',
    },
    { cause },
  );
}
