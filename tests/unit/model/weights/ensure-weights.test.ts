import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DEFAULT_WEIGHTS,
  ensureWeights,
  hubSource,
  type WeightsOptions,
  type WeightsProgress,
  type WeightsSource,
} from '../../../../src/model/weights/index.js';
import { fakeClock } from '../../../../src/testing/index.js';
import { gate, idle, until } from '../../../support/endpoint-requests.js';
import { content, serves, servesOnly, startHub, temporaryFolder, weights } from '../../../support/endpoint-weights.js';

/** A source that has the file, or what is given instead, and counts how often it was asked. */
function source(name: string, gives: Buffer | Error = content): WeightsSource & { asked: number } {
  return {
    name,
    asked: 0,
    async fetch({ target, onProgress }) {
      this.asked += 1;
      if (gives instanceof Error) throw gives;
      writeFileSync(target, gives);
      onProgress?.({ source: name, receivedBytes: gives.length, totalBytes: weights.bytes });
    },
  };
}

describe('ensureWeights', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let cache: string;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder();
    cache = join(folder.path, 'cache');
    path = join(cache, 'toy.gguf');
  });
  afterEach(() => folder.remove());

  const ensure = (sources: readonly WeightsSource[], more: WeightsOptions = {}) =>
    ensureWeights({ known: weights, cache, sources, clock: fakeClock({ advances: 'by-hand' }), ...more });
  const messageOf = async (promise: Promise<unknown>): Promise<string> =>
    ((await promise.catch((error: unknown) => error)) as Error).message;

  it('should fetch from the first source, and say where they came from', async () => {
    const [first, second] = [source('first'), source('second')];

    const found = await ensure([first, second]);

    const { name, sha256, licence, source: origin, elicitation } = weights;
    expect(found).toEqual({ name, path, sha256, licence, source: origin, elicitation, from: 'first' });
    expect(readFileSync(path).equals(content)).toBe(true);
    expect([first.asked, second.asked]).toEqual([1, 0]);
  });

  it('should leave only the weights and what is remembered of their checksum', async () => {
    await ensure([source('first')]);

    expect(readdirSync(cache).toSorted()).toEqual(['checksums.json', 'toy.gguf']);
  });

  it('should take them from the cache the next time, and ask nobody', async () => {
    await ensure([source('first')]);
    const again = source('again');

    const found = await ensure([again]);

    expect([found.from, again.asked]).toEqual(['the cache', 0]);
  });

  it('should go on to the next source when one fails', async () => {
    const found = await ensure([source('first', new Error('ENOTFOUND')), source('second')]);

    expect(found.from).toBe('second');
  });

  it('should go on to the next source when another file arrives', async () => {
    const found = await ensure([source('first', Buffer.from('another')), source('second')]);

    expect(found.from).toBe('second');
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('should say in one sentence what was tried, and the ways on', async () => {
    const failing = [source('first', new Error('ENOTFOUND')), source('second', Buffer.from('another'))];

    await expect(ensure(failing)).rejects.toMatchObject({ kind: 'unreachable', exitCode: 3 });
    const message = await messageOf(ensure(failing));

    for (const words of [
      'the weights of toy are not in the cache',
      'first: ENOTFOUND',
      'second: what arrived has another checksum and was removed',
      'run naming-game --policy claude-3.5-sonnet',
      '--model FILE.gguf',
      '--model openai:NAME',
    ]) {
      expect(message).toContain(words);
    }
    expect(readdirSync(cache)).toEqual([]);
  });

  it.each([
    ['shorter', content.subarray(0, 1000)],
    ['of the same length', Buffer.concat([content.subarray(0, content.length - 1), Buffer.from([255])])],
  ])('should replace a damaged file in the cache (%s)', async (_what, damaged) => {
    mkdirSync(cache);
    writeFileSync(path, damaged);

    const found = await ensure([source('first')]);

    expect(found.from).toBe('first');
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('should notice a file that was damaged after it was checked', async () => {
    await ensure([source('first')]);
    writeFileSync(path, content.toReversed());
    utimesSync(path, new Date(0), new Date(1000));

    expect((await ensure([source('second')])).from).toBe('second');
  });

  it.each(['{', 'null', '[]', '{"x": 1}'])(
    'should do with a memory of checksums that is damaged (%s)',
    async (memory) => {
      await ensure([source('first')]);
      writeFileSync(join(cache, 'checksums.json'), memory);

      expect((await ensure([source('second')])).from).toBe('the cache');
    },
  );

  it('should never report more than the whole, nor less than before from the same source', async () => {
    const wild: WeightsSource = {
      name: 'wild',
      async fetch({ target, onProgress }) {
        for (const receivedBytes of [0, 10, 5, 400_000, 20, 138_000_000, content.length]) {
          onProgress?.({ source: 'wild', receivedBytes, totalBytes: weights.bytes });
        }
        writeFileSync(target, content);
      },
    };
    const progress: WeightsProgress[] = [];

    await ensure([wild], { onProgress: (one) => progress.push(one) });

    expect(progress.map(({ receivedBytes }) => receivedBytes)).toEqual([0, 10, content.length]);
  });

  it('should fetch once for two that want the same at once', async () => {
    const { opened, open } = gate();
    const slow = source('slow');
    const waiting: WeightsSource = { name: 'slow', fetch: (options) => opened.then(() => slow.fetch(options)) };
    const clock = fakeClock({ advances: 'by-hand' });
    const progress: WeightsProgress[] = [];
    const first = ensure([waiting]);
    await idle();
    const other = source('other');
    const second = ensure([other], { clock, onProgress: (one) => progress.push(one) });
    await until(() => clock.sleeping() === 1);

    open();
    await first;
    await clock.advance(500);

    expect((await second).from).toBe('the cache');
    expect([slow.asked, other.asked]).toEqual([1, 0]);
    expect(progress[0]?.source).toContain('another process');
  });

  it('should wait for another process, and take over when that dies', async () => {
    mkdirSync(cache);
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    await once(holder, 'spawn');
    const { birth } = JSON.parse(birthOf(holder.pid as number)) as { birth: string | null };
    const lock = { pid: holder.pid, startedAt: '2026-01-01T00:00:00.000Z', birth };
    writeFileSync(join(cache, '.lock'), JSON.stringify(lock));
    const clock = fakeClock({ advances: 'by-hand' });
    const mine = source('mine');
    const ensuring = ensure([mine], { clock });
    await until(() => clock.sleeping() === 1);
    expect(mine.asked).toBe(0);

    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await clock.advance(500);

    expect((await ensuring).from).toBe('mine');
    expect(existsSync(join(cache, '.lock'))).toBe(false);
  });

  it('should stop waiting for another process when it is interrupted', async () => {
    mkdirSync(cache);
    const lock = { pid: process.pid, startedAt: '2026-01-01T00:00:00.000Z', birth: null };
    writeFileSync(join(cache, '.lock'), JSON.stringify(lock));
    const stop = new AbortController();
    const clock = fakeClock({ advances: 'by-hand' });
    const ensuring = ensure([source('mine')], { clock, signal: stop.signal });
    ensuring.catch(() => undefined);
    await until(() => clock.sleeping() === 1);

    stop.abort();

    await expect(ensuring).rejects.toMatchObject({ kind: 'interrupted', exitCode: 130 });
  });

  it('should let go of the cache when it fails', async () => {
    await ensure([source('first', new Error('no'))]).catch(() => undefined);

    expect(existsSync(join(cache, '.lock'))).toBe(false);
  });

  it('should go on with an interrupted download when it is asked again', async () => {
    const hub = await startHub(servesOnly(120_000, 'stalls'));
    const stop = new AbortController();
    const first = ensure([hubSource(hub.base)], { signal: stop.signal });
    first.catch(() => undefined);
    await until(() => existsSync(`${path}.fetched.part`) && readFileSync(`${path}.fetched.part`).length === 120_000);
    stop.abort();
    await expect(first).rejects.toMatchObject({ kind: 'interrupted' });
    expect(await messageOf(first)).toContain('same command goes on');

    hub.serve(serves);
    await ensure([hubSource(hub.base)]);

    expect(hub.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=120000-']);
    expect(readFileSync(path).equals(content)).toBe(true);
    await hub.close();
  });

  it('should begin anew, once, where a download was begun with another file', async () => {
    const hub = await startHub(serves);
    mkdirSync(cache);
    writeFileSync(`${path}.fetched.part`, content.subarray(0, 100_000).toReversed());

    const found = await ensure([hubSource(hub.base)]);

    expect(found.from).toContain('model hub');
    expect(hub.requests.map(({ range }) => range)).toEqual(['bytes=100000-', undefined]);
    expect(readFileSync(path).equals(content)).toBe(true);
    await hub.close();
  });

  it.skipIf(!existsSync('/dev/full'))(
    'should say that the disk is full, how much is to come and what to do, and ask nobody else',
    async () => {
      const hub = await startHub(serves);
      mkdirSync(cache);
      symlinkSync('/dev/full', `${path}.fetched.part`);
      const other = source('other');

      const error = (await ensure([hubSource(hub.base), other]).catch((thrown: unknown) => thrown)) as Error;

      expect(error).toMatchObject({ kind: 'disk-full', exitCode: 6 });
      for (const words of [cache, 'the disk is full', '1 MB of weights are still to come', 'MESOCOSM_CACHE']) {
        expect(error.message).toContain(words);
      }
      expect([other.asked, existsSync(path)]).toEqual([0, false]);
      await hub.close();
    },
  );

  it('should know a full disk from what another program says of it', async () => {
    const pip = source('pip', new Error('python3: ERROR: [Errno 28] No space left on device'));

    expect(await messageOf(ensure([pip]))).toContain('the disk is full');
  });

  it('should ask no further source after an interruption', async () => {
    const stop = new AbortController();
    const interrupting: WeightsSource = {
      name: 'first',
      async fetch() {
        stop.abort();
        throw new Error('stopped');
      },
    };
    const second = source('second');

    await expect(ensure([interrupting, second], { signal: stop.signal })).rejects.toMatchObject({
      kind: 'interrupted',
    });
    expect(second.asked).toBe(0);
  });

  it('should say that the cache cannot be written, and what to do', async () => {
    writeFileSync(cache, 'a file where the folder should be');

    const error = (await ensure([source('first')]).catch((thrown: unknown) => thrown)) as Error;

    expect(error).toMatchObject({ kind: 'usage' });
    for (const words of [cache, /EEXIST|ENOTDIR/, 'MESOCOSM_CACHE']) expect(error.message).toMatch(words);
  });

  it('should list the names it knows for one that it does not', async () => {
    const message = await messageOf(ensureWeights({ name: 'smollm2', cache }));

    expect(message).toContain('"smollm2"');
    expect(message).toContain(DEFAULT_WEIGHTS);
  });
});

/** The start time of a process as its lock would hold it. */
function birthOf(pid: number): string {
  const path = `/proc/${pid}/stat`;
  const stat = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  return JSON.stringify({ birth: stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null });
}
