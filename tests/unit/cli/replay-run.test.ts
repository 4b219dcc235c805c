import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, mesocosm, quickStudy } from '../../support/command-line.js';
import { onlyStudyIn, recorded } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const root = join(folderForAll(), 'studies');
let study: string;
let run: string;
let events: readonly string[];

beforeAll(async () => {
  await mesocosm(quickStudy(root));
  study = onlyStudyIn(root);
  run = join(study, 'runs/default.interacting.1000000');
  events = recorded(run, 'events.jsonl');
});

/** A copy of the study in which a file is another. */
function changed(file: string, change: (text: string) => string): string {
  const copy = join(folder(), 'study');
  cpSync(study, copy, { recursive: true });
  writeFileSync(join(copy, file), change(readFileSync(join(copy, file), 'utf8')));
  return copy;
}

describe('replay, of a kept run', () => {
  it('should compare it with its journal', async () => {
    expect(await mesocosm(['replay', run])).toEqual({
      code: 0,
      out: `default.interacting.1000000: ${events.length} events, identical to the journal, byte for byte.\n`,
      err: '',
    });
  });

  it('should say what is wrong with a journal that is a folder, and with a manifest of a later version', async () => {
    const path = 'runs/default.interacting.1000000';
    const later = changed(join(path, 'manifest.json'), (text) =>
      text.replace('"formatVersion": 1', '"formatVersion": 2'),
    );
    const odd = join(
      changed('runs.csv', (text) => text),
      path,
    );
    rmSync(join(odd, 'events.jsonl'));
    mkdirSync(join(odd, 'events.jsonl'));
    const [ofLater, ofFolder] = [await mesocosm(['replay', join(later, path)]), await mesocosm(['replay', odd])];

    expect([ofLater.code, ofFolder.code]).toEqual([2, 2]);
    expect(ofLater.err).toMatch(/its formatVersion is that of a later version of Mesocosm\. Update Mesocosm/);
    expect(ofFolder.err).toMatch(/events\.jsonl: it is a folder and not a file/);
    expect(ofFolder.err).not.toMatch(/error of Mesocosm/);
  });

  it('should say so as an object, with --json', async () => {
    expect(jsonOf(await mesocosm(['replay', run, '--json']))).toEqual({
      status: 'identical',
      data: { run: 'default.interacting.1000000', events: events.length, compared: 'journal', identical: true },
      warnings: [],
    });
  });

  it('should write its events to a file, or to standard output', async () => {
    const path = join(folder(), 'events.jsonl');

    expect((await mesocosm(['replay', run, '--events', path])).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(join(run, 'events.jsonl'), 'utf8'));
    expect((await mesocosm(['replay', run, '--events', '-'])).out).toBe(
      readFileSync(join(run, 'events.jsonl'), 'utf8'),
    );
  });

  it('should not write its events over a file, least of all one of the record', async () => {
    const copy = changed('runs.jsonl', (text) => text);
    for (const [file, ...played] of [
      ['runs.jsonl', copy, 'default.isolated.1000001'],
      ['runs/default.interacting.1000000/answers.jsonl', join(copy, 'runs/default.interacting.1000000')],
    ] as const) {
      const path = join(copy, file);
      const before = readFileSync(path, 'utf8');
      const { code, err } = await mesocosm(['replay', ...played, '--events', path]);

      expect([code, err]).toEqual([2, `${path} is there already. Name another file for --events\n`]);
      expect(readFileSync(path, 'utf8')).toBe(before);
    }
    expect((await mesocosm(['replay', run, '--events', '/dev/null'])).code).toBe(0);
  });

  it('should not put two results on standard output', async () => {
    for (const argv of [
      ['replay', run],
      ['replay', study, 'default.drift.1000001'],
    ]) {
      const ran = await mesocosm([...argv, '--events', '-', '--json']);

      expect(ran.code).toBe(2);
      expect(jsonOf(ran).data['message']).toContain('--json and --events - both write to standard output');
    }
  });

  it('should say that a journal differs, and where', async () => {
    const copy = changed('runs/default.interacting.1000000/events.jsonl', (text) =>
      text.replace('"success":true', '"success":false'),
    );
    const { code, out, err } = await mesocosm(['replay', join(copy, 'runs/default.interacting.1000000')]);

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /events\.jsonl: line \d+ of the journal is not what this run makes: it holds ".*" where the run makes "/,
    );
  });

  it('should be interrupted without a word about files', async () => {
    const { code, err } = await mesocosm(['replay', run], { signal: AbortSignal.abort() });

    expect([code, err]).toEqual([130, 'the replay was interrupted\n']);
  });
});

describe('replay, of any run of a study', () => {
  it('should make it again and compare it with its row', async () => {
    const { code, out } = await mesocosm(['replay', study, 'default.isolated.1000001']);

    expect(code).toBe(0);
    expect(out).toMatch(/^default\.isolated\.1000001: \d+ events made again, identical to the recorded row\.\n$/);
    expect(jsonOf(await mesocosm(['replay', study, 'default.isolated.1000001', '--json'])).data).toMatchObject({
      run: 'default.isolated.1000001',
      compared: 'row',
      identical: true,
    });
  });

  it('should give the very events that a kept journal holds', async () => {
    const { out } = await mesocosm(['replay', study, 'default.interacting.1000000', '--events', '-']);

    expect(out.trimEnd().split('\n')).toEqual(events);
  });

  it('should say that the row says something else', async () => {
    const copy = changed('runs.jsonl', (text) => text.replace('"activations":', '"activations":9'));
    const first = JSON.parse(recorded(copy, 'runs.jsonl')[0] as string) as { key: string };
    const { code, out, err } = await mesocosm(['replay', copy, first.key]);

    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`the run ${first.key} made again is not what was recorded`);
  });

  it.each(['default.interacting.5', 'default.interacting.1000002', 'default.interacting', 'interacting', 'x', ''])(
    'should name a run that the study does not have, and list those it has: "%s"',
    async (key) => {
      const { code, err } = await mesocosm(['replay', study, key]);

      expect(code).toBe(2);
      expect(err).toContain(
        `the study has no run "${key}"; expected condition.arm.seed, with a seed from 1000000 to 1000001.`,
      );
      expect(err).toContain('There are: default.interacting, default.isolated, default.symmetrised');
    },
  );

  it('should ask which run, where none is named', async () => {
    const { code, err } = await mesocosm(['replay', study]);

    expect(code).toBe(2);
    expect(err).toContain('this is a study; which of its runs is to be played again was not said');
  });
});
