import { readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hiddenProfile } from 'mesocosm/scenarios';
import { scriptedMind } from '../../../src/agent/index.js';
import { BASIC_VALUES } from '../../../src/persona/index.js';
import { LedgerLine, type Population, type Questionnaire } from '../../../src/spec/index.js';
import { forecastStudy, preregister, readStudyFile, STUDY_FILES, type Study } from '../../../src/study/index.js';
import { writeStudyFile } from '../../../src/study/folder.js';
import { conformist, namingStudy, smallNamingGame } from '../../support/small-studies.js';
import { pictureOf, recorded } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';
import { personAt, valuedMind, type Place } from '../../support/valued-people.js';

const folder = temporaryFolders();
const kept = folderForAll();
const ARMS = ['isolated'];
const PLACES: readonly Place[] = [
  [0.2, 0.3],
  [0.4, 0.5],
  [0.6, 0.5],
  [0.8, 0.7],
];
const population = {
  formatVersion: 1,
  name: 'placed',
  personas: PLACES.map((place, at) => personAt(`P${at}`, place)),
} as unknown as Population;

/** Plays by what it remembers, so that runs differ; of values it is moved as said. */
const minded = (moved?: (remembered: string) => Place) =>
  valuedMind({
    play: (situation, context) =>
      scriptedMind({ choose: () => ({ kind: 'distribution', probabilities: [0.5, 0.5] }) }).judge(situation, context),
    ...(moved === undefined ? {} : { moved }),
  });

const base = { arms: ARMS, policy: undefined, population, mind: minded(), values: true } as const;
let study: Study;

beforeAll(async () => {
  study = await namingStudy(kept, { ...base, runs: 7, askedAfter: 6, journals: 'all' });
});

const text = (where: string, ...path: string[]): string => readFileSync(join(where, ...path), 'utf8');

function rowsOf(csv: string): readonly { readonly [column: string]: string }[] {
  const [head = '', ...rows] = csv.trimEnd().split('\n');
  const names = head.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [names[at] as string, cell])));
}

