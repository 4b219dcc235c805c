import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { isMesocosmError } from '../../../../src/foundation/errors/index.js';
import { readJsonFile, writeFileAtomic } from '../../../../src/foundation/storage/index.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';
import { transpileSource } from '../../../support/transpiled-source.js';

const disk = vi.hoisted(() => ({ fullAfterBytes: Infinity }));

/** As the system says it of an open file: without its name. */
const full = (): Error => Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' });

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const open: typeof real.open = async (...given) => {
    const file = await real.open(...given);
    const writeFile = file.writeFile.bind(file);
    file.writeFile = async (content): Promise<void> => {
      const bytes = Buffer.from(content as string);
      await writeFile(bytes.subarray(0, disk.fullAfterBytes));
      if (bytes.length > disk.fullAfterBytes) throw full();
    };
    return file;
  };
  return { ...real, open };
});

const folders = temporaryFolders();

describe('writeFileAtomic', () => {
  it('should write text and bytes, and make the folders above', async () => {
    const folder = join(folders(), 'a', 'b');

    await writeFileAtomic(join(folder, 'text'), 'ä\n');
    await writeFileAtomic(join(folder, 'bytes'), Uint8Array.of(0, 255));

    expect(readFileSync(join(folder, 'text'), 'utf8')).toBe('ä\n');
    expect([...readFileSync(join(folder, 'bytes'))]).toEqual([0, 255]);
  });

  it('should put the new content in place of the old and leave nothing beside it', async () => {
    const folder = folders();
    const path = join(folder, 'file');
    await writeFileAtomic(path, 'a long first content');

    await writeFileAtomic(path, 'short');

    expect(readFileSync(path, 'utf8')).toBe('short');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('should keep the old content, and nothing beside it, when the disk is full half way', async () => {
    const folder = folders();
    const path = join(folder, 'file');
    await writeFileAtomic(path, 'old');
    disk.fullAfterBytes = 5;

    const failure = writeFileAtomic(path, 'new and longer');

    await expect(failure).rejects.toMatchObject({ message: 'no space left', path });
    disk.fullAfterBytes = Infinity;
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('should leave nothing behind when it cannot be put in place', async () => {
    const folder = folders();
    mkdirSync(join(folder, 'taken', 'by-a-folder'), { recursive: true });

    await expect(writeFileAtomic(join(folder, 'taken'), 'text')).rejects.toThrow('rename');

    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('should let writers of one file each write it whole', async () => {
    const folder = folders();
    const path = join(folder, 'file');
    const contents = Array.from({ length: 12 }, (_, writer) => String(writer).repeat(20_000));

    await Promise.all(contents.map((content) => writeFileAtomic(path, content)));

    expect(contents).toContain(readFileSync(path, 'utf8'));
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('should never be half written, whenever the process is killed', async () => {
    const folder = folders();
    const program = join(folder, 'writer.js');
    const storage = transpileSource(folder, ['foundation'])('foundation/storage/index.js');
    writeFileSync(
      program,
      `import { writeFileAtomic } from ${JSON.stringify(storage)};
       const path = process.argv[2];
       for (let round = 0; ; round += 1) {
         await writeFileAtomic(path, String(round % 10).repeat(300_000));
         if (round === 1) console.log('writing');
       }`,
    );
    const path = join(folder, 'file');

    for (let round = 0; round < 4; round += 1) {
      const writer = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(writer.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 7 * round));
      writer.kill('SIGKILL');
      await once(writer, 'exit');

      const content = readFileSync(path, 'utf8');
      expect(content).toBe(content.charAt(0).repeat(300_000));
    }
  });
});

describe('readJsonFile', () => {
  const schema = z.object({ name: z.string(), people: z.array(z.object({ age: z.number() })).default([]) });
  const fileWith = (content: string): string => {
    const path = join(folders(), 'file.json');
    writeFileSync(path, content);
    return path;
  };
  const failure = async (content: string): Promise<string> => {
    const error: unknown = await readJsonFile(fileWith(content), schema).catch((reason: unknown) => reason);
    expect(isMesocosmError(error) && error.kind).toBe('usage');
    return (error as Error).message;
  };

  it('should give the value as the schema makes it', async () => {
    expect(await readJsonFile(fileWith('{"name":"A"}'), schema)).toEqual({ name: 'A', people: [] });
  });

  it('should pass over a byte order mark', async () => {
    expect(await readJsonFile(fileWith('\ufeff{"name":"A"}'), schema)).toEqual({ name: 'A', people: [] });
  });

  it('should say that lists lie too deep within each other, and not overflow', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

    expect(await failure(deep)).toContain('lists and objects lie more than 200 deep within each other');
    expect(await failure('['.repeat(100_000))).toContain('it is not JSON (it ends too early)');
  });

  it('should say that there is no such file', async () => {
    const path = join(folders(), 'missing.json');

    await expect(readJsonFile(path, schema)).rejects.toThrow(`${path}: there is no such file. Check the path`);
    expect(existsSync(path)).toBe(false);
  });

  it('should say that a folder cannot be read', async () => {
    await expect(readJsonFile(folders(), schema)).rejects.toThrow(
      'it cannot be read (EISDIR): it is a folder and not a file',
    );
  });

  it.each([
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['{"name":"A"', 'it ends too early'],
    ['{"name":"A', 'it ends too early'],
    ['{', 'it ends too early'],
    ['{"name":tru', 'it ends too early'],
    ['{"name":}', 'line 1, column 9'],
    ['{"name":"A",}', 'line 1, column 13'],
    ['{"name": tru}', 'line 1, column 13'],
    ["{'name': 1}", 'line 1, column 2'],
    ['{\n  "name": "A",\n  "people": [1,, 2]\n}\n', 'line 3, column 16'],
    ['{"name":"A"}\n}', 'line 2, column 1'],
    ['{"people":[{"age":1}\n{"age":2}]}', 'line 2, column 1'],
    ['NaN', 'line 1, column 1'],
  ])('should say where %j stops being JSON', async (content, place) => {
    expect(await failure(content)).toContain(`it is not JSON (${place})`);
  });

  it('should name the place of a value of another shape', async () => {
    const message = await failure('{"name":"A","people":[{"age":1},{"age":"old"}]}');

    expect(message).toContain('$.people[1].age: ');
    expect(message).not.toContain('more)');
  });

  it('should say how many more places are wrong', async () => {
    expect(await failure('{"people":[{"age":"old"}]}')).toMatch(/\$\.(name|people\[0\]\.age): .*\(and 1 more\)/);
  });

  it('should call the whole value by $', async () => expect(await failure('[]')).toContain('$: '));
});
