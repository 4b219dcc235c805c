import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LanguageModel, Scenario } from '../../../src/spec/index.js';
import { readStudyFile, STUDY_FILES, type Study, type StudyOptions } from '../../../src/study/index.js';
import { countingModel, faultyModel } from '../../../src/testing/index.js';
import { conform, conformist, majorityStudy, namingStudy, smallNamingGame } from '../../support/small-studies.js';
import { askedTwice, onlyStudyIn, pictureOf, recorded } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const kept = folderForAll();
const ALL = { journals: 'all', runs: 2, arms: ['isolated', 'rule'] } as const;
let naming: Study;
let majority: Study;

beforeAll(async () => {
  naming = await namingStudy(join(kept, 'naming'), ALL);
  majority = await majorityStudy(join(kept, 'majority'), ALL);
});

/** A scenario that presses Ctrl-C when so much has happened in its world. */
function interruptedAt(happened: number, stop: AbortController): Scenario {
  const scenario = smallNamingGame();
  let left = happened;
  const apply: Scenario['world']['apply'] = (...of) => {
    left -= 1;
    if (left === 0) stop.abort();
    return scenario.world.apply(...of);
  };
  return { ...scenario, world: { ...scenario.world, apply } };
}

/** A model that takes its time, and presses Ctrl-C as it gives so many answers; that answer still arrives. */
function interruptingAt(given: number, stop: AbortController, choosing: 'exact' | 'sampled' = 'exact'): LanguageModel {
  let left = given;
  return conformist({
    choosing,
    delay: () => new Promise((resolve) => setImmediate(resolve)),
    choose(request) {
      left -= 1;
      if (left === 0) stop.abort();
      return conform(request);
    },
  });
}

/** How a study ended: its error, or nothing. */
async function ending(study: Promise<Study>): Promise<unknown> {
  return study.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a study by a table that is interrupted', () => {
  // All runs together make about 90 steps; the last point lies in the last run.
  it.each([1, 33, 70])('should be the same in the end, interrupted at step %s', async (step) => {
    const root = folder();
    const stop = new AbortController();
    const scenario = interruptedAt(step, stop);
    const stopped = await ending(namingStudy(root, { ...ALL, scenario, signal: stop.signal }));
    const between = await readStudyFile(onlyStudyIn(root));
    const done = recorded(onlyStudyIn(root), STUDY_FILES.log);
    const again = await namingStudy(root, ALL);

    expect(stopped).toMatchObject({ kind: 'interrupted', exitCode: 130 });
    expect(between).toMatchObject({ status: 'interrupted', finishedAt: null });
    expect(again.folder).toBe(onlyStudyIn(root));
    expect(pictureOf(again.folder)).toEqual(pictureOf(naming.folder));
    // With nothing to wait for, rows are recorded in the order of the design, those of before first.
    expect(recorded(again.folder, STUDY_FILES.log)).toEqual(recorded(naming.folder, STUDY_FILES.log));
    expect(recorded(again.folder, STUDY_FILES.log).slice(0, done.length)).toEqual(done);
  });

  it('should be stopped before it begins by a signal that is given', async () => {
    const root = folder();

    expect(await ending(namingStudy(root, { ...ALL, signal: AbortSignal.abort() }))).toMatchObject({
      kind: 'interrupted',
    });
    expect(recorded(onlyStudyIn(root), STUDY_FILES.log)).toEqual([]);
  });
});

