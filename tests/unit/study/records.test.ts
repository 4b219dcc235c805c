import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STUDY_FILES } from '../../../src/study/folder.js';
import { Probe, type RunRecord } from '../../../src/spec/index.js';
import { CallLine, openRecords, recordedLines, RunLine } from '../../../src/study/records.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

const answer = { ok: true, value: { probabilities: [0.5, 0.5] } };
const runLine = (key: string): string => {
  const row: RunRecord = {
    condition: 'default',
    arm: 'interacting',
    seed: 1,
    activations: 3,
    ending: 'over',
    values: {},
    missing: {},
    series: {},
    decisions: 3,
    failures: {},
  };
  return JSON.stringify({ key, row });
};
const callLine = (key: string): string =>
  JSON.stringify({
    key,
    verb: 'choose',
    outcome: 'answered',
    milliseconds: 3,
    promptTokens: 9,
    completionTokens: null,
  });
const soundLines: { readonly [file: string]: string } = {
  [STUDY_FILES.log]: runLine('r'),
  [STUDY_FILES.calls]: callLine('r'),
  [STUDY_FILES.prompts]: '{"key":"r","verb":"choose"}',
  [STUDY_FILES.answers]: JSON.stringify({ key: 'r', verb: 'choose', answer }),
};

describe('the records of a study', () => {
  it('should be kept from one sitting to the next', async () => {
    const study = folder();
    const first = await openRecords(study);
    first.answers.put('a', 'choose', answer);
    first.runs.append(runLine('r'));
    first.calls.append(callLine('c'));
    first.prompts.add('p', {
      verb: 'choose',
      request: { prompt: { form: 'chat', pieces: ['x'] }, options: ['A', 'B'] },
    });
    first.close();
    const second = await openRecords(study);

    expect(second.answers.get('a')).toEqual(answer);
    expect(second.runs.lines).toEqual([runLine('r')]);
    expect(second.calls.lines).toEqual([callLine('c')]);
    second.close();
    expect(readFileSync(join(study, STUDY_FILES.prompts), 'utf8').trimEnd().split('\n')).toHaveLength(1);
  });

  it('should drop what a dying process wrote half', async () => {
    const study = folder();
    writeFileSync(join(study, STUDY_FILES.log), `${runLine('r')}\n{"key":"s`);
    const records = await openRecords(study);

    expect(records.runs.lines).toEqual([runLine('r')]);
    records.close();
  });

  it.each([STUDY_FILES.log, STUDY_FILES.calls, STUDY_FILES.prompts, STUDY_FILES.answers])(
    'should name the line of %s that cannot be read',
    async (file) => {
      const study = folder();
      writeFileSync(join(study, file), `${soundLines[file]}\n{"key":\n{"key":"s"}\n`);

      await expect(openRecords(study)).rejects.toMatchObject({ kind: 'usage' });
      await expect(openRecords(study)).rejects.toThrow(`${join(study, file)}: line 2 is not`);
    },
  );
});

describe('recordedLines', () => {
  it('should be none where there is no file', async () => {
    expect(await recordedLines(join(folder(), 'runs.jsonl'))).toEqual([]);
  });

  it('should leave the file as it is, torn line and all', async () => {
    const path = join(folder(), 'other.jsonl');
    writeFileSync(path, '{"a":1}\n{"b"');

    expect(await recordedLines(path)).toEqual([{ a: 1 }]);
    expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{"b"');
  });

  it.each([
    ['runs.jsonl', undefined, 'null', 'the line: Invalid input: expected object, received null'],
    ['runs.jsonl', RunLine, '{"keY":"a","row":{}}', 'key: Invalid input: expected string, received undefined'],
    [
      'calls.jsonl',
      CallLine,
      '{"key":"a","verb":"choose","outcome":"answered","milliseconds":3,"promptTokens":"9"}',
      'promptTokens: ',
    ],
    ['probes.jsonl', Probe, '{"condition":"default"}', 'agent: '],
    ['prompts.jsonl', undefined, '[]', 'the line: '],
  ])('should name the line of %s that is of another shape', async (name, shape, damaged, why) => {
    const path = join(folder(), name);
    writeFileSync(path, `${damaged}\n`);

    await expect(recordedLines(path, shape)).rejects.toThrow(
      expect.objectContaining({
        kind: 'usage',
        message: expect.stringContaining(`${path}: line 1 is not as it should be: ${why}`),
      }),
    );
  });
});
