import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { deliberation } from 'mesocosm/scenarios';
import { canonicalState, HistoryAnswer, type AskedHistories, type Mind } from '../../../src/spec/index.js';
import { forecastStudy, readStudyFile, runStudy, STUDY_FILES, type Study } from '../../../src/study/index.js';
import { writeStudyFile } from '../../../src/study/folder.js';
import { follower, shortNamingGame } from '../../support/followers.js';
import { conform, conformist, namingStudy } from '../../support/small-studies.js';
import { askedTwice, onlyStudyIn, pictureOf, recorded } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const kept = folderForAll();

/** Rows of a table as objects, by its head; no cell of it has a comma. */
function rowsOf(study: Study): readonly { readonly [column: string]: string }[] {
  const text = readFileSync(join(study.folder, STUDY_FILES.adaptation), 'utf8');
  const [head = '', ...rows] = text.trimEnd().split('\n');
  const names = head.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [names[at] as string, cell])));
}

describe('all histories of the naming game with five rounds', () => {
  let study: Study;
  beforeAll(async () => {
    study = await namingStudy(kept, { scenario: shortNamingGame(5), arms: ['interacting'], runs: 2, histories: 'all' });
  });

  it('should be 1,365, each asked of a table once for all who are alike', () => {
    const lines = recorded(study.folder, STUDY_FILES.historiesLog).map((line) => JSON.parse(line) as { row: unknown });
    const answers = lines.map(({ row }) => HistoryAnswer.strict().parse(row));

    expect(answers).toHaveLength(1365);
    expect(new Set(answers.map(({ state }) => state)).size).toBe(1365);
    expect(new Set(answers.map(({ agent }) => agent))).toEqual(new Set(['agent-1']));
    expect(study.conditions[0]?.adaptation).toMatchObject({ asked: 1365, of: 1365 });
    expect(study.conditions[0]?.adaptation?.minds[0]).toMatchObject({ people: 1, answers: 1365, missing: {} });
  });

  it('should have a row each for every option in adaptation.csv, told beside lived', () => {
    const rows = rowsOf(study);
    const lived = rows.filter(({ decisions }) => decisions !== '0');

    expect(rows).toHaveLength(2 * 1365);
    expect(rows[0]).toMatchObject({
      condition: 'default',
      agent: 'agent-1',
      state: '',
      length: '0',
      x: '',
      option: 'Q',
    });
    expect(lived.length).toBeGreaterThan(10);
    // A table answers alike whether a history is told or lived.
    for (const { lived: p, forced } of lived) expect(Number(p)).toBeCloseTo(Number(forced), 12);
    expect(rows.find(({ state }) => state === 'MM MQ QM')?.['holds']).toBe('MM MQ QM');
    expect(rows.find(({ state }) => state === 'QM MM MQ')?.['holds']).toBe('MM MQ QM');
  });
});

describe('a sample of histories', () => {
  it('should be drawn by the seed, each within every larger one, with intervals over histories', async () => {
    const states = async (histories: AskedHistories, seed = 1): Promise<readonly string[]> => {
      const study = await namingStudy(folder(), { arms: ['interacting'], runs: 1, seed, histories });
      return [...new Set(rowsOf(study).map(({ state }) => state as string))];
    };
    const [ten, forty] = [await states(10), await states(40)];

    expect(ten).toHaveLength(10);
    expect(forty).toHaveLength(40);
    expect(ten.filter((state) => !forty.includes(state))).toEqual([]);
    expect(await states(10)).toEqual(ten);
    expect(await states(10, 2)).not.toEqual(ten);
    expect(await states({ atMost: 1000, length: 1 })).toEqual(['', 'QQ', 'QM', 'MQ', 'MM']);
  });
});

