import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockCache } from '../../../../../src/model/weights/_internals/lock-cache.js';
import { fakeClock } from '../../../../../src/testing/index.js';
import { temporaryFolders } from '../../../../support/temporary-folder.js';

const folder = temporaryFolders();
const clock = fakeClock();

describe('the lock of the cache', () => {
  it('should be taken in a folder that is made for it, with those above it', async () => {
    const cache = join(folder(), 'a/b');
    const lock = await lockCache(cache, { clock });

    expect(existsSync(cache)).toBe(true);
    lock.release();
  });

  it('should not be taken where a file stands in the way, in words', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');

    await expect(lockCache(join(file, 'x'), { clock })).rejects.toThrow(
      /the weights cannot be kept here \(ENOTDIR\); expected a folder that can be written\. Set MESOCOSM_CACHE/,
    );
  });

  // A recursive mkdir does not return there.
  it.skipIf(!existsSync('/proc/self'))('should be refused by a file system that has no room for folders', async () => {
    await expect(lockCache('/proc/no-such-folder/x', { clock })).rejects.toThrow(
      /^\/proc\/no-such-folder\/x: the weights cannot be kept here/,
    );
  });
});
