import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { writeFileAtomic } from '../../src/foundation/storage/index.js';

const STEPS = ['open', 'write', 'sync', 'close', 'rename'] as const;
type Step = (typeof STEPS)[number];

/** At which step the disk fails, and after how much of what is to be written. */
const disk = vi.hoisted((): { failsAt: string; share: number } => ({ failsAt: 'never', share: 1 }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const fail = (step: Step): void => {
    if (disk.failsAt === step) throw new Error(`the disk failed at ${step}`);
  };
  const open: typeof real.open = async (...given) => {
    fail('open');
    const file = await real.open(...given);
    const [writeFile, sync, close] = [file.writeFile.bind(file), file.sync.bind(file), file.close.bind(file)];
    file.writeFile = async (content): Promise<void> => {
      const text = content as string;
      await writeFile(disk.failsAt === 'write' ? text.slice(0, Math.floor(text.length * disk.share)) : text);
      fail('write');
    };
    file.sync = async (): Promise<void> => {
      fail('sync');
      await sync();
    };
    file.close = async (): Promise<void> => {
      await close();
      fail('close');
    };
    return file;
  };
  const rename: typeof real.rename = async (...given) => {
    fail('rename');
    await real.rename(...given);
  };
  return { ...real, open, rename };
});

const folder = mkdtempSync(join(tmpdir(), 'mesocosm-atomic-'));
const path = join(folder, 'file');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('writeFileAtomic', () => {
  it('should write all or nothing, whenever the disk fails, and leave nothing beside it', async () => {
    const attempt = fc.record({
      content: fc.string({ unit: 'grapheme' }),
      failsAt: fc.constantFrom('never', ...STEPS),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { maxLength: 8 }), async (attempts) => {
        Object.assign(disk, { failsAt: 'never' });
        await writeFileAtomic(path, 'the first');
        let expected = 'the first';

        for (const { content, failsAt, share } of attempts) {
          Object.assign(disk, { failsAt, share });
          const outcome = await writeFileAtomic(path, content).then(
            () => 'written',
            (error: Error) => error.message,
          );
          if (failsAt === 'never') expected = content;

          expect(outcome).toBe(failsAt === 'never' ? 'written' : `the disk failed at ${failsAt}`);
          expect(readFileSync(path, 'utf8')).toBe(expected);
          expect(readdirSync(folder)).toEqual(['file']);
        }
      }),
    );
  });
});
