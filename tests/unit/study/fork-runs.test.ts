import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { personMind } from '../../../src/agent/index.js';
import { scriptedModel } from '../../../src/model/index.js';
import { readManifest } from '../../../src/run/index.js';
import { forkRuns, type ForkRunsOptions } from '../../../src/study/index.js';
import { countingModel } from '../../../src/testing/index.js';
import {
  conformist,
  majorityStudy,
  namingStudy,
  smallMajorityOpinion,
  smallNamingGame,
} from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const persona = { name: 'Eve', text: 'I am Eve, and new here.' };
const eve: ForkRunsOptions['changes'] = [{ do: 'persona', agent: 'agent-1', persona }];
const scenarioOf = () => smallMajorityOpinion();
const journal = (run: string): string => readFileSync(join(run, 'events.jsonl'), 'utf8');

describe('forkRuns', () => {
  it('should ask a model only what is new, and a second time nothing', async () => {
    const { folder: study } = await majorityStudy(folder(), { arms: ['interacting'] });
    const [first, second] = [countingModel(conformist()), countingModel(conformist())];
    const options = { at: 1, changes: eve, scenarioOf };
    const { forks, effects } = await forkRuns(study, { ...options, model: first });
    const again = await forkRuns(study, { ...options, model: () => second });

    expect(first.calls.length).toBeGreaterThan(0);
    expect(second.calls).toHaveLength(0);
    expect(forks).toHaveLength(3);
    expect(again.effects).toEqual(effects);
    expect(effects).toMatchObject([{ condition: 'default', arm: 'interacting' }]);
    expect(forks.every(({ before, after }) => before?.seed === after.seed)).toBe(true);
  });

  it('should ask nothing at all where nothing changes, and say that each fork is its run', async () => {
    const { folder: study } = await majorityStudy(folder(), { arms: ['interacting'] });
    const { forks, effects } = await forkRuns(study, { at: 9, changes: [], scenarioOf });

    expect(forks.map(({ identical }) => identical)).toEqual([true, true, true]);
    for (const { run, folder: fork } of forks) expect(journal(fork)).toBe(journal(run));
    expect(effects[0]?.measures.every(({ difference: { value } }) => value === null || value === 0)).toBe(true);
  });

  it('should stop where nobody, or another model, would have to answer', async () => {
    const { folder: study } = await majorityStudy(folder(), { arms: ['interacting'] });
    const options = { at: 1, changes: eve, scenarioOf };
    const other = scriptedModel({ name: 'contrarian', choose: () => [0.1, 0.9] });

    await expect(forkRuns(study, options)).rejects.toThrow('the fork stopped');
    await expect(forkRuns(study, { ...options, model: other })).rejects.toThrow(
      '"contrarian" as it is here is another model than the one that was recorded',
    );
  });

  it('should tell where it is, once a run', async () => {
    const { folder: study } = await namingStudy(folder(), { arms: ['interacting'] });
    const told: string[] = [];
    await forkRuns(study, {
      at: 3,
      changes: [],
      scenarioOf: () => smallNamingGame(),
      onRun: ({ done, total }) => told.push(`${done} of ${total}`),
    });

    expect(told).toEqual(['0 of 3', '1 of 3', '2 of 3']);
  });

  it('should keep arms apart, and take folders of runs as well', async () => {
    const { folder: study } = await namingStudy(folder(), { arms: ['interacting', 'memoryless'], journals: 'all' });
    const options = {
      at: 3,
      changes: [{ do: 'remove', agent: 'agent-2' }],
      scenarioOf: () => smallNamingGame(),
    } as const;
    const { effects } = await forkRuns(study, { ...options, arms: ['memoryless', 'interacting'] });
    const runs = readdirSync(join(study, 'runs')).filter((name) => /^default\.interacting\.\d+$/.test(name));
    const byRun = await forkRuns(
      runs.map((name) => join(study, 'runs', name)),
      options,
    );

    expect(effects.map(({ arm }) => arm)).toEqual(['memoryless', 'interacting']);
    expect(byRun.effects).toEqual(effects.filter(({ arm }) => arm === 'interacting'));
  });

  it('should hand a person of a program what is new, under the name of then', async () => {
    const before = personMind({ ask: ({ options = [] }) => options[0], name: 'ann' });
    const { folder: study } = await namingStudy(folder(), {
      arms: ['interacting'],
      runs: 1,
      people: { 'agent-1': before },
    });
    const asked: string[] = [];
    const { forks } = await forkRuns(study, {
      at: 1,
      changes: [{ do: 'commit', agent: 'agent-2', option: 'M' }],
      scenarioOf: () => smallNamingGame(),
      person: ({ agent, settings }) => {
        asked.push(`${agent} ${settings.fallback}`);
        return personMind({ ask: ({ options = [] }) => options[1], name: 'somebody else' });
      },
    });
    const { mind } = await readManifest(forks[0]?.folder ?? '');

    expect(asked).toEqual(['agent-1 refused']);
    expect(mind.others?.['agent-1']).toMatchObject({ kind: 'person', name: 'ann' });
    expect(journal(forks[0]?.folder ?? '')).toContain('"mind":"ann"');
    expect(forks[0]?.identical).toBe(false);
  });
});

describe('StudyRun.keep', () => {
  it('should make the folder that the run would have had, and leave one that is there', async () => {
    const all = await namingStudy(folder(), { arms: ['interacting', 'isolated'], journals: 'all' });
    const none = await namingStudy(folder(), { arms: ['interacting', 'isolated'], journals: 'none' });

    for (const arm of ['interacting', 'isolated']) {
      const [kept, made] = [await all.run(arm, 1).keep(), await none.run(arm, 1).keep()];
      for (const file of readdirSync(kept).filter((name) => name !== 'manifest.json')) {
        expect([file, readFileSync(join(made, file), 'utf8')]).toEqual([file, readFileSync(join(kept, file), 'utf8')]);
      }
      expect(await none.run(arm, 1).keep()).toBe(made);
    }
  });

  it('should make a folder again of which the end is missing', async () => {
    const study = await namingStudy(folder(), { arms: ['interacting'] });
    const kept = await study.run('interacting', 0).keep();
    rmSync(join(kept, 'summary.json'));

    await study.run('interacting', 0).keep();
    expect(existsSync(join(kept, 'summary.json'))).toBe(true);
  });
});
