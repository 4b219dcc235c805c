import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastValueFrom, toArray } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { encodeEvent } from '../../../src/run/index.js';
import {
  compareStudies,
  openStudy,
  readStudyFile,
  STUDY_FILES,
  type ScenarioOf,
  type Study,
} from '../../../src/study/index.js';
import { majorityOpinion, namingGame } from '../../../scenarios/index.js';
import { conformist, majorityStudy, namingStudy } from '../../support/small-studies.js';
import { recorded } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const kept = folderForAll();
let naming: Study;
let majority: Study;

beforeAll(async () => {
  naming = await namingStudy(join(kept, 'naming'), { runs: 2 });
  majority = await majorityStudy(join(kept, 'majority'), { runs: 2 });
});

const scenarioOf: ScenarioOf = ({ scenario, parametersGiven }) =>
  (scenario === 'naming-game' ? namingGame : majorityOpinion)(parametersGiven);

/** A copy of a study, to be damaged. */
function copyOf(study: Study): string {
  const copy = join(folder(), 'study');
  cpSync(study.folder, copy, { recursive: true });
  return copy;
}

function edit(study: string, file: string, change: (text: string) => string): void {
  writeFileSync(join(study, file), change(readFileSync(join(study, file), 'utf8')));
}

describe('a study that is opened', () => {
  it('should be the study that was run', async () => {
    for (const study of [naming, majority]) {
      const opened = await openStudy(study.folder, scenarioOf);

      expect(opened.summary).toEqual(study.summary);
      expect(opened.outcomes).toEqual(study.outcomes);
      expect(opened.records.toSorted(bySeedAndArm)).toEqual(study.records.toSorted(bySeedAndArm));
    }
  });

  it('should make every run of it again, from seed and record alone', async () => {
    for (const study of [naming, majority]) {
      const opened = await openStudy(study.folder, scenarioOf);
      for (const { arm, seed } of study.records) {
        const run = opened.run(arm, seed - 1_000_000);

        expect(await run.play()).toEqual(run.record);
      }
    }
  });

  it('should stream the events of a run as they were recorded', async () => {
    const opened = await openStudy(majority.folder, scenarioOf);
    const events = await lastValueFrom(opened.run('rule', 0).events$.pipe(toArray()));

    expect(events.map(encodeEvent)).toEqual(
      recorded(join(majority.folder, 'runs/default.rule.1000000'), 'events.jsonl'),
    );
  });

  it('should write nothing', async () => {
    const study = copyOf(naming);
    const look = () => readdirSync(study, { recursive: true }).toSorted();
    const before = [look(), readFileSync(join(study, STUDY_FILES.study), 'utf8')];
    const opened = await openStudy(study, scenarioOf);
    await opened.run('isolated', 0).play();

    expect([look(), readFileSync(join(study, STUDY_FILES.study), 'utf8')]).toEqual(before);
  });

  it('should be told apart from what a changed record says', async () => {
    const study = copyOf(naming);
    edit(study, STUDY_FILES.log, (text) => text.replace('"winner_Q":1', '"winner_Q":0.25'));
    const opened = await openStudy(study, scenarioOf);
    const changed = opened.records.find(({ values }) => values['winner_Q'] === 0.25);
    const run = opened.run(changed?.arm ?? '', (changed?.seed ?? 0) - 1_000_000);

    expect((await run.play()).values['winner_Q']).toBe(1);
    expect(await run.play()).not.toEqual(run.record);
  });
});

describe('a run whose answers are not all there', () => {
  it('should be an error, and no stream that ends early', async () => {
    const { folder: study } = await namingStudy(folder(), { model: conformist(), runs: 1, arms: [] });
    // What agents remember late in a run was asked last.
    edit(study, STUDY_FILES.answers, (text) => `${text.trimEnd().split('\n').slice(0, -3).join('\n')}\n`);
    const run = (await openStudy(study, scenarioOf)).run('interacting', 0);

    await expect(run.play()).rejects.toThrow(/the run could not be played again: .*not in its record/);
    await expect(lastValueFrom(run.events$.pipe(toArray()))).rejects.toThrow('could not be played again');
    await expect(lastValueFrom(run.perceived$('agent-1').pipe(toArray()))).rejects.toThrow('could not be played again');
  });
});

describe('what cannot be opened', () => {
  it('should be a study that is not finished', async () => {
    const study = copyOf(naming);
    const file = await readStudyFile(study);
    writeFileSync(join(study, STUDY_FILES.study), JSON.stringify({ ...file, status: 'interrupted' }));

    await expect(openStudy(study, scenarioOf)).rejects.toThrow(
      /this study is not finished: it is marked "interrupted"; expected a finished study\. `mesocosm resume .*` goes on with it/,
    );
  });

  it('should be a folder that is no study', async () => {
    await expect(openStudy(folder(), scenarioOf)).rejects.toThrow('this folder is not a study');
  });

  it("should be a study by a mind of the user's own", async () => {
    const mind = scriptedMind({ name: 'stubborn', choose: () => 'Q' });
    const study = await namingStudy(folder(), { mind, runs: 1, arms: [] });

    await expect(openStudy(study.folder, scenarioOf)).rejects.toThrow(
      '"stubborn" decided here, a mind of the user\'s own',
    );
  });

  it('should be a study without its answers', async () => {
    const study = copyOf(majority);
    rmSync(join(study, STUDY_FILES.answers));

    await expect(openStudy(study, scenarioOf)).rejects.toThrow(/not in its record/);
  });

  it('should be a study whose rows are damaged, and the line named', async () => {
    const study = copyOf(naming);
    edit(study, STUDY_FILES.log, (text) => text.replace('\n', '\n{{{\n'));

    await expect(openStudy(study, scenarioOf)).rejects.toThrow(`${join(study, STUDY_FILES.log)}: line 2 is not JSON`);
  });

  it.each([
    ['is empty', () => '', '0 of the 2 runs of default.interacting'],
    [
      'lacks its end',
      (text: string) => text.trimEnd().split('\n').slice(0, -1).join('\n') + '\n',
      '1 of the 2 runs of default.',
    ],
  ])('should be a study whose log of runs %s, and what it lacks named', async (_how, damage, lacks) => {
    const study = copyOf(naming);
    edit(study, STUDY_FILES.log, damage);
    const why = `${join(study, STUDY_FILES.log)}: it has ${lacks}`;

    await expect(openStudy(study, scenarioOf)).rejects.toThrow(why);
    await expect(compareStudies(naming.folder, study)).rejects.toThrow(why);
  });

  it('should be a study whose figures are damaged, and the file named', async () => {
    const study = copyOf(naming);
    edit(study, STUDY_FILES.summary, (text) => text.replace('"status": "finished"', '"status": "done"'));

    await expect(openStudy(study, scenarioOf)).rejects.toThrow(/summary\.json: \$\.status/);
  });
});

function bySeedAndArm(a: { arm: string; seed: number }, b: { arm: string; seed: number }): number {
  return a.arm < b.arm ? -1 : a.arm > b.arm ? 1 : a.seed - b.seed;
}
