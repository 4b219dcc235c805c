import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { STUDY_FILES } from '../../../src/study/index.js';
import { jsonOf, mesocosm, quickStudy } from '../../support/command-line.js';
import { namingStudy } from '../../support/small-studies.js';
import { onlyStudyIn, pictureOf, recorded } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const root = join(folderForAll(), 'studies');
const few = ['--arms', 'isolated'];

beforeAll(async () => {
  await mesocosm(quickStudy(root, ...few));
});

/** A study that was stopped before its first run. */
async function stopped(where: string, ...more: readonly string[]): Promise<string> {
  const { code } = await mesocosm(quickStudy(where, ...few, ...more), { signal: AbortSignal.abort() });
  if (code !== 130) throw new Error(`exit code ${code}`);
  return onlyStudyIn(where);
}

describe('resume', () => {
  it('should go on with the newest study, to the end that it would have had', async () => {
    const where = folder();
    const study = await stopped(where);
    const { code, out } = await mesocosm(['resume', '--folder', where]);

    expect(code).toBe(0);
    expect(out).toContain('Naming game: 2 runs of every arm');
    expect(pictureOf(study)).toEqual(pictureOf(onlyStudyIn(root)));
  });

  it.each([
    ['torn in its last line', (file: string) => truncateSync(file, readFileSync(file).length - 20)],
    [
      'cut at the end of a line',
      (file: string) => writeFileSync(file, `${readFileSync(file, 'utf8').split('\n')[0]}\n`),
    ],
    ['taken away', (file: string) => rmSync(file)],
  ])('should make a kept run of a finished study again whose journal is %s', async (_what, damage) => {
    const where = folder();
    await mesocosm(quickStudy(where, ...few));
    const run = join(onlyStudyIn(where), 'runs/default.isolated.1000000');
    const journal = join(run, 'events.jsonl');
    const whole = readFileSync(journal, 'utf8');
    damage(journal);
    const { code, err } = await mesocosm(['resume', run], { columns: 200 });

    expect(code).toBe(0);
    expect(err).toMatch(/its journal was not whole, and is made again from seed and recorded answers/);
    expect(readFileSync(journal, 'utf8')).toBe(whole);
    expect((await mesocosm(['resume', run], { columns: 200 })).err).not.toMatch(/not whole/);
  });

  it('should find a study by its path, by its id, and by one of its runs', async () => {
    const [byPath, byId, byRun] = [folder(), folder(), folder()];
    const path = await stopped(byPath);
    const id = basename(await stopped(byId));
    const run = join(await stopped(byRun), 'runs/default.interacting.1000000');
    mkdirSync(run, { recursive: true });

    expect((await mesocosm(['resume', path])).code).toBe(0);
    expect((await mesocosm(['resume', id, '--folder', byId])).code).toBe(0);
    await mesocosm(['resume', onlyStudyIn(byRun)]);
    expect((await mesocosm(['resume', run])).out).toContain('Naming game');
  });

  it('should work from the command that was printed, whatever the folder is called', async () => {
    const where = join(folder(), "Ada's studies, all of them");
    const study = await stopped(where);

    expect((await mesocosm(['resume', study])).code).toBe(0);
    expect(onlyStudyIn(where)).toBe(study);
  });

  it('should go on with that study alone, though a newer one of the same design is there', async () => {
    const where = folder();
    const first = await stopped(where);
    await mesocosm(quickStudy(where, ...few, '--fresh'), { signal: AbortSignal.abort() });
    await mesocosm(['resume', first]);

    expect(recorded(first, STUDY_FILES.log)).toHaveLength(4);
  });

  it('should show what a finished study found', async () => {
    const { code, out, err } = await mesocosm(['resume', '--folder', root], { columns: 80 });

    expect(code).toBe(0);
    expect(err).toContain(`${basename(onlyStudyIn(root))} is finished; this is what it found.`);
    expect(out).toContain('Naming game: 2 runs of every arm');
  });

  it('should make the figures again where they were deleted', async () => {
    const where = folder();
    await mesocosm(quickStudy(where, ...few));
    const study = onlyStudyIn(where);
    rmSync(join(study, STUDY_FILES.summary));
    const { code, out } = await mesocosm(['resume', study]);

    expect(code).toBe(0);
    expect(out).toContain('Naming game: 2 runs of every arm');
    expect(existsSync(join(study, STUDY_FILES.summary))).toBe(true);
  });

  it('should work from within the folder of a run', async () => {
    const study = await stopped(folder());
    const run = join(study, 'runs/default.interacting.1000000');
    mkdirSync(run, { recursive: true });
    writeFileSync(join(run, 'manifest.json'), '{}');
    const before = process.cwd();
    process.chdir(run);
    const { err } = await mesocosm(['resume', '.'], { signal: AbortSignal.abort() });
    process.chdir(before);

    expect(err).toContain('Go on with:\nmesocosm resume ');
  });

  it('should speak as it is told now, and not as it was then', async () => {
    const [plain, json] = [folder(), folder()];
    await stopped(plain, '--json', '--debug');
    await stopped(json);

    expect((await mesocosm(['resume', '--folder', plain])).out).toMatch(/^Naming game/);
    expect(jsonOf(await mesocosm(['resume', '--folder', json, '--json'])).status).toBe('finished');
  });

  it('should record new limits as deviations', async () => {
    const where = folder();
    await stopped(where);
    const json = jsonOf(await mesocosm(['resume', '--folder', where, '--max-failures', '0.5', '--json']));

    expect(json.data['design']).toMatchObject({
      deviations: ['allowed share of failed decisions: 0.05, then 0.5'],
    });
  });

  it('should keep the limits of the last sitting', async () => {
    const where = folder();
    await stopped(where, '--max-failures', '0.25');
    const json = jsonOf(await mesocosm(['resume', '--folder', where, '--json']));

    expect(json.data['design']).toMatchObject({ deviations: [] });
  });

  it('should refuse a study that was begun by a program', async () => {
    const where = folder();
    await namingStudy(where, { signal: AbortSignal.abort() }).catch(() => undefined);
    const { code, err } = await mesocosm(['resume', '--folder', where]);

    expect(code).toBe(2);
    expect(err).toMatch(/this study was begun by a program, not by a command\. Run that program again/);
  });

  it('should be interrupted like any other', async () => {
    const where = folder();
    const study = await stopped(where);
    const { code, err } = await mesocosm(['resume', '--folder', where], { signal: AbortSignal.abort() });

    expect(code).toBe(130);
    expect(err).toContain(`Go on with:\nmesocosm resume ${study}`);
  });
});
