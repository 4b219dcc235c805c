import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, mesocosm, quickStudy } from '../../../support/command-line.js';
import { namingStudy, smallNamingGame } from '../../../support/small-studies.js';
import { onlyStudyIn } from '../../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../../support/temporary-folder.js';

const folder = temporaryFolders();
const root = join(folderForAll(), 'studies');
let finished: string;

beforeAll(async () => {
  await mesocosm(quickStudy(root, '--arms', 'isolated'));
  finished = basename(onlyStudyIn(root));
  await mesocosm(quickStudy(root, '--runs', '1', '--name', 'zebra'), { signal: AbortSignal.abort() });
});

describe('list', () => {
  it('should have a line for each study, oldest first', async () => {
    const { code, out, err } = await mesocosm(['list', '--folder', root]);
    const lines = out.trimEnd().split('\n');

    expect([code, err]).toEqual([0, '']);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe(`${finished}  finished  2 runs an arm  policy:claude-3.5-sonnet:baseline`);
    expect(lines[1]).toMatch(/^\d{8}T\d{6}Z_zebra_[\da-f]{6} {2}interrupted {2}1 run an arm {2}policy:/);
  });

  it('should have those alone that are asked for', async () => {
    const listed = async (...more: string[]) =>
      (await mesocosm(['list', '--folder', root, ...more])).out.trimEnd().split('\n');

    expect(await listed('--status', 'finished')).toEqual([expect.stringContaining(finished)]);
    expect(await listed('--status', 'interrupted')).toEqual([expect.stringContaining('zebra')]);
    expect(await listed('--scenario', 'naming-game')).toHaveLength(2);
    expect(await listed('--scenario', 'majority-opinion')).toEqual([
      expect.stringContaining('There are no such studies'),
    ]);
  });

  it('should be data with --json', async () => {
    const json = jsonOf(await mesocosm(['list', '--folder', root, '--json']));

    expect(json.status).toBe('done');
    expect(json.data).toMatchObject([
      { id: finished, folder: join(root, finished), status: 'finished', scenario: 'naming-game', runs: 2 },
      { status: 'interrupted', runs: 1 },
    ]);
  });

  it('should say that there is none', async () => {
    const empty = folder();

    expect((await mesocosm(['list', '--folder', empty])).out).toBe(
      `There are no such studies in ${empty}; \`mesocosm run\` makes one.\n`,
    );
    expect(jsonOf(await mesocosm(['list', '--folder', empty, '--json'])).data).toEqual([]);
  });

  it('should say so of a folder that is not there, and only where it was named', async () => {
    const before = process.cwd();
    process.chdir(folder());
    const named = await mesocosm(['list', '--folder', 'nowhere']);
    const usual = await mesocosm(['list']);
    process.chdir(before);

    expect([named.code, named.out]).toEqual([2, '']);
    expect(named.err).toMatch(/^nowhere: there is no such folder\. Check the path/);
    expect([usual.code, usual.out]).toEqual([0, 'There are no such studies in studies; `mesocosm run` makes one.\n']);
  });

  it('should know the scenarios of programs, by the studies that are there', async () => {
    const where = folder();
    await namingStudy(where, { scenario: { ...smallNamingGame(), name: 'gossip' } });

    expect((await mesocosm(['list', '--folder', where, '--scenario', 'gossip'])).out).toContain('finished');
  });

  it('should tell of damaged studies beside the others', async () => {
    const where = folder();
    await mesocosm(quickStudy(where, '--arms', 'isolated'), { signal: AbortSignal.abort() });
    mkdirSync(join(where, 'torn'));
    writeFileSync(join(where, 'torn/study.json'), '{');
    const plain = await mesocosm(['list', '--folder', where]);
    const json = jsonOf(await mesocosm(['list', '--folder', where, '--json']));

    expect(plain.code).toBe(0);
    expect(plain.out.trimEnd().split('\n')).toHaveLength(1);
    expect(plain.err).toMatch(/^Passed over: .*torn\/study\.json: it is not JSON/);
    expect(json.warnings).toEqual([expect.stringContaining('torn/study.json')]);
  });
});