describe('histories that are asked about', () => {
  const ARMS = ['isolated', 'memoryless'];
  const spoken = { policy: undefined, model: conformist(), cache: false, arms: ARMS, journals: 'all' } as const;

  it('should leave no trace in the runs', async () => {
    const [without, beside] = [
      await namingStudy(folder(), spoken),
      await namingStudy(folder(), { ...spoken, histories: 30 }),
    ];

    expect(pictureOf(beside.folder)).toEqual(pictureOf(without.folder));
    expect(recorded(beside.folder, STUDY_FILES.ledgerLog).toSorted()).toEqual(
      recorded(without.folder, STUDY_FILES.ledgerLog).toSorted(),
    );
    expect(beside.conditions[0]?.adaptation?.asked).toBe(30);
    expect(without.conditions[0]?.adaptation).toBeUndefined();
  });

  it('should go on after a stop in the midst of them, and pay nothing twice', async () => {
    const where = folder();
    const stop = new AbortController();
    let left = Infinity;
    const model = conformist({
      choosing: 'sampled',
      choose(request) {
        left -= 1;
        if (left === 0) stop.abort();
        return conform(request);
      },
    });
    const asks = { scenario: shortNamingGame(), model, histories: 'all', elicitation: { samples: 2 } } as const;
    const more = { ...spoken, ...asks, arms: ['interacting'] };
    const whole = await namingStudy(folder(), more);
    const calls = recorded(whole.folder, STUDY_FILES.calls).map((line) => JSON.parse(line) as { purpose: string });
    left = calls.length - 20;
    const stopped = await namingStudy(where, { ...more, signal: stop.signal }).then(
      () => undefined,
      (error: unknown) => error,
    );
    const between = recorded(onlyStudyIn(where), STUDY_FILES.historiesLog);
    const again = await namingStudy(where, more);

    expect(calls.slice(-42).every(({ purpose }) => purpose === 'history')).toBe(true);
    expect(stopped).toMatchObject({ kind: 'interrupted' });
    expect(between.length).toBeGreaterThan(0);
    expect(between.length).toBeLessThan(21);
    expect(again.folder).toBe(onlyStudyIn(where));
    expect(recorded(again.folder, STUDY_FILES.historiesLog).slice(0, between.length)).toEqual(between);
    expect(recorded(again.folder, STUDY_FILES.historiesLog)).toHaveLength(21);
    expect(askedTwice(again.folder)).toEqual([]);
    expect(again.conditions[0]?.adaptation).toEqual(whole.conditions[0]?.adaptation);
  });

  it('should be the same after a process that died in the midst of a line', async () => {
    const where = folder();
    const more = { scenario: shortNamingGame(), histories: 'all', arms: ['interacting'] } as const;
    const whole = await namingStudy(where, more);
    const [picture, table] = [pictureOf(whole.folder), rowsOf(whole)];
    const lines = recorded(whole.folder, STUDY_FILES.historiesLog);
    writeFileSync(
      join(whole.folder, STUDY_FILES.historiesLog),
      `${lines.slice(0, 9).join('\n')}\n${lines[9]?.slice(0, 30)}`,
    );
    for (const file of [STUDY_FILES.summary, STUDY_FILES.adaptation]) rmSync(join(whole.folder, file));
    const file = await readStudyFile(whole.folder);
    await writeStudyFile(whole.folder, { ...file, status: 'interrupted', finishedAt: null });
    const again = await namingStudy(where, more);

    expect(again.folder).toBe(whole.folder);
    expect(recorded(again.folder, STUDY_FILES.historiesLog)).toEqual(lines);
    expect(rowsOf(again)).toEqual(table);
    expect(pictureOf(again.folder)).toEqual(picture);
  });

  it('should be added to a study that is extended, and be on record as that', async () => {
    const where = folder();
    const first = await namingStudy(where, { arms: ['interacting'], histories: 5 });
    const before = recorded(first.folder, STUDY_FILES.historiesLog);
    const more = await namingStudy(where, { arms: ['interacting'], histories: 9, extend: true });

    expect(recorded(more.folder, STUDY_FILES.historiesLog).slice(0, 5)).toEqual(before);
    expect(recorded(more.folder, STUDY_FILES.historiesLog)).toHaveLength(9);
    expect((await readStudyFile(more.folder)).deviations.join()).toContain(
      'constructed histories: at most 5, then at most 9',
    );
  });

  it('should be refused where a scenario can make none, before anything is written', async () => {
    const where = folder();
    const scenario = deliberation({ agents: 3, rounds: 1 });
    const mind = scenario.minds?.['scripted']?.();

    await expect(runStudy({ scenario, mind, runs: 1, folder: where, histories: 'all' })).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(
        'no histories can be made for the condition "default" of "deliberation"',
      ) as string,
    });
    await expect(namingStudy(where, { scenario: shortNamingGame(20), histories: 3 })).rejects.toThrow(
      'no histories can be made',
    );
    expect(readdirSync(where)).toEqual([]);
  });

  it('should be foreseen, and counted among the calls where every answer is drawn', async () => {
    const asked = { scenario: shortNamingGame(), runs: 2, arms: ['interacting'], elicitation: { samples: 3 } };
    const drawn = { ...asked, model: conformist({ choosing: 'sampled' }) };
    const [none, some] = [await forecastStudy(drawn), await forecastStudy({ ...drawn, histories: 'all' })];
    const table = await forecastStudy({
      scenario: shortNamingGame(5),
      policy: 'claude-3.5-sonnet',
      runs: 2,
      histories: 'all',
    });

    expect([none.histories, some.histories, table.histories]).toEqual([0, 21, 1365]);
    // Names are listed in both orders.
    expect(some.calls - none.calls).toBe(21 * 2 * 3);
    expect(some.promptTokens).toBeGreaterThan(none.promptTokens);
    expect(table.calls).toBe(0);
  });

  it('should hold answers that are lacking apart, and no figure of them', async () => {
    const mind = follower();
    const silent: Mind = {
      ...mind,
      judge: (situation, context) =>
        context.purpose === 'history' && canonicalState(situation) === 'QM'
          ? { kind: 'refused', message: 'I would rather not' }
          : mind.judge(situation, context),
    };
    const study = await namingStudy(folder(), {
      scenario: shortNamingGame(),
      mind: silent,
      arms: ['interacting'],
      histories: 'all',
    });
    const one = study.conditions[0]?.adaptation?.minds[0];
    const row = rowsOf(study).find(({ state }) => state === 'QM');

    expect(one).toMatchObject({ answers: 20, missing: { refused: 1 } });
    expect(one?.points.find(({ x }) => x === 0)?.histories).toBe(5);
    expect(row).toMatchObject({ forced: '', missing_because: 'refused: I would rather not' });
  });

  it('should be known of replies that are counted with their number and an interval', async () => {
    const study = await namingStudy(folder(), {
      ...spoken,
      scenario: shortNamingGame(1),
      model: conformist({ choosing: 'sampled' }),
      arms: ['interacting'],
      elicitation: { samples: 10 },
      histories: 'all',
    });
    const [one] = study.conditions[0]?.adaptation?.minds ?? [];
    const [row] = rowsOf(study);

    expect(row?.['replies']).toBe('20');
    expect(Number(row?.['forced_low'])).toBeLessThan(Number(row?.['forced']));
    for (const { forced } of one?.points ?? []) expect(forced.method).toBe('Wilson over replies 95 %');
  });
});
