import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { put } from 'cacache';
import { describe, expect, it } from 'vitest';
import {
  answerCacheSize,
  clearAnswerCache,
  listCachedAnswers,
  openAnswerCache,
  pruneAnswerCache,
} from '../../../../src/model/cache/index.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const temporary = temporaryFolders();
const NOTHING = { answers: 0, bytes: 0 };

/** A cache with answers of so many bytes, that came at these times. */
async function cacheWith(answers: readonly { key: string; model?: string; at: number; bytes: number }[]) {
  const folder = join(temporary(), 'answers');
  for (const { key, model = 'm', at, bytes } of answers) {
    const about = { metadata: { verb: 'choose', model }, time: at };
    await put(folder, key, JSON.stringify(key.padEnd(bytes - 2, '.')), about as object);
  }
  const cache = openAnswerCache({ model: 'm', folder });
  const has = async (): Promise<readonly string[]> => {
    const found = await Promise.all(answers.map(({ key }) => cache.get(key)));
    return answers.flatMap(({ key }, index) => (found[index] === undefined ? [] : [key]));
  };
  return { folder, has };
}

describe('the cache of answers', () => {
  it('should list whose answers there are, how many, how large and from when', async () => {
    const { folder } = await cacheWith([
      { key: 'a', at: 1000, bytes: 100 },
      { key: 'b', at: 3000, bytes: 300 },
      { key: 'c', model: 'other', at: 2000, bytes: 50 },
    ]);

    expect(await listCachedAnswers(folder)).toEqual([
      { model: 'm', answers: 2, bytes: 400, oldestMs: 1000, newestMs: 3000 },
      { model: 'other', answers: 1, bytes: 50, oldestMs: 2000, newestMs: 2000 },
    ]);
  });

  it('should say how much room it takes: answers and the notes on them', async () => {
    const { folder } = await cacheWith([{ key: 'a', at: 1, bytes: 10_000 }]);

    const { answers, bytes } = await answerCacheSize(folder);

    expect(answers).toBe(1);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(11_000);
  });

  it('should be nothing where there is none', async () => {
    const nowhere = join(temporary(), 'none');

    expect(await listCachedAnswers(nowhere)).toEqual([]);
    expect(await answerCacheSize(nowhere)).toEqual(NOTHING);
    expect(await clearAnswerCache(nowhere)).toEqual(NOTHING);
    expect(await pruneAnswerCache({ folder: nowhere, toBytes: 1 })).toEqual(NOTHING);
  });

  it('should prune what is older than a time, and nothing else', async () => {
    const { folder, has } = await cacheWith([
      { key: 'old', at: 1000, bytes: 100 },
      { key: 'at that time', at: 2000, bytes: 100 },
      { key: 'new', at: 3000, bytes: 100 },
    ]);

    const removed = await pruneAnswerCache({ folder, before: 2000 });

    expect(await has()).toEqual(['at that time', 'new']);
    expect(removed.answers).toBe(1);
  });

  it('should prune the oldest until the rest has room', async () => {
    const { folder, has } = await cacheWith([4, 2, 3, 1].map((at) => ({ key: `from ${at}`, at, bytes: 10_000 })));

    const removed = await pruneAnswerCache({ folder, toBytes: 25_000 });

    expect(await has()).toEqual(['from 4', 'from 3']);
    expect((await answerCacheSize(folder)).bytes).toBeLessThanOrEqual(25_000);
    expect(removed.answers).toBe(2);
    expect(removed.bytes).toBeGreaterThan(20_000);
  });

  it('should keep the content that a newer answer shares with an old one', async () => {
    const folder = join(temporary(), 'answers');
    await put(folder, 'old', '{"same":1}', { time: 1000 } as object);
    await put(folder, 'new', '{"same":1}', { time: 3000 } as object);

    await pruneAnswerCache({ folder, before: 2000 });

    const cache = openAnswerCache({ model: 'm', folder });
    expect([await cache.get('old'), await cache.get('new')]).toEqual([undefined, { same: 1 }]);
  });

  it('should remove what a killed process left half, and what is damaged', async () => {
    const { folder, has } = await cacheWith([{ key: 'whole', at: 1000, bytes: 100 }]);
    mkdirSync(join(folder, 'tmp'), { recursive: true });
    writeFileSync(join(folder, 'tmp', 'half'), 'x'.repeat(50_000));

    const removed = await pruneAnswerCache({ folder, before: 0 });

    expect(await has()).toEqual(['whole']);
    expect(removed.answers).toBe(0);
    expect(removed.bytes).toBeGreaterThan(49_000);
  });

  it('should clear all of it', async () => {
    const { folder, has } = await cacheWith([1, 2, 3].map((at) => ({ key: `${at}`, at, bytes: 100 })));

    const removed = await clearAnswerCache(folder);

    expect(await has()).toEqual([]);
    expect(removed.answers).toBe(3);
    expect((await answerCacheSize(folder)).answers).toBe(0);
  });
});
