import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTextFile } from '../../../../src/foundation/storage/index.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const folders = temporaryFolders();

function fileWith(bytes: Uint8Array): string {
  const path = join(folders(), 'people.jsonl');
  writeFileSync(path, bytes);
  return path;
}

/** Big-endian, as little-endian with the bytes of each letter exchanged. */
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('readTextFile', () => {
  it('should give the text, without a byte order mark at its beginning', async () => {
    expect(await readTextFile(fileWith(Buffer.from('ä\n')))).toBe('ä\n');
    expect(await readTextFile(fileWith(Buffer.from('\ufeffä\ufeff\n')))).toBe('ä\ufeff\n');
  });

  it.each([
    ['UTF-16 with a mark', Buffer.from('\ufeff{"a":1}', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('{"a":1}', 'utf16le')],
    ['UTF-16 that begins with the larger byte', bigEndian('\ufeff{"a":1}')],
    ['Latin-1', Buffer.from('Zoë', 'latin1')],
    ['a character that is cut off', Buffer.from('ä').subarray(0, 1)],
  ])('should say that %s is not UTF-8', async (_, bytes) => {
    const path = fileWith(bytes);

    await expect(readTextFile(path)).rejects.toThrow(`${path}: it is not UTF-8 text. Save it as UTF-8`);
  });

  it('should say that there is no such file', async () => {
    await expect(readTextFile(join(folders(), 'none.csv'))).rejects.toThrow('there is no such file');
  });
});
