import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubSource, type WeightsProgress } from '../../../../src/model/weights/index.js';
import { fakeClock, type FakeClock } from '../../../../src/testing/index.js';
import { until } from '../../../support/endpoint-requests.js';
import {
  content,
  serves,
  servesInTurn,
  servesOnly,
  servesWhole,
  startHub,
  temporaryFolder,
  weights,
  type Hub,
  type Serving,
} from '../../../support/endpoint-weights.js';

describe('hubSource', () => {
  let hub: Hub;
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let part: string;
  let clock: FakeClock;
  let progress: WeightsProgress[];
  beforeEach(async () => {
    hub = await startHub(serves);
    folder = temporaryFolder();
    target = join(folder.path, 'toy.fetched');
    part = `${target}.part`;
    clock = fakeClock({ advances: 'by-hand' });
    progress = [];
  });
  afterEach(async () => {
    await hub.close();
    folder.remove();
  });

  const fetchIt = (signal?: AbortSignal): Promise<void> =>
    hubSource(hub.base).fetch({ weights, target, clock, signal, onProgress: (one) => progress.push(one) });
  const fetchFrom = (serving: Serving): Promise<void> => {
    hub.serve(serving);
    return fetchIt();
  };
  /** Serves so many bytes, and breaks the connection once they are on the disk. */
  const breaksAfter =
    (bytes: number): Serving =>
    (response, from = 0) => {
      servesOnly(bytes, 'stalls')(response, from === 0 ? undefined : from);
      void until(() => existsSync(part) && readFileSync(part).length === from + bytes).then(() =>
        response.socket?.destroy(),
      );
    };
  const ranges = (): readonly (string | undefined)[] => hub.requests.map(({ range }) => range);

  it('should fetch the file, and leave nothing else behind', async () => {
    await fetchIt();

    expect(readFileSync(target).equals(content)).toBe(true);
    expect(existsSync(part)).toBe(false);
    expect(hub.requests).toEqual([{ path: '/toy/resolve/main/toy.gguf', range: undefined }]);
  });

  it('should report what has come, up to the whole', async () => {
    await fetchIt();

    expect(progress.at(-1)).toEqual({
      source: `model hub (${hub.base})`,
      receivedBytes: content.length,
      totalBytes: content.length,
    });
    expect(progress.every(({ receivedBytes }, at) => receivedBytes > (progress[at - 1]?.receivedBytes ?? 0))).toBe(
      true,
    );
  });

  it('should go on with what is there of an interrupted download', async () => {
    writeFileSync(part, content.subarray(0, 100_000));

    await fetchIt();

    expect(readFileSync(target).equals(content)).toBe(true);
    expect(ranges()).toEqual(['bytes=100000-']);
    expect(progress.every(({ receivedBytes }) => receivedBytes > 100_000)).toBe(true);
  });

  it('should begin again where the server does not go on', async () => {
    writeFileSync(part, content.subarray(0, 100_000));

    await fetchFrom(servesWhole);

    expect(readFileSync(target).equals(content)).toBe(true);
  });

  it('should ask for nothing where all is there already', async () => {
    writeFileSync(part, content);

    await fetchIt();

    expect(readFileSync(target).equals(content)).toBe(true);
    expect(hub.requests).toEqual([]);
  });

  it('should go on at once over a new connection when one breaks', async () => {
    await fetchFrom(servesInTurn(breaksAfter(90_000), breaksAfter(110_000), serves));

    expect(readFileSync(target).equals(content)).toBe(true);
    expect(ranges()).toEqual([undefined, 'bytes=90000-', 'bytes=200000-']);
  });

  it('should keep what came when the connections break again and again, and say why it failed', async () => {
    await expect(fetchFrom(breaksAfter(10_000))).rejects.toThrow(/terminated|UND_ERR_SOCKET|ECONNRESET/);

    expect(hub.requests).toHaveLength(5);
    const kept = readFileSync(part);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.equals(content.subarray(0, kept.length))).toBe(true);
  });

  it('should keep what came when it is interrupted, and go on from there', async () => {
    hub.serve(servesOnly(120_000, 'stalls'));
    const stop = new AbortController();
    const fetching = fetchIt(stop.signal);
    await until(() => existsSync(part) && readFileSync(part).length === 120_000);

    stop.abort();

    await expect(fetching).rejects.toThrow('abort');
    hub.serve(serves);
    await fetchIt();
    expect(ranges()).toEqual([undefined, 'bytes=120000-']);
    expect(readFileSync(target).equals(content)).toBe(true);
  });

  it('should give up a connection through which nothing comes for half a minute, and go on over another', async () => {
    hub.serve(servesInTurn(servesOnly(120_000, 'stalls'), serves));
    const fetching = fetchIt();
    await until(() => progress.at(-1)?.receivedBytes === 120_000);

    await clock.advance(30_000);
    await until(() => clock.sleeping() > 0);
    await clock.advance(30_000);

    await fetching;
    expect(readFileSync(target).equals(content)).toBe(true);
  });

  it('should begin again where another file stands there since, though the server would go on', async () => {
    const tagged =
      (tag: string, serving: Serving): Serving =>
      (response, from) => {
        response.setHeader('etag', tag);
        serving(response, from);
      };
    const stop = new AbortController();
    hub.serve(tagged('"old"', servesOnly(90_000, 'stalls')));
    const interrupted = fetchIt(stop.signal).catch(() => undefined);
    await until(() => existsSync(part) && readFileSync(part).length === 90_000);
    stop.abort();
    await interrupted;
    const asked: (string | undefined)[] = [];

    hub.serve((response, from) => {
      const { 'if-range': version } = response.req.headers as Record<string, string | undefined>;
      asked.push(version);
      tagged('"new"', version === '"new"' ? serves : servesWhole)(response, from);
    });
    await fetchIt();

    expect(asked).toEqual(['"old"']);
    expect(readFileSync(target).equals(content)).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['toy.fetched']);
  });

  it('should not rely on a tag that means the same and not the same bytes', async () => {
    writeFileSync(part, content.subarray(0, 100_000));
    let version: string | undefined = 'none yet';
    hub.serve((response, from) => {
      version = response.req.headers['if-range'] as string | undefined;
      response.setHeader('etag', 'W/"weak"');
      servesOnly(10_000, 'breaks')(response, from);
    });
    await fetchIt().catch(() => undefined);

    expect(version).toBeUndefined();
  });

  it.skipIf(!existsSync('/dev/full'))('should stop at once where the disk is full', async () => {
    symlinkSync('/dev/full', part);

    await expect(fetchIt()).rejects.toThrow('ENOSPC');

    expect(hub.requests).toHaveLength(1);
    expect(existsSync(target)).toBe(false);
  });

  it('should say that nobody answers, after five seconds', async () => {
    hub.serve(() => undefined);
    const fetching = fetchIt();
    fetching.catch(() => undefined);
    await until(() => hub.requests.length === 1);

    await clock.advance(5000);

    await expect(fetching).rejects.toThrow('no answer within 5 s');
  });

  it('should say in one sentence that an address may hold no password, without saying it', async () => {
    const source = hubSource(hub.base.replace('//', '//me:secret-word@'));

    const error = (await source.fetch({ weights, target, clock }).catch((thrown: unknown) => thrown)) as Error;

    expect(error.message).toContain('no user name and no password');
    expect(`${source.name}${error.stack}${String(error.cause)}`).not.toMatch(/secret-word|me:/);
    expect(source.name).toContain(hub.base);
  });

  it('should say that nobody is there', async () => {
    await hub.close();

    await expect(fetchIt()).rejects.toThrow('ECONNREFUSED');
    hub = await startHub(serves);
  });

  it.each([404, 403, 500])('should say that the server answered %s, and keep nothing of it', async (status) => {
    await expect(fetchFrom((response) => response.writeHead(status).end('sorry'))).rejects.toThrow(`${status}`);

    expect(existsSync(target) || existsSync(part)).toBe(false);
  });

  it('should not take a page for the file', async () => {
    const page = '<html>Please log in</html>';
    const log: Serving = (response) => response.writeHead(200, { 'content-length': page.length }).end(page);

    await expect(fetchFrom(log)).rejects.toThrow(`another file, of ${page.length} bytes`);

    expect(existsSync(part)).toBe(false);
  });

  it('should notice that a server ends early which did not say how much there is', async () => {
    const short: Serving = (response) => response.writeHead(200).end(content.subarray(0, 1000));

    await expect(fetchFrom(short)).rejects.toThrow('ended early');
  });
});
