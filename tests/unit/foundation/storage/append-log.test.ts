import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { openAppendLog } from '../../../../src/foundation/storage/index.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';
import { transpileSource } from '../../../support/transpiled-source.js';

const disk = vi.hoisted(() => ({ full: false }));

/** A disk that is full takes half of what is written and then no more, as the system says it: without the name. */
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  let taken = 0;
  const writeSync = ((...given: [file: number, bytes: Buffer, from: number, length: number, at: number]) => {
    const [file, bytes, from, length, at] = given;
    if (!disk.full) return real.writeSync(...given);
    taken += 1;
    if (taken % 2 === 1) return real.writeSync(file, bytes, from, Math.ceil(length / 2), at);
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
  }) as typeof real.writeSync;
  return { ...real, writeSync };
});

const folders = temporaryFolders();
const fileWith = (content: string | Uint8Array): string => {
  const path = join(folders(), 'log.jsonl');
  writeFileSync(path, content);
  return path;
};

describe('openAppendLog', () => {
  it('should make the file and the folders above it', async () => {
    const path = join(folders(), 'a', 'b', 'log.jsonl');

    const log = await openAppendLog(path);

    expect(log.lines).toEqual([]);
    expect(log.torn).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('');
    log.close();
  });

  it('should name the file where the disk has no room, and go on whole once there is some', async () => {
    const path = fileWith('old\n');
    const log = await openAppendLog(path);
    disk.full = true;

    expect(() => log.append('lost')).toThrow(expect.objectContaining({ code: 'ENOSPC', path, syscall: 'write' }));
    disk.full = false;
    log.append('new');

    expect(readFileSync(path, 'utf8')).toBe('old\nnew\n');
    log.close();
  });

  it('should give the lines that are there', async () => {
    const log = await openAppendLog(fileWith('one\n\ntwo ä🙂\n'));

    expect(log.lines).toEqual(['one', '', 'two ä🙂']);
    expect(log.torn).toBe(false);
    log.close();
  });

  it('should hand each line over before it returns', async () => {
    const path = fileWith('old\n');
    const log = await openAppendLog(path);

    log.append('new');

    expect(readFileSync(path, 'utf8')).toBe('old\nnew\n');
    log.close();
  });

  it('should cut off a torn line and go on after the last whole one', async () => {
    const path = fileWith('whole\ntor');
    const log = await openAppendLog(path);

    log.append('next');

    expect(log.lines).toEqual(['whole']);
    expect(log.torn).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('whole\nnext\n');
    log.close();
  });

  it('should start from nothing where the only line is torn', async () => {
    const path = fileWith('tor');

    const log = await openAppendLog(path);

    expect(log.lines).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe('');
    log.close();
  });

  it('should not take the blocks of zeros that a power cut leaves for a line', async () => {
    const log = await openAppendLog(fileWith(Buffer.concat([Buffer.from('whole\n'), Buffer.alloc(40)])));

    expect(log.lines).toEqual(['whole']);
    expect(log.torn).toBe(true);
    log.close();
  });

  it('should refuse a line with a line break in it, and write nothing of it', async () => {
    const path = fileWith('');
    const log = await openAppendLog(path);

    expect(() => log.append('a\nb')).toThrow(`a line of ${path} must not contain a line break`);
    expect(readFileSync(path, 'utf8')).toBe('');
    log.close();
  });

  // A recursive mkdir does not return there.
  it.skipIf(!existsSync('/proc/self'))('should be refused by a file system that has no room for folders', async () => {
    await expect(openAppendLog('/proc/no-such-folder/x/log.jsonl')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('should be closed once and for all', async () => {
    const path = fileWith('');
    const log = await openAppendLog(path);
    log.append('before');
    log.close();
    log.close();
    // The next file that is opened may get the number of the one that was closed.
    const other = fileWith('precious');
    const reused = openSync(other, 'r+');

    expect(() => log.append('after')).toThrow(`${path} is closed`);
    expect(() => log.sync()).toThrow(`${path} is closed`);
    expect(readFileSync(other, 'utf8')).toBe('precious');
    closeSync(reused);
  });

  it('should keep what was appended when it is flushed', async () => {
    const path = fileWith('');
    const log = await openAppendLog(path);
    log.append('a');

    log.sync();

    expect(readFileSync(path, 'utf8')).toBe('a\n');
    log.close();
  });
});

describe('openAppendLog to read only', () => {
  it('should pass over a torn line and leave the file as it is', async () => {
    const path = fileWith('whole\ntor');

    const log = await openAppendLog(path, { readOnly: true });

    expect(log.lines).toEqual(['whole']);
    expect(log.torn).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('whole\ntor');
  });

  it('should take a missing file for an empty log, and not make it', async () => {
    const path = join(folders(), 'missing', 'log.jsonl');

    const log = await openAppendLog(path, { readOnly: true });

    expect(log.lines).toEqual([]);
    expect(log.torn).toBe(false);
    expect(existsSync(join(path, '..'))).toBe(false);
  });

  it('should refuse to append', async () => {
    const log = await openAppendLog(fileWith(''), { readOnly: true });

    expect(() => log.append('a')).toThrow('read only');
    expect(() => log.close()).not.toThrow();
  });
});

describe('a log whose process is killed while it writes', () => {
  it('should hold whole lines, without a gap, and at most one that is torn', async () => {
    const compiled = mkdtempSync(join(tmpdir(), 'mesocosm-log-'));
    const program = join(compiled, 'writer.js');
    const storage = transpileSource(compiled, ['foundation'])('foundation/storage/index.js');
    writeFileSync(
      program,
      `import { openAppendLog } from ${JSON.stringify(storage)};
       const log = await openAppendLog(process.argv[2]);
       console.log('open');
       for (let index = log.lines.length; ; index += 1) log.append(JSON.stringify({ index, filler: 'x'.repeat(index % 5000) }));`,
    );
    const path = join(compiled, 'log.jsonl');

    for (let round = 0; round < 3; round += 1) {
      const writer = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(writer.stdout, 'data');
      const before = statSync(path).size;
      while (statSync(path).size < before + 20_000 * (round + 1)) await setImmediate();
      writer.kill('SIGKILL');
      await once(writer, 'exit');
    }
    const log = await openAppendLog(path, { readOnly: true });
    rmSync(compiled, { recursive: true, force: true });

    const indices = log.lines.map((line) => (JSON.parse(line) as { index: number }).index);
    expect(indices.length).toBeGreaterThan(100);
    expect(indices).toEqual(indices.map((_, place) => place));
  });
});
