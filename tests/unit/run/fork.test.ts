import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forkRun, readManifest, recordRun, replayRun, RUN_FILES, type ForkOptions } from '../../../src/run/index.js';
import type { Change } from '../../../src/spec/index.js';
import { countingModel, faultyModel } from '../../../src/testing/index.js';
import { keep, keptRun, linesOf, sourceOf } from '../../support/kept-runs.js';
import { conformist, smallMajorityOpinion } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const scenarioOf = () => smallMajorityOpinion();

/** Forks a run with a model that counts what it is asked. */
async function fork(parent: string, change: Partial<ForkOptions> = {}) {
  const model = countingModel(conformist());
  const target = change.folder ?? folder();
  const made = await forkRun(parent, {
    at: 5,
    changes: [],
    folder: target,
    scenarioOf,
    source: async () => sourceOf(model),
    ...change,
  });
  return { ...made, folder: target, calls: model.calls.length };
}

async function parentRun(): Promise<string> {
  const run = folder();
  await keep(run);
  return run;
}

const down = (from: number) => ({
  calls: Array.from({ length: 100 }, (_, index) => from + index),
  gives: { kind: 'unavailable', message: 'down', retryable: false } as const,
});
const remove: Change = { do: 'remove', agent: 'agent-2' };
const journal = (run: string): string => readFileSync(join(run, RUN_FILES.events), 'utf8');

