import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryAnswers, openAnswers } from '../../../../src/model/wrappers/index.js';

describe('openAnswers', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mesocosm-'));
    path = join(folder, 'answers.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('should write one line an answer, in order of arrival, before `put` returns', async () => {
    const answers = await openAnswers(path);

    answers.put('b', 'choose', { ok: true, value: 1 });
    const [first] = readFileSync(path, 'utf8').split('\n');
    answers.put('a', 'write', { ok: true, value: 'x' });

    expect(first).toBe('{"key":"b","verb":"choose","answer":{"ok":true,"value":1}}');
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(2);
    answers.close();
  });

  it('should find again any value that JSON can hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (values) => {
        rmSync(path, { force: true });
        const written = await openAnswers(path);
        for (const [key, value] of Object.entries(values)) written.put(key, 'choose', value);
        written.close();

        const read = await openAnswers(path, { readOnly: true });

        expect(read.size()).toBe(Object.keys(values).length);
        for (const [key, value] of Object.entries(values)) {
          expect(read.get(key)).toEqual(JSON.parse(JSON.stringify(value)));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('should pass over a torn last line, and write after it as if it had not been', async () => {
    const before = await openAnswers(path);
    before.put('a', 'choose', 1);
    before.close();
    appendFileSync(path, '{"key":"b","verb":"ch');

    const after = await openAnswers(path);
    after.put('c', 'choose', 3);
    after.close();

    const read = await openAnswers(path, { readOnly: true });
    expect([read.get('a'), read.get('b'), read.get('c')]).toEqual([1, undefined, 3]);
  });

  it('should say in which line of the file something is wrong', async () => {
    const before = await openAnswers(path);
    before.put('a', 'choose', 1);
    before.close();
    appendFileSync(path, 'not JSON\n');

    await expect(openAnswers(path)).rejects.toThrow(`${path}: line 2 is not`);
  });

  it('should make nothing where it only reads', async () => {
    const answers = await openAnswers(path, { readOnly: true });

    expect([answers.size(), existsSync(path)]).toEqual([0, false]);
    answers.close();
  });
});

describe('memoryAnswers', () => {
  it('should keep what was put, the last of a key', () => {
    const answers = memoryAnswers();

    answers.put('a', 'choose', 1);
    answers.put('a', 'choose', 2);

    expect([answers.get('a'), answers.get('b'), answers.size()]).toEqual([2, undefined, 1]);
  });
});
