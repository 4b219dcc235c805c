import { describe, expect, it } from 'vitest';
import { replayRun, readManifest } from '../../../src/run/index.js';
import { forkRuns, openStudy, runStudy, type Study } from '../../../src/study/index.js';
import { otherRun } from '../../../src/study/tasks.js';
import { fakeClock } from '../../../src/testing/index.js';
import { majorityOpinion, namingGame } from '../../../scenarios/index.js';
import { conformist, namingStudy } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const again = (): ReturnType<typeof namingGame> => namingGame({ agents: 4, horizon: 40 });

function yokedStudy(where: string, runs = 3): Promise<Study> {
  return namingStudy(where, { arms: ['yoked'], runs, journals: 'all' });
}

describe('otherRun', () => {
  it('should never be the same run, and hang on nothing but its place', () => {
    expect([0, 1, 2, 3, 4].map(otherRun)).toEqual([1, 0, 1, 2, 3]);
  });
});

describe('the arm yoked', () => {
  it('should show everybody what it remembered at that point of the other run', async () => {
    const study = await yokedStudy(folder());
    const kept = await study.run('yoked', 2).keep();
    const { givens } = await readManifest(kept);
    const partners: number[] = [];
    await study.run('interacting', 1).play((events) => {
      for (const { type, data } of events) {
        const agents = data['agents'] as readonly string[] | undefined;
        if (type !== 'names-exchanged' || agents?.includes('agent-1') !== true) continue;
        const choices = data['choices'] as readonly string[];
        partners.push(['Q', 'M'].indexOf(choices[agents[0] === 'agent-1' ? 1 : 0] as string));
      }
    });

    expect(givens.yoked?.['agent-1']?.remembers.flat()).toEqual(partners);
    expect(partners.length).toBeGreaterThan(2);
  });

  it('should stop where the other run stopped', async () => {
    const { records } = await yokedStudy(folder());
    const ending = (arm: string, seed: number): unknown => {
      const found = records.find((one) => one.arm === arm && one.seed === seed);
      return [found?.activations, found?.ending];
    };

    expect(ending('yoked', 1_000_002)).toEqual(ending('interacting', 1_000_001));
    expect(ending('yoked', 1_000_000)).toEqual(ending('interacting', 1_000_001));
  });

  it('should not be what the twin with the same seed was shown', async () => {
    const study = await yokedStudy(folder());
    const values = (arm: string): unknown[] => study.records.filter((one) => one.arm === arm).map((one) => one.series);

    expect(values('yoked')).not.toEqual(values('interacting'));
  });

  it('should be replayed, forked and opened again from its folder', async () => {
    const where = folder();
    const study = await yokedStudy(where);
    const run = await study.run('yoked', 1).keep();
    const replay = await replayRun(run, again);
    const { forks } = await forkRuns(run, { at: 1, changes: [], scenarioOf: again });
    const opened = await openStudy(study.folder, again);

    expect(replay.record).toEqual(study.run('yoked', 1).record);
    expect(forks[0]?.identical).toBe(true);
    expect(await opened.run('yoked', 1).play()).toEqual(study.run('yoked', 1).record);
  });

  it('should ask nothing anew of a model to know what the other run showed', async () => {
    const scenario = majorityOpinion({ agents: 4, sweeps: 10 });
    const options = { scenario, model: conformist(), runs: 2, clock: fakeClock() };
    const without = await runStudy({ ...options, arms: ['interacting'], folder: folder() });
    const study = await runStudy({ ...options, arms: ['yoked'], folder: folder() });

    expect(study.summary.cost.calls).toBe(without.summary.cost.calls);
    expect(study.conditions[0]?.arms.map(({ name }) => name)).toEqual(['interacting', 'yoked']);
  });

  it('should not apply to a single run', async () => {
    const study = await yokedStudy(folder(), 1);

    expect(study.conditions[0]?.notApplicable).toEqual([
      { arm: 'yoked', reason: 'it needs a run with another seed, and there is only one' },
    ]);
  });
});
