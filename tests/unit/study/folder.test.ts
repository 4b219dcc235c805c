import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockFolder } from '../../../src/foundation/storage/index.js';
import type { StudyDesign, StudyFile } from '../../../src/study/design.js';
import {
  folderFor,
  isComplete,
  listStudies,
  readStudyFile,
  STUDY_FILES,
  writeStudyFile,
  type DamagedStudy,
} from '../../../src/study/folder.js';
import { fakeClock } from '../../../src/testing/index.js';
import { studyDesign } from '../../support/study-design.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

type How = Parameters<typeof folderFor>[2];

function find(
  root: string,
  design: StudyDesign = studyDesign(),
  change: Partial<How> = {},
): ReturnType<typeof folderFor> {
  return folderFor(root, design, {
    fresh: false,
    clock: fakeClock(),
    command: null,
    versions: { mesocosm: '0' },
    ...change,
  });
}

async function marked(root: string, status: StudyFile['status'], design = studyDesign()): Promise<string> {
  const found = await find(root, design, { fresh: true });
  await writeStudyFile(found.folder, { ...found.file, status });
  return found.folder;
}

describe('a new study folder', () => {
  it('should be named by the time, the study and the design', async () => {
    const root = folder();
    const found = await find(root);

    expect(basename(found.folder)).toMatch(/^20260101T000000Z_pilot_[\da-f]{6}$/);
    expect(found.resumed).toBe(false);
    expect(existsSync(join(found.folder, STUDY_FILES.study))).toBe(true);
  });

  it('should hold the frozen design, and say that it is running', async () => {
    const design = studyDesign({ runs: 7 });
    const { file } = await find(folder(), design, { command: ['run', 'naming-game'] });

    expect(file).toMatchObject({
      kind: 'study',
      design,
      command: ['run', 'naming-game'],
      status: 'running',
      createdAt: '2026-01-01T00:00:00.000Z',
      finishedAt: null,
      seconds: 0,
      saved: 0,
      deviations: [],
      versions: { mesocosm: '0' },
    });
  });

  it.each(['', '/', '/./', '/.', '//'])(
    'should have the name of its folder for its id, though the root ends in "%s"',
    async (end) => {
      const root = folder();
      const found = await find(`${root}${end}`);

      expect(found.file.id).toBe(basename(found.folder));
      expect(readdirSync(root)).toEqual([found.file.id]);
    },
  );

  it('should have the name of its folder for its id below a relative root', async () => {
    const before = process.cwd();
    process.chdir(folder());
    try {
      for (const root of ['.', './studies', 'studies/', 'a/../b']) {
        const found = await find(root, studyDesign({ name: root }));

        expect(found.file.id).toBe(basename(found.folder));
      }
    } finally {
      process.chdir(before);
    }
  });

  it.each([
    ['a/b', 'a-b'],
    ['../../up', '..-..-up'],
    ['two words', 'two-words'],
    ['Größe', 'Größe'],
    ['nul\u0000', 'nul-'],
    ['x'.repeat(500), 'x'.repeat(80)],
  ])('should stay where it belongs, whatever the study is called: %j', async (name, expected) => {
    const root = folder();
    const found = await find(root, studyDesign({ name }));

    expect(readdirSync(root)).toEqual([basename(found.folder)]);
    expect(basename(found.folder)).toContain(`Z_${expected}_`);
    expect(found.file.design.name).toBe(name);
  });

  it('should be made beside one of the same second', async () => {
    const root = folder();
    const [first, second] = [
      await find(root, studyDesign(), { fresh: true }),
      await find(root, studyDesign(), { fresh: true }),
    ];

    expect(basename(second.folder)).toBe(`${basename(first.folder)}-2`);
    expect(second.file.id).toBe(basename(second.folder));
  });
});

