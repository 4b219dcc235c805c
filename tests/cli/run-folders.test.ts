import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { endProcessesAfterEach, runProgram } from '../support/program.js';
import { onlyStudyIn } from '../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../support/temporary-folder.js';

const STUDY =
  'run naming-game --policy claude-3.5-sonnet --agents 6 --horizon 40 --arms isolated --runs 1 --journals all'.split(
    ' ',
  );
const RUN = 'default.interacting.1000000';
const REMOVE = '{"do":"remove","agent":"agent-2"}';

const whole = folderForAll();
const folder = temporaryFolders();
endProcessesAfterEach();

beforeAll(async () => {
  const { code, err } = await runProgram(STUDY, whole);
  if (code !== 0) throw new Error(err);
});

/** A folder with a copy of the study, and the kept run in it. */
function copied(): { readonly root: string; readonly study: string; readonly run: string } {
  const root = folder();
  cpSync(whole, root, { recursive: true });
  const study = onlyStudyIn(join(root, 'studies'));
  return { root, study, run: join(study, 'runs', RUN) };
}

function journalOf(run: string): string {
  return readFileSync(join(run, 'events.jsonl'), 'utf8');
}

/** Leaves a run as a process that is killed while it writes a line leaves it. */
function cutOff(run: string): void {
  const journal = journalOf(run);
  writeFileSync(join(run, 'events.jsonl'), journal.slice(0, Math.floor(journal.length / 2)));
  change(join(run, 'manifest.json'), { status: 'running', finishedAt: null, endedBecause: null, events: null });
}

function change(file: string, fields: object): void {
  const before = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, `${JSON.stringify({ ...before, ...fields })}\n`);
}

describe('the folder of a run', () => {
  it('should be shown, and played again to the same bytes, wherever it is', async () => {
    const { run } = copied();
    const elsewhere = folder();
    cpSync(run, join(elsewhere, 'moved'), { recursive: true });

    const shown = await runProgram(['show', 'moved', '--events', '3'], elsewhere);
    expect(shown).toMatchObject({ code: 0 });
    expect(shown.out).toMatch(/naming-game, condition default, arm interacting, seed 1000000[^]*run-started/);
    const replayed = await runProgram(['replay', 'moved'], elsewhere);
    expect(replayed).toMatchObject({ code: 0 });
    expect(replayed.out).toMatch(/identical to the journal, byte for byte/);
  });

  it('should be forked to the same bytes where nothing changes, and twice to the same with a change', async () => {
    const { root, run } = copied();

    const same = await runProgram(['fork', run, '--at', '20', '--out', 'same'], root);
    expect(same.out).toMatch(/byte for byte/);
    expect(journalOf(join(root, 'same'))).toBe(journalOf(run));

    for (const out of ['one', 'two']) {
      expect(await runProgram(['fork', run, '--at', '20', '--do', REMOVE, '--out', out], root)).toMatchObject({
        code: 0,
      });
    }
    expect(journalOf(join(root, 'one'))).toBe(journalOf(join(root, 'two')));
    expect(journalOf(join(root, 'one'))).not.toBe(journalOf(run));
    expect((await runProgram(['replay', 'one'], root)).out).toMatch(/byte for byte/);
  });

  it('should be gone on with by the same command where a fork was cut off', async () => {
    const { root, run } = copied();
    const command = ['fork', run, '--at', '20', '--do', REMOVE, '--out', 'one'];
    await runProgram(command, root);
    const expected = journalOf(join(root, 'one'));
    cutOff(join(root, 'one'));

    const refused = await runProgram(['replay', 'one'], root);
    expect(refused.code).not.toBe(0);
    expect(refused.err).toMatch(/this run is suspended, not finished/);
    expect(await runProgram(command, root)).toMatchObject({ code: 0 });
    expect(journalOf(join(root, 'one'))).toBe(expected);
  });

  it('should be finished by resume where its study was cut off in it', async () => {
    const { root, study, run } = copied();
    const expected = journalOf(run);
    // The log of the study has no run yet.
    change(join(study, 'study.json'), { status: 'running', finishedAt: null });
    writeFileSync(join(study, 'runs.jsonl'), '');
    for (const name of readdirSync(join(study, 'runs'))) cutOff(join(study, 'runs', name));

    const resumed = await runProgram(['resume', run], root);
    expect(resumed).toMatchObject({ code: 0 });
    expect(journalOf(run)).toBe(expected);
    expect(await runProgram(['replay', run], root)).toMatchObject({ code: 0 });
  });
});
