import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { deliberation } from 'mesocosm/scenarios';
import { LedgerLine } from '../../../src/spec/index.js';
import { forecastStudy, readStudyFile, runStudy, STUDY_FILES, type Study } from '../../../src/study/index.js';
import { writeStudyFile } from '../../../src/study/folder.js';
import { conformist, namingStudy, smallNamingGame } from '../../support/small-studies.js';
import { pictureOf, recorded } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const kept = folderForAll();
const ARMS = ['isolated', 'memoryless'];
let study: Study;

beforeAll(async () => {
  study = await namingStudy(kept, { arms: ARMS, askedAfter: 2, journals: 'all' });
});

const text = (where: string, ...path: string[]): string => readFileSync(join(where, ...path), 'utf8');

/** Rows of a ledger as objects, by the head. */
function rowsOf(csv: string): readonly { readonly [column: string]: string }[] {
  const [head = '', ...rows] = csv.trimEnd().split('\n');
  const names = head.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [names[at] as string, cell])));
}

describe('the ledger of a study', () => {
  it('should hold what everybody answered before, and after the runs of the arms in which it is asked', () => {
    const rows = rowsOf(text(study.folder, STUDY_FILES.ledger));
    const after = rows.filter(({ when }) => when === 'after');
    const of = (column: string): string[] => [...new Set(after.map((row) => row[column] as string))];

    expect(rows.filter(({ when }) => when === 'before')).toHaveLength(4 * 3 * 2);
    expect(rows.filter(({ when, run }) => when === 'before' && run !== '')).toEqual([]);
    expect(of('arm')).toEqual(['interacting', 'isolated']);
    expect(of('run')).toEqual(['1000000', '1000001']);
    expect(after).toHaveLength(2 * 2 * 4 * 2);
    for (const one of after) expect(Number(one['probability'])).toBeGreaterThanOrEqual(0);
  });

  it('should be the same in the folder of a run, beside what was done', () => {
    const run = rowsOf(text(study.folder, 'runs', 'default.isolated.1000001', 'ledger.csv')).find(
      ({ when }) => when === 'after',
    );
    const same = rowsOf(text(study.folder, STUDY_FILES.ledger)).find(
      ({ when, arm, run: seed }) => when === 'after' && arm === 'isolated' && seed === '1000001',
    );
    const { chosen, decisions, probability_last: last, ...shared } = run ?? {};

    expect(shared).toEqual(same);
    expect(Number(decisions)).toBeGreaterThanOrEqual(Number(chosen));
    expect(last).not.toBe('');
  });

  it('should leave the runs as they are without it', async () => {
    const without = await namingStudy(folder(), { arms: ARMS, askedAfter: 'none', journals: 'all' });
    const runs = (one: Study): object =>
      Object.fromEntries(Object.entries(pictureOf(one.folder)).filter(([file]) => !file.endsWith('ledger.csv')));

    expect(runs(without)).toEqual(runs(study));
    expect(rowsOf(text(without.folder, STUDY_FILES.ledger)).filter(({ when }) => when === 'after')).toEqual([]);
    expect(recorded(without.folder, STUDY_FILES.ledgerLog)).toEqual([]);
  });

  it('should be of ten runs an arm unless the design says otherwise', async () => {
    const usual = await namingStudy(folder(), { arms: ['interacting'], runs: 12 });
    const { design } = await readStudyFile(usual.folder);

    expect(recorded(usual.folder, STUDY_FILES.ledgerLog)).toHaveLength(10);
    expect(design.askedAfter).toBeUndefined();
    expect((await readStudyFile(study.folder)).design.askedAfter).toBe(2);
  });

  it('should have lines of the declared shape, one a run', () => {
    const lines = recorded(study.folder, STUDY_FILES.ledgerLog).map((line) => LedgerLine.parse(JSON.parse(line)));

    expect(lines.map(({ key }) => key).toSorted()).toEqual([
      'default.interacting.1000000',
      'default.interacting.1000001',
      'default.isolated.1000000',
      'default.isolated.1000001',
    ]);
    expect(lines.every(({ after }) => after.length === 4)).toBe(true);
  });

  it('should give what is missing when a study is extended, and ask nobody twice', async () => {
    const where = folder();
    const model = conformist({ choosing: 'sampled' });
    const how = { policy: undefined, model, arms: ['interacting'], elicitation: { samples: 2 }, cache: false } as const;
    const first = await namingStudy(where, { ...how, askedAfter: 1 });
    const before = recorded(first.folder, STUDY_FILES.calls).length;
    const more = await namingStudy(where, { ...how, askedAfter: 'all', extend: true });
    const asked = recorded(more.folder, STUDY_FILES.calls).map((line) => JSON.parse(line) as { purpose: string });

    expect(recorded(more.folder, STUDY_FILES.ledgerLog)).toHaveLength(3);
    expect(asked.length).toBeGreaterThan(before);
    expect(asked.slice(before).every(({ purpose }) => purpose === 'after')).toBe(true);
    expect((await readStudyFile(more.folder)).deviations.join()).toContain(
      'runs of an arm whose agents are asked at the end: 1, then all',
    );
  });

  it('should be the same after a process that died between a run and its row', async () => {
    const where = folder();
    const whole = await namingStudy(where, { arms: ARMS, askedAfter: 2 });
    const picture = pictureOf(whole.folder);
    rmSync(join(whole.folder, STUDY_FILES.summary));
    const { length } = recorded(whole.folder, STUDY_FILES.log).at(-1) as string;
    const log = text(whole.folder, STUDY_FILES.log);
    truncateSync(join(whole.folder, STUDY_FILES.log), log.length - length - 1);
    const lines = recorded(whole.folder, STUDY_FILES.ledgerLog);
    writeFileSync(join(whole.folder, STUDY_FILES.ledgerLog), `${lines.slice(1).join('\n')}\n${lines[0]?.slice(0, 20)}`);
    const file = await readStudyFile(whole.folder);
    await writeStudyFile(whole.folder, { ...file, status: 'interrupted', finishedAt: null });
    const again = await namingStudy(where, { arms: ARMS, askedAfter: 2 });

    expect(again.folder).toBe(whole.folder);
    expect(pictureOf(again.folder)).toEqual(picture);
  });

  it('should stand in the folder of a run that is kept later', async () => {
    const where = folder();
    const later = await namingStudy(where, { arms: ARMS, askedAfter: 2, journals: 'none' });
    const run = await later.run('isolated', 1).keep();

    expect(text(run, 'ledger.csv')).toBe(text(study.folder, 'runs', 'default.isolated.1000001', 'ledger.csv'));
  });

  it('should be foreseen', async () => {
    const scenario = smallNamingGame();
    const policy = 'claude-3.5-sonnet';
    const some = await forecastStudy({ scenario, policy, runs: 3, arms: ARMS, askedAfter: 2 });
    const none = await forecastStudy({ scenario, policy, runs: 3, arms: ARMS, askedAfter: 'none' });

    expect(some.askedAfter).toBe(2 * 2 * 4);
    expect(none).toEqual({ ...some, askedAfter: 0 });
  });

  it('should count among the calls that are foreseen where every answer is drawn', async () => {
    const asked = { scenario: smallNamingGame(), runs: 2, arms: ['interacting'], elicitation: { samples: 3 } };
    const model = conformist({ choosing: 'sampled' });
    const some = await forecastStudy({ ...asked, model });
    const none = await forecastStudy({ ...asked, model, askedAfter: 'none' });

    expect(some.calls - none.calls).toBe((some.askedAfter * none.calls) / none.decisions);
  });

  it('should hold the vote of people who talked, and of those whom nobody heard', async () => {
    const talk = await runStudy({
      scenario: deliberation({ agents: 3, rounds: 1 }),
      mind: deliberation({ agents: 3, rounds: 1 }).minds?.['scripted']?.(),
      runs: 1,
      folder: folder(),
    });
    const after = rowsOf(text(talk.folder, STUDY_FILES.ledger)).filter(({ when }) => when === 'after');

    expect([...new Set(after.map(({ arm }) => arm))]).toEqual(['interacting', 'isolated']);
  });
});
