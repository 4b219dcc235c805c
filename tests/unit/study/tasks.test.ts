import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { mindSource } from '../../../src/run/index.js';
import type { Arm, RunRecord } from '../../../src/spec/index.js';
import { openCondition, type ReadyCondition } from '../../../src/study/conditions.js';
import { askPriors } from '../../../src/study/priors.js';
import { doRun, planOf, runKey, studyTasks, type RunTask } from '../../../src/study/tasks.js';
import { fakeClock } from '../../../src/testing/index.js';
import { runRecord } from '../../support/run-records.js';
import { smallNamingGame } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const source = mindSource(scriptedMind({ name: 'stubborn', choose: () => 'Q' }));
const design = { runs: 3, seed: 2, journals: 1 } as const;

async function ready(name = 'default', armNames = ['interacting', 'isolated']): Promise<ReadyCondition> {
  const opened = openCondition({ name, scenario: smallNamingGame(), parametersGiven: {}, population: null }, source);
  const priors = await askPriors(opened.scenario, opened.agents, { condition: name, source: 'test', seed: 1 });
  const arms = armNames.map((arm) => opened.scenario.arms.find((one) => one.name === arm) as Arm);
  return { ...opened, priors, curve: null, arms, notApplicable: [] };
}

describe('the tasks of a study', () => {
  it('should be every run of every arm of every condition', async () => {
    const tasks = studyTasks([await ready('a'), await ready('b', ['interacting'])], design);

    const seeds = [2_000_000, 2_000_001, 2_000_002];
    expect(tasks.map(({ key }) => key)).toEqual(
      ['a.interacting', 'a.isolated', 'b.interacting'].flatMap((arm) => seeds.map((seed) => `${arm}.${seed}`)),
    );
  });

  it('should name the donor of the same condition and seed', async () => {
    const tasks = studyTasks([await ready()], design);

    expect(tasks.find(({ key }) => key === 'default.isolated.2000001')?.needs).toEqual(['default.interacting.2000001']);
    expect(tasks.find(({ key }) => key === 'default.interacting.2000001')?.needs).toBeUndefined();
  });

  it.each([
    ['all', 6],
    ['none', 0],
    [0, 0],
    [1, 2],
    [2, 4],
    [99, 6],
  ] as const)('should keep the folders of %s runs an arm', async (journals, kept) => {
    const tasks = studyTasks([await ready()], { ...design, journals });

    expect(tasks.filter((task) => task.kept)).toHaveLength(kept);
  });

  it('should keep the first runs of each arm', async () => {
    const tasks = studyTasks([await ready()], { ...design, journals: 2 });

    expect(tasks.filter((task) => task.kept).map(({ seed }) => seed)).toEqual([
      2_000_000, 2_000_001, 2_000_000, 2_000_001,
    ]);
  });
});

describe('a run of a study', () => {
  const results = new Map<string, RunRecord>([
    ['default.interacting.2000000', runRecord({ activations: 5, ending: 'it was over' })],
  ]);
  const taskOf = async (arm: string, journals: 'all' | 'none'): Promise<RunTask> => {
    const tasks = studyTasks([await ready()], { ...design, journals });
    return tasks.find(({ key }) => key === `default.${arm}.2000000`) as RunTask;
  };

  it('should be planned with the prior of every agent, and where its donor stopped', async () => {
    const plan = await planOf(await taskOf('isolated', 'none'), results);

    expect(plan).toMatchObject({
      condition: 'default',
      arm: 'isolated',
      seed: 2_000_000,
      solitary: { 'agent-1': [1, 0], 'agent-4': [1, 0] },
      stopAfter: { activations: 5, reason: 'it was over' },
    });
  });

  it('should be the same in memory and in its folder', async () => {
    const how = { folder: folder(), source, clock: fakeClock() };
    const inMemory = await doRun(await taskOf('isolated', 'none'), results, how);
    const kept = await doRun(await taskOf('isolated', 'all'), results, how);

    expect(kept).toMatchObject(inMemory);
    expect(inMemory).toMatchObject({
      status: 'finished',
      record: { arm: 'isolated', activations: 5, ending: 'it was over' },
    });
    expect(existsSync(join(how.folder, 'runs', 'default.isolated.2000000', 'manifest.json'))).toBe(true);
  });

  it('should leave nothing behind where it is not kept', async () => {
    const how = { folder: folder(), source, clock: fakeClock() };
    await doRun(await taskOf('interacting', 'none'), results, how);

    expect(existsSync(join(how.folder, 'runs'))).toBe(false);
  });
});

describe('the key of a run', () => {
  it('should be condition, arm and seed', () => {
    expect(runKey('ring', 'isolated', 7)).toBe('ring.isolated.7');
  });
});
