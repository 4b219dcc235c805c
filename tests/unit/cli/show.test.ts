import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { RunManifest, StudySummary } from '../../../src/spec/index.js';
import { jsonOf, mesocosm, quickStudy, type Ran } from '../../support/command-line.js';
import { onlyStudyIn, recorded } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const root = join(folderForAll(), 'studies');
let ran: Ran;
let study: string;
let run: string;

beforeAll(async () => {
  ran = await mesocosm(quickStudy(root, '--arms', 'isolated'));
  study = onlyStudyIn(root);
  run = join(study, 'runs/default.interacting.1000000');
});

describe('show, of a study', () => {
  it('should be the closing screen again', async () => {
    for (const argv of [
      ['show', '--folder', root],
      ['show', study],
      ['show', basename(study).slice(0, 8), '--folder', root],
    ]) {
      expect(await mesocosm(argv)).toEqual(ran);
    }
  });

  it.each([['--talk'], ['--events', '3']])(
    'should not pass over %s, which is about a run',
    async (option, ...value) => {
      const { code, err } = await mesocosm(['show', study, option, ...value]);

      expect(code).toBe(2);
      expect(err).toBe(
        `${study}: ${option} is about a run, and this is a study; expected the folder of a kept run. ` +
          'Name one that is in its folder `runs`\n',
      );
    },
  );

  it('should be what the summary holds, with --json', async () => {
    const json = jsonOf(await mesocosm(['show', study, '--json']));

    expect(json.status).toBe('finished');
    expect(StudySummary.parse(json.data).id).toBe(basename(study));
  });

  it('should be how far it got, and what goes on with it, where it is not finished', async () => {
    const where = folder();
    await mesocosm(quickStudy(where, '--arms', 'isolated'), { signal: AbortSignal.abort() });
    const unfinished = onlyStudyIn(where);
    const { code, out } = await mesocosm(['show', '--folder', where]);

    expect(code).toBe(0);
    expect(out).toBe(
      `${basename(unfinished)}: interrupted, 0 of at most 4 runs are done.\nGo on with: mesocosm resume ${unfinished}\n`,
    );
    expect(jsonOf(await mesocosm(['show', unfinished, '--json']))).toEqual({
      status: 'interrupted',
      data: {
        id: basename(unfinished),
        status: 'interrupted',
        done: 0,
        total: 4,
        scenario: 'naming-game',
        mind: 'policy:claude-3.5-sonnet:baseline',
      },
      warnings: [],
    });
  });

  it('should go on with a larger budget, where the budget stopped it', async () => {
    const where = folder();
    await mesocosm(quickStudy(where, '--arms', 'isolated'), { signal: AbortSignal.abort() });
    const path = join(onlyStudyIn(where), 'study.json');
    const file = JSON.parse(readFileSync(path, 'utf8')) as { readonly design: { readonly budget: object } };
    const design = { ...file.design, budget: { ...file.design.budget, calls: 8 } };
    writeFileSync(path, JSON.stringify({ ...file, design, status: 'stopped-by-budget' }));
    const { out } = await mesocosm(['show', '--folder', where]);

    expect(out).toContain(`Go on with: mesocosm resume ${onlyStudyIn(where)} --max-calls 16\n`);
  });

  it('should quote a folder that a shell would take apart', async () => {
    const where = join(folder(), 'my studies');
    await mesocosm(quickStudy(where, '--arms', 'isolated'), { signal: AbortSignal.abort() });
    const { out } = await mesocosm(['show', '--folder', where]);

    expect(out).toContain(`Go on with: mesocosm resume '${onlyStudyIn(where)}'`);
  });

  it('should name the file that is damaged', async () => {
    const copy = join(folder(), 'study');
    cpSync(study, copy, { recursive: true });
    writeFileSync(join(copy, 'summary.json'), '{');
    const { code, err } = await mesocosm(['show', copy]);

    expect(code).toBe(2);
    expect(err).toContain(`${join(copy, 'summary.json')}: it is not JSON`);
  });
});

describe('show, of a run', () => {
  it('should be what it is, and its first events in words', async () => {
    const { code, out } = await mesocosm(['show', run]);
    const events = recorded(run, 'events.jsonl').length;

    expect(code).toBe(0);
    expect(out).toMatch(/^naming-game, condition default, arm interacting, seed 1000000\ndecided by policy:claude/);
    expect(out.split('\n').filter((line) => /^ *\d+ {2}t /.test(line))).toHaveLength(Math.min(40, events));
    expect(out.trimEnd().split('\n').at(-1)).toBe(`… and ${events - 40} more events`);
  });

  it('should be what was said, with --talk, at any width', async () => {
    const where = folder();
    await mesocosm(['run', 'conflict', '--mind', 'scripted', '--runs', '1', '--folder', where]);
    const talked = join(onlyStudyIn(where), 'runs/default.interacting.1000000');
    const { code, out } = await mesocosm(['show', talked, '--talk']);

    expect(code).toBe(0);
    expect(out).toMatch(/^conflict, condition default, arm interacting, seed 1000000\n/);
    expect(out).toMatch(/^ +0 {2}Ann: /m);
    expect(out).not.toMatch(/decision-made/);
  });

  it('should be as many events as are asked for', async () => {
    const { out } = await mesocosm(['show', run, '--events', '3']);

    expect(out.split('\n').filter((line) => /^ *\d+ {2}t /.test(line))).toHaveLength(3);
  });

  it('should be what is sound of a journal that is torn, and say what is wrong', async () => {
    const torn = folder();
    cpSync(run, torn, { recursive: true });
    const lines = readFileSync(join(torn, 'events.jsonl'), 'utf8').split('\n');
    writeFileSync(join(torn, 'events.jsonl'), `${lines.slice(0, 3).join('\n')}\n${lines[3]?.slice(0, 20)}`);
    const { code, out, err } = await mesocosm(['show', torn]);

    expect(code).toBe(2);
    expect(out.split('\n').filter((line) => /^ *\d+ {2}t /.test(line))).toHaveLength(3);
    expect(err).toMatch(/events\.jsonl: line 4 is not an event/);
  });

  it.each([
    ['without a line', (lines: string[]) => lines.toSpliced(4, 1), 4, /line 5 has seq 5, after the event with seq 3/],
    ['cut between two lines', (lines: string[]) => [...lines.slice(0, 6), ''], 6, /has 6 of the \d+ events of the run/],
    ['empty', () => [''], 0, /has 0 of the \d+ events of the run/],
  ])('should be what is sound of a journal that is %s, and say what is wrong', async (_how, damage, sound, why) => {
    const harmed = folder();
    cpSync(run, harmed, { recursive: true });
    const file = join(harmed, 'events.jsonl');
    writeFileSync(file, damage(readFileSync(file, 'utf8').split('\n')).join('\n'));
    const { code, out, err } = await mesocosm(['show', harmed]);

    expect(code).toBe(2);
    expect(out.split('\n').filter((line) => /^ *\d+ {2}t /.test(line))).toHaveLength(sound);
    expect(err).toMatch(why);
  });

  it('should be its manifest, with --json', async () => {
    const json = jsonOf(await mesocosm(['show', run, '--json']));

    expect(json.status).toBe('finished');
    expect(RunManifest.parse(json.data)).toEqual(
      RunManifest.parse(JSON.parse(readFileSync(join(run, 'manifest.json'), 'utf8'))),
    );
  });
});
