import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { StudySummary, type Population } from '../../../src/spec/index.js';
import { readStudyFile, STUDY_FILES, type Study, type StudyProgress } from '../../../src/study/index.js';
import { countingModel } from '../../../src/testing/index.js';
import { namingGame } from '../../../scenarios/index.js';
import { conformist, majorityStudy, namingStudy, smallMajorityOpinion } from '../../support/small-studies.js';
import { askedTwice, onlyStudyIn, pictureOf, recorded } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const kept = folderForAll();
const model = countingModel(conformist());
let naming: Study;
let majority: Study;

beforeAll(async () => {
  naming = await namingStudy(join(kept, 'naming'));
  majority = await majorityStudy(join(kept, 'majority'), { model, journals: 'all' });
});
const ALL_ARMS = ['interacting', 'isolated', 'symmetrised', 'relabelled', 'memoryless', 'rule', 'drift'];

describe('a study', () => {
  it('should run every arm of the scenario over the same seeds', () => {
    const { records, conditions, summary } = naming;

    expect(conditions[0]?.arms.map(({ name, runs }) => [name, runs])).toEqual(ALL_ARMS.map((name) => [name, 3]));
    expect(records).toHaveLength(ALL_ARMS.length * 3);
    for (const arm of ALL_ARMS) {
      expect(records.filter((record) => record.arm === arm).map(({ seed }) => seed)).toEqual([
        1_000_000, 1_000_001, 1_000_002,
      ]);
    }
    expect(summary.status).toBe('finished');
  });

  it('should stop isolated agents where they stopped together', () => {
    const { records } = naming;
    const together = records.filter(({ arm }) => arm === 'interacting');
    const alone = records.filter(({ arm }) => arm === 'isolated');

    expect(alone.map(({ seed, activations, ending }) => [seed, activations, ending])).toEqual(
      together.map(({ seed, activations, ending }) => [seed, activations, ending]),
    );
  });

  it('should run donors before those who need them', () => {
    const { folder: study } = naming;
    const keys = recorded(study, STUDY_FILES.log).map((line) => (JSON.parse(line) as { key: string }).key);

    for (const seed of [1_000_000, 1_000_001, 1_000_002]) {
      expect(keys.indexOf(`default.interacting.${seed}`)).toBeLessThan(keys.indexOf(`default.isolated.${seed}`));
    }
  });

  it('should leave all its files behind', async () => {
    const { folder: study, summary } = majority;

    expect(readdirSync(study).sort()).toEqual(
      (
        'answers.jsonl calls.jsonl information.csv ledger.csv ledger.jsonl metrics.csv probes.jsonl prompts.jsonl report.html ' +
        'report.md runs runs.csv runs.jsonl series.csv sociology.csv study.json summary.json variance.csv'
      ).split(' '),
    );
    expect(StudySummary.parse(JSON.parse(readFileSync(join(study, STUDY_FILES.summary), 'utf8')))).toEqual(summary);
    expect(await readStudyFile(study)).toMatchObject({ status: 'finished', hash: summary.design.hash });
  });

  it('should date by its clock alone', async () => {
    const { folder: study } = naming;
    const file = await readStudyFile(study);
    const manifest = JSON.parse(
      readFileSync(join(study, 'runs/default.interacting.1000000/manifest.json'), 'utf8'),
    ) as object;

    expect(file).toMatchObject({ createdAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:00:00.000Z' });
    expect(manifest).toMatchObject({ startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:00:00.000Z' });
  });

  it('should keep the folder of the first run of every arm, unless more are asked for', async () => {
    const none = await namingStudy(folder(), { journals: 'none', runs: 1 });

    expect(readdirSync(join(naming.folder, 'runs')).sort()).toEqual(
      ALL_ARMS.map((arm) => `default.${arm}.1000000`).sort(),
    );
    expect(existsSync(join(none.folder, 'runs'))).toBe(false);
  });

  it('should have the priors of every agent, and every answer to them', () => {
    const { folder: study, conditions } = majority;
    const probes = recorded(study, STUDY_FILES.probes).map((line) => JSON.parse(line) as { agent: string });

    expect(conditions[0]?.priors.map(({ situation, agents }) => [situation, agents])).toEqual([
      ['empty', 4],
      ['balanced, 1 of 3', 4],
      ['balanced, 2 of 3', 4],
    ]);
    expect(probes).toHaveLength(12);
  });

  it('should not ask anything twice', () => {
    const { folder: study, summary } = majority;

    expect(askedTwice(study)).toEqual([]);
    expect(summary.cost.calls).toBe(model.calls.length);
    expect(recorded(study, STUDY_FILES.answers)).toHaveLength(model.calls.length);
  });

  it('should say what the arms that did not apply would have removed', async () => {
    const scenario = smallMajorityOpinion();
    const mind = scriptedMind({ name: 'stubborn', choose: () => 'Q' });
    const { conditions } = await majorityStudy(folder(), { scenario, mind });

    expect(conditions[0]?.arms.map(({ name }) => name)).toEqual(['interacting', 'isolated']);
    expect(conditions[0]?.notApplicable.map(({ arm }) => arm)).toEqual(['fixed-labels', 'rule']);
  });

  it('should have several conditions, each with its own figures', async () => {
    const conditions = {
      small: namingGame({ agents: 4, horizon: 20 }),
      smaller: namingGame({ agents: 3, horizon: 20 }),
    };
    const study = await namingStudy(folder(), { scenario: undefined, conditions, arms: ['isolated'] });

    expect(study.conditions.map(({ name, agents }) => [name, agents])).toEqual([
      ['small', 4],
      ['smaller', 3],
    ]);
    expect(study.records).toHaveLength(12);
    expect(study.outcomes['winner']).toEqual(study.conditions[0]?.outcomes[0]);
  });

  it('should let people reach the prompts, agent i being person i', async () => {
    const names = ['Ada', 'Bram', 'Cleo', 'Dirk'];
    const population: Population = {
      formatVersion: 1,
      name: 'villagers',
      personas: names.map((name) => ({ name, text: `I am ${name}, and I know it.` })),
    };
    const { folder: study, summary } = await majorityStudy(folder(), { population });
    const prompts = recorded(study, STUDY_FILES.prompts).join('\n');
    const agents = readFileSync(join(study, 'runs/default.interacting.1000000/agents.csv'), 'utf8');

    for (const name of names) {
      expect(prompts).toContain(`I am ${name}, and I know it.`);
      expect(agents).toContain(`,${name},${name},`);
    }
    expect(summary.population).toBe('villagers');
  });
});

describe('the same study', () => {
  it('should be the same bytes in another folder, whatever ran before', async () => {
    const again = await majorityStudy(folder(), { journals: 'all' });

    expect(pictureOf(again.folder)).toEqual(pictureOf(majority.folder));
    expect(again.summary).toEqual(majority.summary);
    expect(readFileSync(join(again.folder, STUDY_FILES.report), 'utf8')).toBe(
      readFileSync(join(majority.folder, STUDY_FILES.report), 'utf8'),
    );
  });

  it('should be the same whoever answered first', async () => {
    let waiting = 0;
    const late = conformist({
      async delay() {
        waiting += 7;
        for (let turn = waiting % 11; turn > 0; turn -= 1) await new Promise((resolve) => setImmediate(resolve));
      },
    });
    const delayed = await majorityStudy(folder(), { journals: 'all', model: late });

    expect(pictureOf(delayed.folder)).toEqual(pictureOf(majority.folder));
  });

  it('should be another study with another seed, and share no run with it', async () => {
    const two = await namingStudy(folder(), { seed: 2 });
    const seeds = new Set(naming.records.map(({ seed }) => seed));

    expect(two.records.filter(({ seed }) => seeds.has(seed))).toEqual([]);
    expect(two.records.map(({ values }) => values)).not.toEqual(naming.records.map(({ values }) => values));
  });

  it('should give the same runs where an arm or more runs are added', async () => {
    const few = await namingStudy(folder(), { runs: 2, arms: ['isolated'] });

    for (const record of few.records) {
      expect(naming.records).toContainEqual(record);
    }
  });
});

describe('what cannot be run', () => {
  const refused = {
    'an unknown arm': { arms: ['isolatd'] },
    'a population that is too small': {
      policy: undefined,
      model: conformist(),
      population: { formatVersion: 1, name: 'couple', personas: ['a', 'b'].map((name) => ({ name, text: name })) },
    },
    'no run': { runs: 0 },
    'a seed that is too large': { seed: 10_000_000_000 },
    'a policy of other names': { scenario: namingGame({ agents: 4, names: ['A', 'B'] }) },
    'an unknown policy': { policy: 'llama-4' },
  } as const;

  it.each(Object.keys(refused) as (keyof typeof refused)[])(
    'should be refused before anything is written: %s',
    async (what) => {
      const root = folder();

      await expect(namingStudy(root, refused[what] as never)).rejects.toMatchObject({ kind: 'usage', exitCode: 2 });
      expect(readdirSync(root)).toEqual([]);
    },
  );
});

describe('the progress of a study', () => {
  it('should be told from the model to the report', async () => {
    const told: StudyProgress[] = [];
    await majorityStudy(folder(), { onProgress: (progress) => told.push(progress) });
    const kinds = told.map(({ kind }) => kind);

    expect(kinds.filter((kind, index) => kind !== kinds[index - 1])).toEqual([
      'opened',
      'folder',
      'asking',
      'examined',
      'asking',
      'prior',
      'started',
      'running',
      'writing',
    ]);
    expect(told[0]).toEqual({
      kind: 'opened',
      name: 'conformist',
      about: 'a model of your own',
      forecast: expect.stringMatching(/^at most about \d+ model calls$/) as string,
    });
  });

  it.each([
    [{ policy: 'llama-3-70b' }, /^a table of measured choices: Derived from/],
    [{ mind: scriptedMind({ choose: () => 'Q' }) }, /^a mind of your own$/],
    [
      { model: { ...conformist(), description: { kind: 'endpoint', baseUrl: 'http://localhost:1/v1' } } },
      /^at http:\/\/localhost:1\/v1$/,
    ],
    [{ model: { ...conformist(), description: { from: 'the cache' } } }, /^in this process, weights from the cache$/],
  ])('should say where the minds come from (%#)', async (decides, words) => {
    let about = '';
    await namingStudy(folder(), {
      ...decides,
      runs: 1,
      arms: [],
      onProgress: (progress) => {
        if (progress.kind === 'opened') ({ about } = progress);
      },
    });

    expect(about).toMatch(words);
  });
});

describe('studies side by side', () => {
  it('should not both write to one folder', async () => {
    const root = folder();
    let second: Promise<unknown> | undefined;
    await namingStudy(root, {
      onProgress(progress) {
        if (progress.kind === 'started') second = namingStudy(root).catch((error: unknown) => error);
      },
    });

    expect(await second).toMatchObject({ kind: 'usage' });
    expect(String(await second)).toContain(`process ${process.pid} is working in it`);
    expect(onlyStudyIn(root)).toBeDefined();
  });

  it('should begin anew where that is asked for, and where the last is finished', async () => {
    const root = folder();
    const arms = ['interacting'];
    const first = await namingStudy(root, { arms });
    const second = await namingStudy(root, { arms, fresh: true });

    expect(second.folder).not.toBe(first.folder);
    expect(pictureOf(second.folder)).toEqual(pictureOf(first.folder));
    expect(readdirSync(root)).toHaveLength(2);
  });
});
