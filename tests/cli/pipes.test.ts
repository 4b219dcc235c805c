import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonOf } from '../support/command-line.js';
import { end, endProcessesAfterEach, runProgram, runShell, startProgram } from '../support/program.js';
import { onlyStudyIn } from '../support/study-picture.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
endProcessesAfterEach();

const SMALL = ['run', 'naming-game', '--policy', 'llama-3-70b', '--agents', '4', '--horizon', '40', '--runs', '2'];
const FEW = [...SMALL, '--arms', 'isolated'];

const FULL = /^standard output: no room is left on the disk \(ENOSPC\)\. Make room, or send it elsewhere\n$/;

describe('the program, piped', () => {
  it('should say what came out and nothing else, without a sign of a screen', async () => {
    const { code, out, err } = await runProgram(FEW, folder());

    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Naming game: 2 runs of every arm/);
    // oxlint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });

  it('should give one object with --json', async () => {
    const ran = await runProgram([...FEW, '--json'], folder());

    expect(jsonOf({ ...ran, code: ran.code ?? -1 }).status).toBe('finished');
  });

  it('should end with the exit code of a mistake', async () => {
    const { code, out, err } = await runProgram(['run', '--agents', '1'], folder());

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^--agents 1 is not possible; expected a whole number from 2 to 1000/);
  });

  it('should show how it is used where no command is given', async () => {
    const { code, out, err } = await runProgram([], folder());

    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Usage: mesocosm <command>');
  });

  it.each([
    'mesocosm --help | head -1',
    'mesocosm scenarios naming-game | head -1',
    'mesocosm run --help | true',
    'mesocosm nothing 2>&1 | true',
  ])('should not complain where the reader leaves early: %s', async (line) => {
    const { code, err } = await runShell(line, folder());

    expect([code, err]).toEqual([0, '']);
  });

  it.runIf(existsSync('/dev/full')).each([
    ['mesocosm scenarios > /dev/full', 6, FULL],
    ['mesocosm run --help > /dev/full', 6, FULL],
    ['mesocosm list --json > /dev/full', 6, FULL],
    ['mesocosm nothing > /dev/full', 2, /there is no command/],
  ])('should say in a sentence that a full disk takes nothing: %s', async (line, expected, why) => {
    const { code, err } = await runShell(line, folder());

    expect(code).toBe(expected);
    expect(err).toMatch(why);
    expect(err).not.toMatch(/\n {4}at |error of Mesocosm/);
  });

  it.runIf(existsSync('/dev/full'))(
    'should be a matter of what is written, and not of where it could have been',
    async () => {
      const { code, out } = await runShell('mesocosm scenarios 2> /dev/full', folder());
      const mistaken = await runShell('mesocosm nothing 2> /dev/full', folder());

      expect([code, mistaken.code]).toEqual([0, 2]);
      expect(out).toContain('naming-game');
    },
  );

  it.runIf(existsSync('/dev/full'))('should keep a run and its exit code apart from where it is shown', async () => {
    const where = folder();
    const ran = await runShell(`mesocosm ${FEW.join(' ')} > /dev/full`, where);
    const run = join(onlyStudyIn(join(where, 'studies')), 'runs/default.interacting.1000000');
    const shown = await runShell(`mesocosm show ${run} > /dev/full`, where);
    const replayed = await runShell(`mesocosm replay ${run} --events /dev/full`, where);

    expect([ran.code, shown.code, replayed.code]).toEqual([6, 6, 6]);
    expect(existsSync(join(onlyStudyIn(join(where, 'studies')), 'report.html'))).toBe(true);
    expect(replayed.err).toMatch(/^\/dev\/full: no room is left on the disk \(ENOSPC\)\. /);
    for (const { err } of [ran, shown, replayed]) expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('should finish its study though nobody reads any more', async () => {
    const where = folder();
    const running = startProgram(FEW, where);
    running.process.stdout?.destroy();
    running.process.stderr?.destroy();

    expect((await end(running)).code).toBe(0);
    expect(existsSync(join(onlyStudyIn(join(where, 'studies')), 'report.html'))).toBe(true);
  });

  it('should write events to a pipe whole', async () => {
    const where = folder();
    await runProgram(FEW, where);
    const run = join(relative(where, onlyStudyIn(join(where, 'studies'))), 'runs/default.interacting.1000000');
    const { out, err } = await runShell(
      `mesocosm replay ${run} --events - | cmp - ${run}/events.jsonl && echo same`,
      where,
    );

    expect([out, err]).toEqual(['same\n', '']);
  });
});

describe('folders', () => {
  it('should be made where they are told to, and named as one would type them', async () => {
    const where = folder();
    const [full, below] = [join(folder(), 'a/b'), './c/d/'];
    const first = await runProgram([...FEW, '--folder', full], where);
    const second = await runProgram([...FEW, '--folder', below], where);

    expect(first.out).toContain(`Folder: ${onlyStudyIn(full)}\n`);
    expect(second.out).toContain(`Folder: ${relative(where, onlyStudyIn(join(where, 'c/d')))}\n`);
    expect(readdirSync(where)).toEqual(['c']);
  });

  it('should be found again from elsewhere by a full path, and through a link', async () => {
    const [where, elsewhere] = [folder(), folder()];
    await runProgram([...FEW, '--folder', where], where);
    symlinkSync(where, join(elsewhere, 'link'));
    const [here, there] = await Promise.all([
      runProgram(['list', '--folder', where], elsewhere),
      runProgram(['list', '--folder', 'link'], elsewhere),
    ]);

    expect(here.out).toContain('finished');
    expect(there.out).toBe(here.out);
  });

  it.each(['run', 'export'])('should be refused in one sentence where nobody may write (%s)', async (command) => {
    const where = folder();
    const forbidden = readOnlyFolder(where);
    await runProgram(FEW, where);
    const argv =
      command === 'run' ? [...FEW, '--folder', join(forbidden, 'x')] : ['export', '--to', join(forbidden, 'x')];
    const { code, out, err } = await runProgram(argv, where);

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/: (there is no permission to do that|the file system can only be read) \(E[A-Z]+\)\. /);
    expect(err).toContain(forbidden);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

/** A folder in which this user may make nothing; for the superuser one of the kernel's. */
function readOnlyFolder(where: string): string {
  if (process.getuid?.() === 0) return '/sys';
  const path = join(where, 'read-only');
  mkdirSync(path);
  chmodSync(path, 0o555);
  return path;
}
