import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lockFolder } from '../../../src/foundation/storage/index.js';
import { policySource } from '../../../src/run/mind-source.js';
import { readManifest, recordRun, RUN_FILES } from '../../../src/run/folder.js';
import { parsePolicyFile } from '../../../src/agent/index.js';
import { RunManifest } from '../../../src/spec/index.js';
import { countingModel, faultyModel } from '../../../src/testing/index.js';
import { keep, keptRun, linesOf, sourceOf } from '../../support/kept-runs.js';
import { conformist, smallNamingGame } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

function text(path: string, file: string): string {
  return readFileSync(join(path, file), 'utf8');
}

describe('a run folder', () => {
  it('should hold all that is promised', async () => {
    const run = folder();
    await keep(run);

    expect(readdirSync(run).sort()).toEqual(
      [
        'agents.csv',
        'answers.jsonl',
        'events.jsonl',
        'ledger.csv',
        'manifest.json',
        'metrics.csv',
        'probes.jsonl',
        'prompts.jsonl',
        'summary.json',
      ].sort(),
    );
  });

  it('should say of itself what was run, by whom, and how it ended', async () => {
    const run = folder();
    await keep(run);
    const manifest = await readManifest(run);

    expect(manifest).toMatchObject({
      formatVersion: 1,
      kind: 'run',
      id: 'default.interacting.7',
      status: 'finished',
      scenario: 'majority-opinion',
      seed: 7,
      mind: { kind: 'language-model', name: 'conformist', fingerprint: 'scripted:conformist' },
      stream: 'default.interacting.7',
      startedAt: '2026-01-01T00:00:00.000Z',
      finishedAt: '2026-01-01T00:00:00.000Z',
      endedBecause: 'the horizon was reached',
      events: linesOf(run, RUN_FILES.events).length,
    });
    expect(manifest.agents.map(({ id }) => id)).toEqual(['agent-1', 'agent-2', 'agent-3', 'agent-4']);
    expect(manifest.versions).toHaveProperty('mesocosm');
  });

  it('should hold the probes it was given, and the row of the run', async () => {
    const run = folder();
    const probe = {
      condition: 'default',
      agent: 'agent-1',
      situation: 'empty',
      probabilities: [0.5, 0.5],
      mass: 1,
      spread: 0,
    };
    const execution = await recordRun(keptRun(run, { probes: [probe, probe] }));

    expect(linesOf(run, RUN_FILES.probes).map((line) => JSON.parse(line) as unknown)).toEqual([probe, probe]);
    expect(JSON.parse(text(run, RUN_FILES.summary))).toEqual(execution.status === 'finished' ? execution.record : null);
  });

  it('should have an answer and a prompt for every key that was asked', async () => {
    const run = folder();
    await keep(run);
    const keys = (file: string) => linesOf(run, file).map((line) => (JSON.parse(line) as { key: string }).key);

    expect(keys(RUN_FILES.answers).length).toBeGreaterThan(3);
    expect(keys(RUN_FILES.prompts).sort()).toEqual(keys(RUN_FILES.answers).sort());
  });

  it('should keep the table that decided', async () => {
    const run = folder();
    const scenario = smallNamingGame();
    const file = parsePolicyFile(await scenario.policies?.['llama-3-70b']?.());
    await keep(run, { scenario, source: policySource({ file, table: 'llama-3-70b:baseline', why: 'for a test' }) });

    expect(JSON.parse(text(run, RUN_FILES.policy))).toEqual(file);
  });

  it('should be given back, however the run ended', async () => {
    const run = folder();
    const fails = sourceOf(faultyModel(conformist(), [{ gives: { kind: 'unavailable' } }]));
    await recordRun(keptRun(run, { source: fails }));

    expect(existsSync(join(run, '.lock'))).toBe(false);
    await expect(
      recordRun({
        ...keptRun(run),
        plan: () => {
          throw new Error('no plan');
        },
      }),
    ).rejects.toThrow('no plan');
    expect(existsSync(join(run, '.lock'))).toBe(false);
  });

  it('should not be written to by two', async () => {
    const run = folder();
    const lock = await lockFolder(run);

    await expect(recordRun(keptRun(run))).rejects.toThrow(`process ${process.pid} is working in it`);
    lock.release();
    await expect(recordRun(keptRun(run))).resolves.toMatchObject({ status: 'finished' });
  });
});