describe('forkRun', () => {
  it('should make the same bytes where nothing changes, and ask nothing', async () => {
    const parent = await parentRun();
    const made = await fork(parent);

    expect(journal(made.folder)).toBe(journal(parent));
    expect(made).toMatchObject({ identical: true, shared: linesOf(parent, RUN_FILES.events).length, calls: 0 });
  });

  it('should make the same bytes in two forks with the same change', async () => {
    const parent = await parentRun();
    const [one, two] = [await fork(parent, { changes: [remove] }), await fork(parent, { changes: [remove] })];

    expect(journal(one.folder)).toBe(journal(two.folder));
    expect(one.identical).toBe(false);
  });

  it('should be the same run up to where it changes, and say what was done there', async () => {
    const parent = await parentRun();
    const made = await fork(parent, { at: 7, changes: [remove] });
    const lines = linesOf(made.folder, RUN_FILES.events).map((line) => JSON.parse(line) as { type: string; agent?: string }); // prettier-ignore

    expect(made.shared).toBeGreaterThanOrEqual(7);
    expect(linesOf(made.folder, RUN_FILES.events).slice(0, made.shared)).toEqual(linesOf(parent, RUN_FILES.events).slice(0, made.shared)); // prettier-ignore
    expect(lines[made.shared]).toMatchObject({ type: 'intervention-made', data: { changes: [remove] } });
    expect(lines.slice(made.shared).some(({ agent }) => agent === 'agent-2')).toBe(false);
  });

  it('should say in its manifest where it comes from, and replay from its folder alone', async () => {
    const parent = await parentRun();
    const { folder: run } = await fork(parent, { changes: [remove] });
    const manifest = await readManifest(run);

    expect(manifest).toMatchObject({
      status: 'finished',
      forkOf: { id: 'default.interacting.7', at: 5 },
      interventions: [{ when: { seq: 5 }, changes: [remove] }],
    });
    expect(manifest.id).toMatch(/^default\.interacting\.7\.fork-[0-9a-f]{8}$/);
    expect((await replayRun(run, scenarioOf)).events).toBe(manifest.events);
  });

  it('should be forked again', async () => {
    const first = await fork(await parentRun(), { changes: [remove] });
    const commit: Change = { do: 'commit', agent: 'agent-3', option: 'M' };
    const second = await fork(first.folder, { at: 12, changes: [commit] });
    const types = linesOf(second.folder, RUN_FILES.events).map((line) => (JSON.parse(line) as { type: string }).type);

    expect(types.filter((type) => type === 'intervention-made')).toHaveLength(2);
    expect(second.shared).toBeGreaterThanOrEqual(12);
  });

  it('should go on where it was interrupted, and pay for no answer twice', async () => {
    const parent = await parentRun();
    const persona = { name: 'Eve', text: 'I am Eve, and new here.' };
    const changes: Change[] = [{ do: 'persona', agent: 'agent-1', persona }];
    const whole = await fork(parent, { changes });
    const target = folder();
    const broken = faultyModel(conformist(), [down(2)]);
    const stopped = await fork(parent, { changes, folder: target, source: async () => sourceOf(broken) });
    expect(stopped.execution.status).toBe('suspended');

    const resumed = await fork(parent, { changes, folder: target });
    expect(journal(target)).toBe(journal(whole.folder));
    expect(resumed.calls).toBeLessThan(whole.calls);
  });

  it.each([0, -1, 1.5, 100_000])('should refuse to fork at %s', async (at) => {
    await expect(fork(await parentRun(), { at })).rejects.toThrow(/the run has no event .* to fork at/);
  });

  it.each([
    [{ do: 'remove', agent: 'nemo' }, 'there is no agent "nemo"'],
    [{ do: 'commit', agent: 'agent-1', option: 'X' }, 'there is no option "X"'],
    [{ do: 'inject', event: { type: 'rain-fell', data: {} } }, 'the event rain-fell cannot be injected'],
  ] as const)('should refuse %j', async (change, why) => {
    await expect(fork(await parentRun(), { changes: [change] })).rejects.toThrow(why);
  });

  it.each([
    ['is torn', (text: string) => text.slice(0, text.length / 2), /line \d+ is not an event: it is not JSON/],
    [
      'lacks a line',
      (text: string) => text.split('\n').toSpliced(9, 1).join('\n'),
      /line 10 has seq 10, after the event with seq 8; expected seq 9/,
    ],
    [
      'lacks its end',
      (text: string) => text.split('\n').slice(0, 9).join('\n'),
      /the journal has 9 of the \d+ events of the run/,
    ],
    ['is empty', () => '', /the journal has 0 of the \d+ events of the run/],
  ])('should leave no folder where the journal of a finished parent %s', async (_how, damage, why) => {
    const [parent, target] = [await parentRun(), join(folder(), 'fork')];
    writeFileSync(join(parent, RUN_FILES.events), damage(journal(parent)));

    await expect(fork(parent, { at: 3, folder: target })).rejects.toThrow(why);
    expect(existsSync(target)).toBe(false);
  });

  it('should say so where the journal of a finished parent was changed', async () => {
    const parent = await parentRun();
    const changed = journal(parent).replace(/("seq":9,"time":)\d+/, '$17777');
    writeFileSync(join(parent, RUN_FILES.events), changed);

    await expect(fork(parent)).rejects.toThrow(/not what its seed and answers make, from event 9 on.*mesocosm replay/);
  });

  it('should name the line before the fork at which the journal of the parent lacks an event', async () => {
    const parent = await parentRun();
    writeFileSync(join(parent, RUN_FILES.events), journal(parent).split('\n').toSpliced(4, 1).join('\n'));

    await expect(fork(parent)).rejects.toThrow('line 5 has seq 5, after the event with seq 3; expected seq 4');
  });

  it('should name answers of the parent that cannot be read, and go on once they are mended', async () => {
    const parent = await parentRun();
    const [file, target] = [join(parent, RUN_FILES.answers), folder()];
    const sound = readFileSync(file, 'utf8');
    writeFileSync(file, `{"nonsense"\n${sound}`);
    await expect(fork(parent, { folder: target })).rejects.toThrow(file);
    writeFileSync(file, sound);

    expect(await fork(parent, { folder: target })).toMatchObject({ identical: true, calls: 0 });
  });

  it.each([
    ['probes.jsonl', 'cut', () => '{"condition":"de', /line 1 is not what somebody answered alone: it is not JSON/],
    [
      'probes.jsonl',
      'of another shape',
      () => '{"agent":7}\n',
      /line 1 is not what somebody answered alone: condition: /,
    ],
    ['summary.json', 'cut', (text: string) => text.slice(0, 90), /it is not JSON \(it ends too early\)/],
    ['summary.json', 'of another shape', () => '[]', /expected object, received array/],
  ])('should name %s of the parent that is %s, before anything is asked', async (name, _how, damage, why) => {
    const [parent, target] = [await parentRun(), folder()];
    const file = join(parent, name);
    const model = countingModel(conformist());
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    const forked = fork(parent, { folder: target, changes: [remove], source: async () => sourceOf(model) });

    await expect(forked).rejects.toThrow(
      expect.objectContaining({ kind: 'usage', message: expect.stringMatching(why) }),
    );
    await expect(forked).rejects.toThrow(file);
    expect([model.calls.length, existsSync(join(target, RUN_FILES.events))]).toEqual([0, false]);
  });

  it('should refuse a folder that holds another fork', async () => {
    const parent = await parentRun();
    const { folder: taken } = await fork(parent, { changes: [remove] });

    await expect(fork(parent, { folder: taken })).rejects.toThrow('this is the folder of another run');
  });

  it('should refuse a folder in which something else is kept, and leave it as it was', async () => {
    const [parent, kept] = [await parentRun(), folder()];
    for (const file of ['study.json', 'answers.jsonl', 'metrics.csv']) writeFileSync(join(kept, file), 'as it was');
    const forked = fork(parent, { folder: kept, changes: [remove] });

    await expect(forked).rejects.toThrow(
      `${kept}: there is something else in this folder, as metrics.csv; expected a new folder, or that of`,
    );
    expect(readdirSync(kept).toSorted()).toEqual(['answers.jsonl', 'metrics.csv', 'study.json']);
    expect(readFileSync(join(kept, 'metrics.csv'), 'utf8')).toBe('as it was');
  });

  it('should go on in a folder that was begun and has no manifest yet', async () => {
    const [parent, target] = [await parentRun(), folder()];
    copyFileSync(join(parent, RUN_FILES.answers), join(target, RUN_FILES.answers));
    writeFileSync(join(target, `${RUN_FILES.prompts}.part`), '{"half of');

    expect(await fork(parent, { folder: target })).toMatchObject({ identical: true, calls: 0 });
  });

  it('should fork a run that is not finished', async () => {
    const run = folder();
    const broken = faultyModel(conformist(), [down(7)]);
    await recordRun(keptRun(run, { source: sourceOf(broken) }));
    const made = await fork(run, { at: 1, changes: [remove] });

    expect(made.execution.status).toBe('finished');
    expect(made.parentRecord).toBeNull();
  });
});