describe('a study by a model that is interrupted', () => {
  it.each([1, 4, 9])('should be the same in the end, interrupted at answer %s', async (answer) => {
    const root = folder();
    const stop = new AbortController();
    const stopped = await ending(
      majorityStudy(root, { ...ALL, model: interruptingAt(answer, stop), signal: stop.signal }),
    );
    const again = await majorityStudy(root, ALL);

    expect(stopped).toMatchObject({ kind: 'interrupted' });
    expect(pictureOf(again.folder)).toEqual(pictureOf(majority.folder));
    expect(askedTwice(again.folder)).toEqual([]);
  });

  it('should be the same in the end, however often it is interrupted', async () => {
    const root = folder();
    let sittings = 0;
    for (let stopped: unknown = true; stopped !== undefined && sittings < 50; sittings += 1) {
      const stop = new AbortController();
      stopped = await ending(majorityStudy(root, { ...ALL, model: interruptingAt(3, stop), signal: stop.signal }));
    }

    expect(sittings).toBeGreaterThan(3);
    expect(pictureOf(onlyStudyIn(root))).toEqual(pictureOf(majority.folder));
    expect(askedTwice(onlyStudyIn(root))).toEqual([]);
  });

  it('should ask nothing that is recorded', async () => {
    const root = folder();
    const stop = new AbortController();
    await ending(majorityStudy(root, { ...ALL, model: interruptingAt(6, stop), signal: stop.signal }));
    const before = recorded(onlyStudyIn(root), STUDY_FILES.answers).length;
    const model = countingModel(conformist());
    const { summary } = await majorityStudy(root, { ...ALL, model });

    expect(before).toBeGreaterThan(0);
    expect(model.calls).toHaveLength(majority.summary.cost.calls - before);
    expect(summary.cost.calls).toBe(recorded(onlyStudyIn(root), STUDY_FILES.calls).length);
  });
});

describe('a study by a model whose answers are drawn', () => {
  const sampled = conformist({ choosing: 'sampled' });
  const few: Partial<StudyOptions> = { ...ALL, arms: ['isolated'], elicitation: { shuffles: 2 } };

  it.each([20, 100])('should be the same in the end, interrupted at answer %s', async (answer) => {
    const [root, whole] = [folder(), folder()];
    const stop = new AbortController();
    const straight = await majorityStudy(whole, { ...few, model: sampled });
    const stopped = await ending(
      majorityStudy(root, { ...few, model: interruptingAt(answer, stop, 'sampled'), signal: stop.signal }),
    );
    const again = await majorityStudy(root, { ...few, model: sampled });

    expect(stopped).toMatchObject({ kind: 'interrupted' });
    expect(pictureOf(again.folder)).toEqual(pictureOf(straight.folder));
    expect(askedTwice(again.folder)).toEqual([]);
  });
});

describe('a process that dies', () => {
  it('should leave a study that is the same in the end, wherever its files end', async () => {
    for (const share of [0, 0.4, 0.95]) {
      const root = folder();
      const { folder: study } = await majorityStudy(root, ALL);
      const file = await readStudyFile(study);
      writeFileSync(join(study, STUDY_FILES.study), JSON.stringify({ ...file, status: 'running', finishedAt: null }));
      for (const name of [STUDY_FILES.log, STUDY_FILES.answers, STUDY_FILES.calls, STUDY_FILES.prompts]) {
        truncateSync(join(study, name), Math.floor(readFileSync(join(study, name)).length * share));
      }
      const again = await majorityStudy(root, ALL);

      expect(again.folder).toBe(study);
      expect(pictureOf(study)).toEqual(pictureOf(majority.folder));
    }
  });

  it('should leave a lock that keeps nobody out', async () => {
    const root = folder();
    const stop = new AbortController();
    await ending(namingStudy(root, { ...ALL, scenario: interruptedAt(20, stop), signal: stop.signal }));
    const dead = { pid: 2 ** 22 - 1, startedAt: '2026-01-01T00:00:00.000Z', birth: '1' };
    writeFileSync(join(onlyStudyIn(root), '.lock'), JSON.stringify(dead));

    expect((await namingStudy(root, ALL)).summary.status).toBe('finished');
  });
});

