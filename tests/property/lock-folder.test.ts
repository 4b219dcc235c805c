import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { isLocked, lockFolder, type FolderLock } from '../../src/foundation/storage/index.js';

const folder = mkdtempSync(join(tmpdir(), 'mesocosm-locks-'));
const file = join(folder, '.lock');
const guard = join(folder, '.lock.takeover');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dead = spawnSync(process.execPath, ['--version']).pid;
const holder = (pid: number) => fc.record({ pid: fc.constant(pid), startedAt: fc.string(), birth: fc.constant(null) });

/** What a process that died may have left: its name, or anything that names no living process. */
const leftBehind = fc.oneof(
  holder(dead).map((left) => JSON.stringify(left)),
  fc.tuple(holder(dead), fc.double({ min: 0, max: 0.99, noNaN: true })).map(([left, share]) => {
    const text = JSON.stringify(left);
    return text.slice(0, Math.floor(text.length * share));
  }),
  fc.jsonValue().map((value) => JSON.stringify({ value })),
  fc.constantFrom('null', '[]', '7', '"text"', '{"pid":-1}', '{"pid":1.5}', '{"pid":"1"}', ' '),
);

describe('lockFolder', () => {
  it('should take over whatever names no living process, and leave the folder clean', async () => {
    await fc.assert(
      fc.asyncProperty(leftBehind, fc.option(leftBehind), async (left, halfway) => {
        writeFileSync(file, left);
        if (halfway !== null) writeFileSync(guard, halfway);

        const before = isLocked(folder);
        const lock = await lockFolder(folder);
        const during = isLocked(folder);
        lock.release();

        expect([before, during]).toEqual([false, true]);
        expect(readdirSync(folder)).toEqual([]);
      }),
    );
  });

  it('should never touch the lock of a living process', async () => {
    await fc.assert(
      fc.asyncProperty(holder(process.ppid), async (living) => {
        const text = JSON.stringify(living);
        writeFileSync(file, text);

        await expect(lockFolder(folder)).rejects.toThrow(`process ${process.ppid} is working in it`);

        expect(readFileSync(file, 'utf8')).toBe(text);
        expect(readdirSync(folder)).toEqual(['.lock']);
        rmSync(file);
      }),
    );
  });

  it('should be held by one at most, in whatever order two want it and give it back', async () => {
    const step = fc.record({ who: fc.constantFrom(0, 1), does: fc.constantFrom('take', 'release') });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const locks: (FolderLock | undefined)[] = [undefined, undefined];
        let owner: number | undefined;
        for (const { who, does } of steps) {
          const free = owner === undefined;
          const lock = does === 'take' ? await lockFolder(folder).catch(() => undefined) : undefined;
          if (lock !== undefined) [locks[who], owner] = [lock, who];
          if (does === 'release') locks[who]?.release();
          if (does === 'release' && owner === who) owner = undefined;

          expect(lock !== undefined).toBe(does === 'take' && free);
          expect(isLocked(folder)).toBe(owner !== undefined);
        }
        for (const lock of locks) lock?.release();
      }),
    );
  });
});
