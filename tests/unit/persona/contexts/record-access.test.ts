import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recordAccess } from '../../../../src/persona/contexts/index.js';
import { fakeClock } from '../../../../src/testing/index.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();
const clock = { ...fakeClock(), iso: () => '2026-11-27T03:00:00.000Z' };

describe('recordAccess', () => {
  it('should add a dated line with the reason, and leave the others', async () => {
    const file = pathToFileURL(join(emptyFolder(), 'ACCESS.md'));

    await recordAccess({ files: [file], why: 'the table of\nthe paper', clock });
    await recordAccess({ files: [file], why: 'once more', clock });

    const lines = readFileSync(file, 'utf8').split('\n');
    expect(lines[0]).toBe('# Access');
    expect(lines.slice(-3)).toEqual([
      '- 2026-11-27T03:00:00.000Z: the table of the paper',
      '- 2026-11-27T03:00:00.000Z: once more',
      '',
    ]);
  });

  it('should mix no lines that are added at the same time', async () => {
    const file = pathToFileURL(join(emptyFolder(), 'ACCESS.md'));
    await recordAccess({ files: [file], why: 'first', clock });

    await Promise.all(
      Array.from({ length: 20 }, (_, at) => recordAccess({ files: [file], why: `reason ${at}`, clock })),
    );

    const lines = readFileSync(file, 'utf8').match(/^- 2026-11-27T03:00:00\.000Z: reason \d+$/gm);
    expect(new Set(lines).size).toBe(20);
  });

  it('should take the first place whose folder is there', async () => {
    const folder = emptyFolder();
    const files = ['missing/ACCESS.md', 'ACCESS.md'].map((name) => pathToFileURL(join(folder, name)));

    expect(await recordAccess({ files, why: 'a test', clock })).toBe(join(folder, 'ACCESS.md'));
  });

  it('should refuse where nothing can be written, or without a reason', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'ACCESS.md'));
    const files = [pathToFileURL(join(folder, 'ACCESS.md'))];

    await expect(recordAccess({ files, why: 'a test', clock })).rejects.toThrow(
      'cannot be written down (EISDIR), so nothing is opened',
    );
    await expect(recordAccess({ files, why: '  ', clock })).rejects.toThrow('not opened without a reason');
  });
});