describe('a budget', () => {
  it('should stop the study when it is spent, and let it go on when it is larger', async () => {
    const root = folder();
    const stopped = await ending(majorityStudy(root, { ...ALL, maxCalls: 6 }));
    const between = await readStudyFile(onlyStudyIn(root));
    const spent = recorded(onlyStudyIn(root), STUDY_FILES.calls).length;
    const again = await majorityStudy(root, { ...ALL, maxCalls: 1000 });

    expect(stopped).toMatchObject({ kind: 'budget', exitCode: 5 });
    expect(String(stopped)).toContain('the budget of 6 calls is spent');
    expect(between.status).toBe('stopped-by-budget');
    expect(spent).toBe(6);
    expect(again.folder).toBe(onlyStudyIn(root));
    expect(again.summary.design.deviations).toEqual(['model calls: at most 6, then at most 1000']);
    expect(again.summary.cost.calls).toBe(majority.summary.cost.calls);
    expect(pictureOf(again.folder)).toEqual(pictureOf(majority.folder));
  });

  it('should be enough where it is what is needed', async () => {
    const { summary } = await majorityStudy(folder(), { ...ALL, maxCalls: majority.summary.cost.calls });

    expect(summary.status).toBe('finished');
  });

  it('should stay spent where nothing was added to it', async () => {
    const root = folder();
    await ending(majorityStudy(root, { ...ALL, maxCalls: 6 }));
    const model = countingModel(conformist());

    expect(await ending(majorityStudy(root, { ...ALL, maxCalls: 6, model }))).toMatchObject({ kind: 'budget' });
    expect(model.calls).toEqual([]);
  });
});

describe('a model that is not there', () => {
  it('should suspend the study, which goes on when it is back', async () => {
    const root = folder();
    const gone = faultyModel(conformist(), [
      { calls: Array.from({ length: 100 }, (_, index) => index + 8), gives: { kind: 'unavailable' } },
    ]);
    const stopped = await ending(majorityStudy(root, { ...ALL, model: gone }));
    const between = await readStudyFile(onlyStudyIn(root));
    const again = await majorityStudy(root, ALL);

    expect(stopped).toMatchObject({ kind: 'unreachable', exitCode: 3 });
    expect(between.status).toBe('unavailable');
    expect(pictureOf(again.folder)).toEqual(pictureOf(majority.folder));
  });

  it('should change nothing where it stumbles once', async () => {
    const warnings: string[] = [];
    const stumbling = faultyModel(conformist(), [{ calls: [2, 9], gives: { kind: 'unavailable', status: 503 } }]);
    const study = await majorityStudy(folder(), {
      ...ALL,
      model: stumbling,
      onProgress: (progress) => progress.kind === 'warning' && warnings.push(progress.message),
    });

    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatch(/^retry 2\/2, 503, next in \d+ s, conformist$/);
    expect(pictureOf(study.folder)).toEqual(pictureOf(majority.folder));
  });
});

describe('what is not gone on with', () => {
  it('should be a study of another design in the same folder', async () => {
    const root = folder();
    const stop = new AbortController();
    await ending(namingStudy(root, { ...ALL, scenario: interruptedAt(40, stop), signal: stop.signal }));
    const first = onlyStudyIn(root);
    const other = await namingStudy(root, { ...ALL, seed: 2 });

    expect(other.folder).not.toBe(first);
    expect(await readStudyFile(first)).toMatchObject({ status: 'interrupted' });
  });

  it('should be a study that was cut off, where a fresh start is asked for', async () => {
    const root = folder();
    const stop = new AbortController();
    await ending(namingStudy(root, { ...ALL, scenario: interruptedAt(40, stop), signal: stop.signal }));
    const first = onlyStudyIn(root);
    const fresh = await namingStudy(root, { ...ALL, fresh: true });

    expect(fresh.folder).not.toBe(first);
    expect(pictureOf(fresh.folder)).toEqual(pictureOf(naming.folder));
  });

  it('should be a study whose log is damaged, and the file named', async () => {
    const root = folder();
    const stop = new AbortController();
    await ending(namingStudy(root, { ...ALL, scenario: interruptedAt(40, stop), signal: stop.signal }));
    const log = join(onlyStudyIn(root), STUDY_FILES.log);
    writeFileSync(log, `not JSON\n${readFileSync(log, 'utf8')}`);

    expect(await ending(namingStudy(root, ALL))).toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(`${log}: line 1`) as string,
    });
  });
});
