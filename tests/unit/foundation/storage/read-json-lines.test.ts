import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonLines } from '../../../../src/foundation/storage/index.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const folder = temporaryFolders();
const schema = z.object({ n: z.number() });
const about = { line: 'a number', remedy: 'restore the file' };

function fileOf(content: string | Uint8Array): string {
  const file = join(folder(), 'numbers.jsonl');
  writeFileSync(file, content);
  return file;
}

describe('readJsonLines', () => {
  it('should read a value a line, whatever ends the lines, and pass over empty ones', async () => {
    expect(await readJsonLines(fileOf('{"n":1}\r\n\n{"n":2}'), schema, about)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await readJsonLines(fileOf(''), schema, about)).toEqual([]);
  });

  it.each([
    ['{"n":1}\n{"n":2', 'line 2 is not a number: it is not JSON'],
    ['\n{"n":"2"}', 'line 2 is not a number: n: Invalid input: expected number, received string'],
    ['null\n', 'line 1 is not a number: the line: Invalid input: expected object, received null'],
    [Uint8Array.from([0xff, 0xfe, 0x0a]), 'it is not UTF-8 text'],
  ])('should name the file, the line and the cause: %j', async (content, why) => {
    const file = fileOf(content);

    await expect(readJsonLines(file, schema, about)).rejects.toThrow(`${file}: ${why}`);
  });
});