describe('values in a study', () => {
  it('should come back before the runs as they are', () => {
    const before = rowsOf(text(study.folder, STUDY_FILES.values)).filter(({ when }) => when === 'before');
    const meanOf = (agent: string, dimension: string): number => {
      const scores = before.filter((row) => row['agent'] === agent && row['dimension'] === dimension);
      const of = (key: string): number[] =>
        scores.filter((row) => row['reverse_keyed'] === key).map(({ score }) => Number(score));
      const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
      return (mean(of('true')) + mean(of('false'))) / 2;
    };

    expect(before).toHaveLength(4 * 10);
    expect(before.every(({ arm, run }) => arm === '' && run === '')).toBe(true);
    PLACES.forEach(([openness, transcendence], at) => {
      expect(meanOf(`agent-${at + 1}`, 'openness to change')).toBeCloseTo(0.5 + 0.93 * (openness - 0.5), 1);
      expect(meanOf(`agent-${at + 1}`, 'self-transcendence')).toBeCloseTo(0.5 + 0.93 * (transcendence - 0.5), 1);
    });
  });

  it('should be asked after the runs that are asked at all, one row an agent and statement', () => {
    const after = rowsOf(text(study.folder, STUDY_FILES.values)).filter(({ when }) => when === 'after');
    const runs = [...new Set(after.map(({ arm, run }) => `${arm} ${run}`))];

    expect(after).toHaveLength(2 * 6 * 4 * 10);
    expect(runs).toHaveLength(12);
    const lines = recorded(study.folder, STUDY_FILES.ledgerLog).map((line) => LedgerLine.parse(JSON.parse(line)));
    expect(lines.every(({ values }) => values?.length === 40)).toBe(true);
  });

  it('should not have moved where nothing moves them', () => {
    const { values } = study.conditions[0] ?? {};

    expect(values).toMatchObject({ verdict: 'no', against: 'isolated', before: { answers: 40, missing: {} } });
    for (const { shifts, runs } of values?.arms ?? []) {
      expect(runs).toBe(6);
      for (const { value } of Object.values(shifts)) expect(value).toBeCloseTo(0, 12);
    }
  });

  it('should be found to have moved where meeting others moves them', async () => {
    // What is remembered of others in an isolated run is drawn from the agent's own prior: it agrees by chance alone.
    const moved = (remembered: string): Place => [0.04 * remembered.split('gained 100').length, 0];
    const drawn = valuedMind({
      play: (situation) => {
        const seen = JSON.stringify(situation.statements);
        const [q, m] = ['"option":0', '"option":1'].map((part) => seen.split(part).length) as [number, number];
        return { kind: 'distribution', probabilities: [q ** 4 / (q ** 4 + m ** 4), m ** 4 / (q ** 4 + m ** 4)] };
      },
      moved,
    });
    const found = await namingStudy(folder(), { ...base, mind: drawn, runs: 10 });
    const { values } = found.conditions[0] ?? {};
    const of = (scale: string) => values?.changes.find((one) => one.scale === scale);

    expect(of('openness to change')?.verdict).toBe('yes');
    expect(of('openness to change')?.difference?.value).toBeGreaterThan(0);
    expect(of('self-transcendence')?.verdict).toBe('no');
    expect(values?.verdict).toBe('yes');
  });

  it('should leave the runs and the ledger as they are without it', async () => {
    const { values: _values, ...rest } = base;
    const without = await namingStudy(folder(), { ...rest, runs: 7, askedAfter: 6, journals: 'all' });
    const runs = (one: Study): object =>
      Object.fromEntries(
        Object.entries(pictureOf(one.folder)).filter(([file]) => /events|runs\.|ledger\.csv/.test(file)),
      );

    expect(Object.keys(runs(study)).length).toBeGreaterThan(14);
    expect(runs(without)).toEqual(runs(study));
    expect(Object.keys(pictureOf(without.folder))).not.toContain(STUDY_FILES.values);
    expect(without.conditions[0]?.values).toBeUndefined();
    expect(without.conditions[0]?.ledger).toEqual(study.conditions[0]?.ledger);
  });

  it('should be the same after a process that died between a run and its row', async () => {
    const where = folder();
    const whole = await namingStudy(where, base);
    const picture = pictureOf(whole.folder);
    const table = text(whole.folder, STUDY_FILES.values);
    rmSync(join(whole.folder, STUDY_FILES.summary));
    rmSync(join(whole.folder, STUDY_FILES.values));
    const log = text(whole.folder, STUDY_FILES.log);
    const { length } = recorded(whole.folder, STUDY_FILES.log).at(-1) as string;
    truncateSync(join(whole.folder, STUDY_FILES.log), log.length - length - 1);
    const lines = text(whole.folder, STUDY_FILES.ledgerLog);
    truncateSync(join(whole.folder, STUDY_FILES.ledgerLog), lines.length - 30);
    const file = await readStudyFile(whole.folder);
    await writeStudyFile(whole.folder, { ...file, status: 'interrupted', finishedAt: null });
    const again = await namingStudy(where, base);

    expect(again.folder).toBe(whole.folder);
    expect(pictureOf(again.folder)).toEqual(picture);
    expect(text(again.folder, STUDY_FILES.values)).toBe(table);
    expect(again.conditions[0]?.values).toEqual(whole.conditions[0]?.values);
  });

  it('should not ask a model again what it answered before the study was cut off', async () => {
    const where = folder();
    const { mind: _mind, population: _population, ...rest } = base;
    const model = conformist();
    const first = await namingStudy(where, { ...rest, model, cache: false });
    const calls = recorded(first.folder, STUDY_FILES.calls);
    const asked = calls.filter((line) => (JSON.parse(line) as { purpose: string }).purpose === 'values');
    const file = await readStudyFile(first.folder);
    rmSync(join(first.folder, STUDY_FILES.summary));
    await writeStudyFile(first.folder, { ...file, status: 'interrupted', finishedAt: null });
    const again = await namingStudy(where, { ...rest, model, cache: false });

    expect(asked.length).toBeGreaterThan(20);
    expect(again.folder).toBe(first.folder);
    expect(recorded(again.folder, STUDY_FILES.calls)).toEqual(calls);
  });

  it('should count as missing what nobody answers, and say so', async () => {
    const deaf = scriptedMind({
      choose: (situation) =>
        situation.kind.startsWith('item:')
          ? { kind: 'refused', message: 'no' }
          : { kind: 'distribution', probabilities: [0.5, 0.5] },
    });
    const silent = await namingStudy(folder(), { ...base, mind: deaf, population: undefined });
    const { values } = silent.conditions[0] ?? {};

    expect(values?.before).toMatchObject({ answers: 0, missing: { refused: 40 } });
    expect(values?.sentence).toContain('Nobody answered');
    expect(silent.summary.failures.failed).toBe(0);
    expect(rowsOf(text(silent.folder, STUDY_FILES.values))[0]?.['missing_because']).toBe('refused: no');
  });

  it('should be asked with an instrument of one’s own', async () => {
    const own: Questionnaire = {
      ...BASIC_VALUES,
      name: 'own',
      items: BASIC_VALUES.items.slice(0, 4),
      axes: BASIC_VALUES.axes.slice(0, 1),
    };
    const found = await namingStudy(folder(), { ...base, values: own });
    const { design } = await readStudyFile(found.folder);

    expect(design.values).toEqual(own);
    expect(found.conditions[0]?.values?.instrument).toMatchObject({ name: 'own', items: 4 });
    expect(found.conditions[0]?.values?.scales.filter(({ kind }) => kind === 'dimension')).toHaveLength(1);
  });

  it('should be refused where they cannot be asked', async () => {
    const unfit = { ...BASIC_VALUES, items: BASIC_VALUES.items.filter(({ reverseKeyed }) => !reverseKeyed) };
    const { mind: _mind, population: _population, ...rest } = base;

    await expect(namingStudy(folder(), { ...base, askedAfter: 'none' })).rejects.toThrow(/nobody is asked after them/);
    await expect(namingStudy(folder(), { ...base, values: unfit })).rejects.toThrow(
      /value instrument "basic-values": .* has no item whose agreement speaks for the low pole/,
    );
    await expect(namingStudy(folder(), { ...rest, policy: 'claude-3.5-sonnet' })).rejects.toThrow(
      /a table of measured choices holds choices of its scenario alone/,
    );
    await expect(namingStudy(folder(), { ...base, scenario: hiddenProfile({}) })).rejects.toThrow(
      /does not say what its agents know when a run is over/,
    );
  });

  it('should be no extension of a study that was not asked of values', async () => {
    const where = folder();
    const { values: _values, ...rest } = base;
    await namingStudy(where, rest);

    await expect(namingStudy(where, { ...base, extend: true })).rejects.toThrow(/another value instrument/);
  });

  it('should be foreseen, with their calls', async () => {
    const asked = { scenario: smallNamingGame(), runs: 3, arms: ARMS, askedAfter: 2 };
    const model = conformist();
    const some = await forecastStudy({ ...asked, model, values: true });
    const none = await forecastStudy({ ...asked, model });

    // 4 agents and 10 statements: before, and at the ends of 2 runs of 2 arms; each in 2 presentations.
    expect(some.values).toBe(40 * (1 + 4));
    expect(some.calls - none.calls).toBe(2 * 40 * (1 + 4));
    expect(none.values).toBe(0);
  });

  it('should stand in a preregistration and in the report', async () => {
    const { markdown } = await preregister({ ...base, scenario: smallNamingGame() });
    const report = text(study.folder, STUDY_FILES.markdown);

    expect(markdown).toContain('Values are asked with "basic-values" (10 statements)');
    expect(report).toContain('## Values before and after');
    expect(report).toContain('the meeting itself moved no value that counts');
    expect(report).toContain('not validated on people');
  });
});
