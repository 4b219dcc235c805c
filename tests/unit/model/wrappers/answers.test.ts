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
        for (const [key, value] of Object.entries(values)) written.put(key, 'any', value);
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
    before.put('a', 'any', 1);
    before.close();
    appendFileSync(path, '{"key":"b","verb":"ch');

    const after = await openAnswers(path);
    after.put('c', 'any', 3);
    after.close();

    const read = await openAnswers(path, { readOnly: true });
    expect([read.get('a'), read.get('b'), read.get('c')]).toEqual([1, undefined, 3]);
  });

  it('should say in which line of the file something is wrong', async () => {
    const before = await openAnswers(path);
    before.put('a', 'any', 1);
    before.close();
    appendFileSync(path, 'not JSON\n');

    await expect(openAnswers(path)).rejects.toThrow(`${path}: line 2 is not`);
  });

  it.each([
    ['judge', { kind: 'distribution', probabilitieS: [1, 0] }, 'probabilities: '],
    ['judge', { kind: 'distributioN', probabilities: [1, 0] }, 'kind: '],
    ['judge', { kind: 'refused' }, 'message: '],
    ['judge', null, 'the answer: '],
    ['choose', { ok: true, value: { probabilities: 'half' } }, 'value.probabilities: '],
    ['choose', { ok: false }, 'failure: '],
    ['score', { ok: true, value: { logLikelihood: [-1] } }, 'value.logLikelihoods: '],
    ['write', { ok: 1, value: { text: 'yes' } }, 'ok: '],
    ['embed', { ok: true, value: { vectors: [[1], ['0']] } }, 'value.vectors.1.0: '],
  ])('should name the line where the answer to a request to %s is %j', async (verb, answer, why) => {
    const before = await openAnswers(path);
    before.put('a', 'any', 1);
    before.put('b', verb, answer);
    before.close();

    await expect(openAnswers(path, { readOnly: true })).rejects.toThrow(
      `${path}: line 2 is not a recorded answer: ${why}`,
    );
  });

  it('should read what earlier versions recorded, and a likelihood of nothing', async () => {
    const before = await openAnswers(path);
    before.put('a', 'choose', {
      ok: true,
      value: { kind: 'exact', probabilities: [0.5, 0.5], mass: 1, temperature: 1 },
    });
    before.put('b', 'score', { ok: true, value: { logLikelihoods: [-Infinity, -2], tokens: [1, 1] } });
    before.put('c', 'judge', { kind: 'answer', value: null });
    before.close();

    expect((await openAnswers(path, { readOnly: true })).size()).toBe(3);
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

    answers.put('a', 'any', 1);
    answers.put('a', 'choose', 2);

    expect([answers.get('a'), answers.get('b'), answers.size()]).toEqual([2, undefined, 1]);
  });
});
