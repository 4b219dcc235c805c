import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findStudy } from '../../../../src/cli/_internals/find-study.js';
import { folderFor, STUDY_FILES } from '../../../../src/study/folder.js';
import { fakeClock } from '../../../../src/testing/index.js';
import { studyDesign } from '../../../support/study-design.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const folder = temporaryFolders();

async function newStudy(root: string, name: string, at = Date.UTC(2026, 0, 1)): Promise<string> {
  const clock = fakeClock({ startMs: at });
  const how = { fresh: true, clock, command: null, versions: {} };
  return (await folderFor(root, studyDesign({ name }), how)).folder;
}

describe('findStudy', () => {
  it('should be the newest where none is named', async () => {
    const root = folder();
    await newStudy(root, 'first');
    const second = await newStudy(root, 'second', Date.UTC(2026, 1, 1));

    expect(await findStudy(undefined, root)).toEqual({ kind: 'study', folder: second });
  });

  it('should be a study or a run by its path', async () => {
    const root = folder();
    const study = await newStudy(root, 'first');
    const run = join(study, 'runs/default.interacting.1');
    mkdirSync(run, { recursive: true });
    writeFileSync(join(run, 'manifest.json'), '{}');

    expect(await findStudy(study, '/nowhere')).toEqual({ kind: 'study', folder: study });
    expect(await findStudy(run, '/nowhere')).toEqual({ kind: 'run', folder: run });
  });

  it('should be a study by its id, or by a beginning that no other has', async () => {
    const root = folder();
    const first = await newStudy(root, 'first');
    await newStudy(root, 'second', Date.UTC(2026, 1, 1));

    expect((await findStudy(basename(first), root)).folder).toBe(first);
    expect((await findStudy('20260101', root)).folder).toBe(first);
  });

  it('should be said to be several where the beginning is too short', async () => {
    const root = folder();
    await newStudy(root, 'first');
    await newStudy(root, 'second');

    await expect(findStudy('2026', root)).rejects.toThrow(
      /several studies begin with "2026".*There are: 20260101T.*_first_.*_second_/,
    );
  });

  it('should be missed where there is none', async () => {
    const root = folder();
    await expect(findStudy(undefined, root)).rejects.toThrow(
      `there is no study in ${root}. \`mesocosm run\` makes one`,
    );

    await newStudy(root, 'first');
    await expect(findStudy('1999', root)).rejects.toThrow(/there is no study or run "1999".*There is: 20260101T/);
  });

  it('should not be a folder of something else', async () => {
    const other = folder();

    await expect(findStudy(other, '/nowhere')).rejects.toThrow(`${other}: this folder is neither a study nor a run`);
  });

  it('should not stumble over damaged studies', async () => {
    const root = folder();
    const good = await newStudy(root, 'first');
    mkdirSync(join(root, 'zzz'));
    writeFileSync(join(root, 'zzz', STUDY_FILES.study), '{');

    expect((await findStudy(undefined, root)).folder).toBe(good);
  });
});
