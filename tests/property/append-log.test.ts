import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAppendLog } from '../../src/foundation/storage/index.js';

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mesocosm-log-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newPath = (): string => join(folder, `${(files += 1)}.jsonl`);

/** Well-formed text of any script, without line breaks. */
const line = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\n', ' '));
const lines = fc.array(line, { maxLength: 12 });

async function append(path: string, added: readonly string[]): Promise<void> {
  const log = await openAppendLog(path);
  for (const one of added) log.append(one);
  log.close();
}

async function linesOf(path: string): Promise<readonly string[]> {
  return (await openAppendLog(path, { readOnly: true })).lines;
}

describe('an append log', () => {
  it('should give back what was appended, however often it was opened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lines, { maxLength: 4 }), async (sittings) => {
        const path = newPath();
        for (const sitting of sittings) await append(path, sitting);

        expect(await linesOf(path)).toEqual(sittings.flat());
      }),
    );
  });

  it('should give back whole lines when it is cut at any byte, and go on after them', async () => {
    await fc.assert(
      fc.asyncProperty(lines, lines, fc.double({ min: 0, max: 1, noNaN: true }), async (before, after, where) => {
        const path = newPath();
        await append(path, before);
        const whole = readFileSync(path);
        const cut = Math.round(where * whole.length);
        truncateSync(path, cut);
        const kept = whole.subarray(0, cut).filter((byte) => byte === 10).length;

        const { lines: found, torn } = await openAppendLog(path, { readOnly: true });
        await append(path, after);

        expect(found).toEqual(before.slice(0, kept));
        expect(torn).toBe(cut > 0 && whole[cut - 1] !== 10);
        expect(await linesOf(path)).toEqual([...before.slice(0, kept), ...after]);
      }),
    );
  });

  it('should drop whatever stands after the last line break', async () => {
    const rubbish = fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.filter((byte) => byte !== 10));
    await fc.assert(
      fc.asyncProperty(lines, rubbish, lines, async (before, tail, after) => {
        const path = newPath();
        writeFileSync(path, before.map((one) => `${one}\n`).join(''));
        appendFileSync(path, tail);

        await append(path, after);

        expect(readFileSync(path, 'utf8')).toBe([...before, ...after].map((one) => `${one}\n`).join(''));
      }),
    );
  });
});
