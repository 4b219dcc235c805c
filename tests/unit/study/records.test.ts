import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STUDY_FILES } from '../../../src/study/folder.js';
import { openRecords, recordedLines } from '../../../src/study/records.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

describe('the records of a study', () => {
  it('should be kept from one sitting to the next', async () => {
    const study = folder();
    const first = await openRecords(study);
    first.answers.put('a', 'choose', { ok: true });
    first.runs.append('{"key":"r"}');
    first.calls.append('{"key":"c"}');
    first.prompts.add('p', {
      verb: 'choose',
      request: { prompt: { form: 'chat', pieces: ['x'] }, options: ['A', 'B'] },
    });
    first.close();
    const second = await openRecords(study);

    expect(second.answers.get('a')).toEqual({ ok: true });
    expect(second.runs.lines).toEqual(['{"key":"r"}']);
    expect(second.calls.lines).toEqual(['{"key":"c"}']);
    second.close();
    expect(readFileSync(join(study, STUDY_FILES.prompts), 'utf8').trimEnd().split('\n')).toHaveLength(1);
  });

  it('should drop what a dying process wrote half', async () => {
    const study = folder();
    writeFileSync(join(study, STUDY_FILES.log), '{"key":"r"}\n{"key":"s');
    const records = await openRecords(study);

    expect(records.runs.lines).toEqual(['{"key":"r"}']);
    records.close();
  });

  it.each([STUDY_FILES.log, STUDY_FILES.calls, STUDY_FILES.prompts, STUDY_FILES.answers])(
    'should name the line of %s that cannot be read',
    async (file) => {
      const study = folder();
      writeFileSync(join(study, file), '{"key":"r","verb":"choose","answer":1}\n{"key":\n{"key":"s"}\n');

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
    const path = join(folder(), 'runs.jsonl');
    writeFileSync(path, '{"a":1}\n{"b"');

    expect(await recordedLines(path)).toEqual([{ a: 1 }]);
    expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{"b"');
  });
});
