import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { readStudyFile } from '../../src/study/index.js';
import {
  endProcessesAfterEach,
  end,
  rowsIn,
  runProgram,
  runShell,
  startProgram,
  waitUntil,
} from '../support/program.js';
import { onlyStudyIn, pictureOf } from '../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
const whole = folderForAll();
endProcessesAfterEach();

/** Four arms of sixty runs: a second or two. */
const RUNS = 60;
const STUDY = (
  'run naming-game --policy claude-3.5-sonnet --agents 8 --horizon 400 --arms isolated,symmetrised,drift --runs ' + RUNS
).split(' ');
const ALL = RUNS * 4;

beforeAll(async () => {
  const { code, err } = await runProgram(STUDY, whole);
  if (code !== 0) throw new Error(err);
});

/** The study as it is in the end, and as it would have been. */
function expectTheSame(where: string): void {
  expect(pictureOf(onlyStudyIn(join(where, 'studies')))).toEqual(pictureOf(onlyStudyIn(join(whole, 'studies'))));
}

describe.each(['SIGINT', 'SIGTERM'] as const)('a study that is stopped by %s', (signal) => {
  it('should end with 130 and a command that goes on, to the same end', async () => {
    const where = join(folder(), 'x');
    const studies = join(where, 'my studies');
    const running = startProgram([...STUDY, '--folder', studies], folder());
    await waitUntil(() => rowsIn(studies) > 40, running);
    running.process.kill(signal);
    const { code, out, err } = await end(running);
    const done = rowsIn(studies);

    expect([code, out]).toEqual([130, '']);
    expect(done).toBeLessThan(ALL);
    expect(await readStudyFile(onlyStudyIn(studies))).toMatchObject({ status: 'interrupted' });
    expect(err).toMatch(/^the study stopped: [^\n]*\nGo on with:\nmesocosm resume [^\n]*\n$/);

    const line = /^Go on with:\n(.*)$/m.exec(err)?.[1] as string;
    const resumed = await runShell(line, folder());

    expect([resumed.code, resumed.err]).toEqual([0, '']);
    expect(pictureOf(onlyStudyIn(studies))).toEqual(pictureOf(onlyStudyIn(join(whole, 'studies'))));
  });
});

describe('a study that is told to stop twice', () => {
  it('should stop at once, and go on all the same', async () => {
    const where = folder();
    const running = startProgram(STUDY, where);
    await waitUntil(() => rowsIn(join(where, 'studies')) > 10, running);
    running.process.kill('SIGINT');
    running.process.kill('SIGINT');
    running.process.kill('SIGTERM');
    const { code } = await end(running);

    expect(code).toBe(130);
    expect((await runProgram(STUDY, where)).code).toBe(0);
    expectTheSame(where);
  });
});

describe('a study whose process is killed', () => {
  it('should be the same in the end, killed at moments drawn from a fixed seed', async () => {
    const where = folder();
    const studies = join(where, 'studies');
    const chance = chancesFrom('killed')('moments');
    for (let kill = 0; kill < 5; kill += 1) {
      const running = startProgram(STUDY, where);
      const rows = rowsIn(studies) + chance.integer(ALL / 6);
      const delayMs = chance.integer(20);
      await waitUntil(() => readdirSync(where).length > 0 && rowsIn(studies) >= rows, running);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      running.process.kill('SIGKILL');
      const { code, err } = await end(running);

      expect([code, err]).toEqual([null, '']);
    }
    const { code, err } = await runProgram(STUDY, where);

    expect([code, err]).toEqual([0, '']);
    expectTheSame(where);
  });

  it('should be listed as interrupted, and shown with how far it got', async () => {
    const where = folder();
    const running = startProgram(STUDY, where);
    await waitUntil(() => rowsIn(join(where, 'studies')) > 10, running);
    running.process.kill('SIGKILL');
    await end(running);
    const [listed, shown] = await Promise.all([runProgram(['list'], where), runProgram(['show'], where)]);

    expect(listed.out).toMatch(/ {2}interrupted {2}60 runs an arm /);
    expect(shown.out).toMatch(
      /: interrupted, \d+ of at most 240 runs are done\.\nGo on with: mesocosm resume studies\//,
    );
  });
});

describe('two processes with the same command', () => {
  it('should not work on the same study: the second says who is at it', async () => {
    const where = folder();
    const first = startProgram(STUDY, where);
    await waitUntil(() => rowsIn(join(where, 'studies')) > 0, first);
    const second = await runProgram(STUDY, where);

    expect(second.code).toBe(2);
    expect(second.err).toContain(`: process ${first.process.pid} is working in it since 20`);
    expect((await end(first)).code).toBe(0);
    expectTheSame(where);
  });
});