describe('going on', () => {
  it.each(['interrupted', 'stopped-by-budget', 'unavailable', 'too-many-failures', 'running'] as const)(
    'should be with a study of the same design that is %s',
    async (status) => {
      const root = folder();
      const before = await marked(root, status);

      expect(await find(root)).toMatchObject({ folder: before, resumed: true });
    },
  );

  it('should not be with a study that is finished', async () => {
    const root = folder();
    const before = await marked(root, 'finished');
    const found = await find(root);

    expect(found.resumed).toBe(false);
    expect(found.folder).not.toBe(before);
  });

  it('should not be with a study of another design', async () => {
    const root = folder();
    await marked(root, 'interrupted', studyDesign({ runs: 3 }));

    expect((await find(root)).resumed).toBe(false);
  });

  it('should not be where a fresh start is asked for', async () => {
    const root = folder();
    await marked(root, 'interrupted');

    expect((await find(root, studyDesign(), { fresh: true })).resumed).toBe(false);
  });

  it('should be with the newest of several', async () => {
    const root = folder();
    await marked(root, 'interrupted');
    const newest = await marked(root, 'interrupted');

    expect((await find(root)).folder).toBe(newest);
  });

  it('should take the limits of now, and record what they were', async () => {
    const root = folder();
    await marked(root, 'stopped-by-budget', studyDesign({ budget: { calls: 5 } }));
    const { file } = await find(root, studyDesign({ budget: { calls: 50 }, maxFailures: 0.5 }));

    expect(file.design.budget).toEqual({ calls: 50 });
    expect(file.deviations).toEqual([
      'model calls: at most 5, then at most 50',
      'allowed share of failed decisions: 0.05, then 0.5',
    ]);
  });

  it('should be with the very study that is named', async () => {
    const root = folder();
    const first = await marked(root, 'interrupted');
    await marked(root, 'interrupted');

    expect(await find(root, studyDesign(), { resume: first })).toMatchObject({ folder: first, resumed: true });
  });

  it('should be refused where the design is another one by now', async () => {
    const root = folder();
    const before = await marked(root, 'interrupted');

    await expect(find(root, studyDesign({ runs: 3 }), { resume: before })).rejects.toThrow(
      /is not the study that was begun: a file, a model or a version has changed since; expected the design [\da-f]{12}, not [\da-f]{12}/,
    );
  });
});

describe('listing studies', () => {
  it('should be oldest first, and pass over what is no study', async () => {
    const root = folder();
    const [first, second] = [await marked(root, 'finished'), await marked(root, 'interrupted')];
    mkdirSync(join(root, 'notes'));
    writeFileSync(join(root, 'readme.txt'), 'hello');

    expect((await listStudies(root)).map(({ folder: one }) => one)).toEqual([first, second]);
  });

  it('should be empty where there is nothing', async () => {
    expect(await listStudies(join(folder(), 'nothing'))).toEqual([]);
    expect(await listStudies(folder())).toEqual([]);
  });

  it('should tell of damaged studies, and go on', async () => {
    const root = folder();
    const good = await marked(root, 'finished');
    for (const [name, content] of [
      ['0-torn', '{"formatVersion": 1, "kind'],
      ['1-other', '{"formatVersion": 1, "kind": "run"}'],
      ['2-empty', ''],
    ] as const) {
      mkdirSync(join(root, name));
      writeFileSync(join(root, name, STUDY_FILES.study), content);
    }
    mkdirSync(join(root, '3-folder', STUDY_FILES.study), { recursive: true });
    const damaged: DamagedStudy[] = [];

    const found = await listStudies(root, (one) => damaged.push(one));

    expect(found.map(({ folder: one }) => one)).toEqual([good]);
    expect(damaged.map(({ folder: one }) => basename(one))).toEqual(['0-torn', '1-other', '2-empty', '3-folder']);
    for (const { folder: one, reason } of damaged) expect(reason).toContain(join(one, STUDY_FILES.study));
  });

  it("should let damaged studies stand in nobody's way", async () => {
    const root = folder();
    mkdirSync(join(root, 'torn'));
    writeFileSync(join(root, 'torn', STUDY_FILES.study), '{');
    const before = await marked(root, 'interrupted');

    expect((await find(root)).folder).toBe(before);
  });
});

describe('what a study says of itself', () => {
  it('should be read as it was written', async () => {
    const { folder: study, file } = await find(folder());
    await writeStudyFile(study, { ...file, status: 'finished', seconds: 12.5 });

    expect(await readStudyFile(study)).toEqual({ ...file, status: 'finished', seconds: 12.5 });
  });

  it('should be that it was interrupted, where it says it runs and nobody is at it', async () => {
    const study = await marked(folder(), 'running');
    expect((await readStudyFile(study)).status).toBe('interrupted');

    const lock = await lockFolder(study);
    expect((await readStudyFile(study)).status).toBe('running');
    lock.release();
  });

  it('should be missed where the folder is no study, or not there', async () => {
    await expect(readStudyFile(folder())).rejects.toThrow('this folder is not a study: it has no study.json');
    await expect(readStudyFile('/nowhere/at/all')).rejects.toThrow('/nowhere/at/all: there is no such folder');
  });
});

describe('a study', () => {
  it('should be complete when it has ended and its figures are there', async () => {
    const root = folder();
    const complete = async (status: StudyFile['status'], summary: boolean): Promise<boolean> => {
      const study = await marked(root, status);
      if (summary) writeFileSync(join(study, STUDY_FILES.summary), '{}');
      return isComplete(study, await readStudyFile(study));
    };

    expect(await complete('finished', true)).toBe(true);
    expect(await complete('too-many-failures', true)).toBe(true);
    expect(await complete('finished', false)).toBe(false);
    expect(await complete('interrupted', true)).toBe(false);
    expect(await complete('running', true)).toBe(false);
  });
});