describe('a run that goes on', () => {
  it('should write the same journal and tables from wherever it was cut off', async () => {
    const whole = folder();
    await keep(whole);
    const { length } = readFileSync(join(whole, RUN_FILES.events));
    const answers = readFileSync(join(whole, RUN_FILES.answers)).length;
    const of = (run: string) =>
      ['events.jsonl', 'metrics.csv', 'agents.csv', 'ledger.csv', 'summary.json'].map((file) => text(run, file));

    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: length }),
        fc.integer({ min: 0, max: answers }),
        async (events, known) => {
          const cut = folder();
          await keep(cut);
          truncateSync(join(cut, RUN_FILES.events), events);
          truncateSync(join(cut, RUN_FILES.answers), known);
          await keep(cut);

          expect(of(cut)).toEqual(of(whole));
        },
      ),
      { numRuns: 8 },
    );
  });

  it('should ask again nothing that is recorded', async () => {
    const run = folder();
    await keep(run);
    const again = countingModel(conformist());
    await keep(run, { source: sourceOf(again) });

    expect(again.calls).toEqual([]);
  });

  it('should be suspended where the model is not there, and finish when it is', async () => {
    const [whole, run] = [folder(), folder()];
    await keep(whole);
    const fails = sourceOf(faultyModel(conformist(), [{ calls: [5, 6, 7, 8], gives: { kind: 'unavailable' } }]));

    const stopped = await recordRun(keptRun(run, { source: fails }));
    const between = await readManifest(run);
    await keep(run);

    expect(stopped).toMatchObject({ status: 'suspended', kind: 'unavailable' });
    expect(between).toMatchObject({ status: 'suspended', finishedAt: null });
    expect(between.endedBecause).toContain('was to fail');
    expect(text(run, RUN_FILES.events)).toBe(text(whole, RUN_FILES.events));
    expect(await readManifest(run)).toMatchObject({ status: 'finished' });
  });

  it('should keep the time at which it first finished', async () => {
    const run = folder();
    await keep(run);
    const { finishedAt } = await readManifest(run);
    await recordRun({
      ...keptRun(run),
      clock: { ...(keptRun(run).clock as never as object), iso: () => '2027-01-01T00:00:00.000Z' } as never,
    });

    expect((await readManifest(run)).finishedAt).toBe(finishedAt);
  });

  it('should not go on from a journal that says something else', async () => {
    const run = folder();
    await keep(run);
    const events = join(run, RUN_FILES.events);
    writeFileSync(events, text(run, RUN_FILES.events).replace('"option":"Q"', '"option":"M"'));

    await expect(recordRun(keptRun(run))).rejects.toThrow(
      /events\.jsonl: line \d+ of the journal is not what this run makes/,
    );
  });

  it('should not go on from a journal that is longer', async () => {
    const run = folder();
    await keep(run);
    appendFileSync(join(run, RUN_FILES.events), '{"seq":99999,"time":1,"type":"run-ended","data":{}}\n');

    await expect(recordRun(keptRun(run))).rejects.toThrow('the run ends before it');
  });

  it("should not take the folder of another run, though that one's journal is empty", async () => {
    const run = folder();
    await keep(run, { seed: 8 });
    writeFileSync(join(run, RUN_FILES.events), '');

    await expect(recordRun(keptRun(run, { seed: 7 }))).rejects.toThrow(/default\.interacting\.8/);
  });
});

describe('readManifest', () => {
  it('should say that there is no such folder', async () => {
    await expect(readManifest('/nowhere/at/all')).rejects.toThrow('/nowhere/at/all: there is no such folder');
    // It lists studies alone.
    await expect(readManifest('/nowhere/at/all')).rejects.toThrow(
      '`mesocosm list` shows the studies there are; kept runs',
    );
  });

  it('should say that a folder is not a run', async () => {
    await expect(readManifest(folder())).rejects.toThrow('this folder is not a run: it has no manifest.json');
  });

  it('should name the place where a manifest is broken', async () => {
    const run = folder();
    await keep(run);
    const manifest = await readManifest(run);
    writeFileSync(join(run, RUN_FILES.manifest), JSON.stringify({ ...manifest, seed: 'seven' }));
    await expect(readManifest(run)).rejects.toThrow(/manifest\.json: \$\.seed/);

    writeFileSync(join(run, RUN_FILES.manifest), '{"formatVersion": 1,');
    await expect(readManifest(run)).rejects.toThrow(/manifest\.json: it is not JSON \(it ends too early\)/);
  });

  it('should take a run that says it is running, with nobody at it, for suspended', async () => {
    const run = folder();
    await keep(run);
    const manifest = await readManifest(run);
    writeFileSync(join(run, RUN_FILES.manifest), JSON.stringify({ ...manifest, status: 'running' }));
    expect((await readManifest(run)).status).toBe('suspended');

    const lock = await lockFolder(run);
    expect((await readManifest(run)).status).toBe('running');
    lock.release();
  });

  it('should read what was written', async () => {
    const run = folder();
    await keep(run);

    expect(RunManifest.parse(JSON.parse(text(run, RUN_FILES.manifest)))).toEqual(await readManifest(run));
  });
});
