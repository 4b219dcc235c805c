import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inWords } from '../../../../src/cli/_internals/system-error.js';

describe('what the file system refuses', () => {
  it('should be put in words, with the path', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mesocosm-'));
    const file = join(folder, 'file');
    writeFileSync(file, '');
    let refused: unknown;
    try {
      readFileSync(join(file, 'below'));
    } catch (error) {
      refused = error;
    }
    rmSync(folder, { recursive: true });

    expect(inWords(refused)).toMatchObject({
      kind: 'usage',
      message: `${join(file, 'below')}: a part of the path is a file and not a folder (ENOTDIR). Check the path and who may write there, or choose another folder`,
    });
  });

  it.each([
    ['ENOSPC', 'no room is left on the disk', 'Make room'],
    ['EDQUOT', 'no room is left on the disk, whose quota is used up', 'Make room'],
    ['EFBIG', 'the file is as large as a file may be there', 'Raise the limit (ulimit -f)'],
  ])('should tell to make room and go on where nothing more can be written (%s)', (code, meaning, first) => {
    const full = Object.assign(new Error('x'), { code, syscall: 'write', path: 'studies/1/answers.jsonl' });

    expect(inWords(full)).toMatchObject({
      kind: 'disk-full',
      exitCode: 6,
      message: `studies/1/answers.jsonl: ${meaning} (${code}). ${first} and go on with the same command; what was written before is kept`,
    });
  });

  it('should be left as it is where it is something else', () => {
    const errors = [
      new Error('plain'),
      'text',
      undefined,
      Object.assign(new Error('x'), { code: 'ECONNRESET', syscall: 'read' }),
    ];

    for (const error of errors) expect(inWords(error)).toBe(error);
  });
});
