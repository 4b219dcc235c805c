import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStudy, runStudy, type Study, type StudyOptions } from '../../../src/study/index.js';
import type { RunRecord } from '../../../src/spec/index.js';
import { fakeClock } from '../../../src/testing/index.js';
import { majorityOpinion } from '../../../scenarios/index.js';
import { conformist, smallMajorityOpinion } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

/** Runs that ask for themselves what others asked too: sampled answers are not shared. */
function study(more: Partial<StudyOptions> = {}): Promise<Study> {
  return runStudy({
    scenario: smallMajorityOpinion(),
    model: conformist({ choosing: 'sampled' }),
    elicitation: { samples: 2 },
    runs: 3,
    arms: ['isolated'],
    folder: folder(),
    clock: fakeClock(),
    ...more,
  });
}

function rowsOf({ folder: at }: Study): readonly RunRecord[] {
  const lines = readFileSync(join(at, 'runs.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => (JSON.parse(line) as { row: RunRecord }).row);
}

describe('an allotment of each run', () => {
  it('should stop runs that would take more, and say so, and never count them as data', async () => {
    const stopped = await study({ allotment: { calls: 3 } });

    expect(stopped.summary.status).toBe('finished');
    expect(stopped.records).toEqual([]);
    const [met, alone] = stopped.conditions[0]?.arms ?? [];
    expect([met?.runs, alone?.runs]).toEqual([0, 0]);
    expect(met?.unfinished).toEqual({ 'over the allotment of 3 calls a run': 3 });
    expect(alone?.unfinished).toEqual({ 'the run that it needs was over the allotment of 3 calls a run': 3 });
    expect(stopped.summary.warnings[0]).toBe(
      '3 of 6 runs were stopped (over the allotment of 3 calls a run): they are in no figure, and those that are left may differ from them.',
    );
    expect(stopped.summary.failures.decisions).toBe(0);
    const calls = readFileSync(join(stopped.folder, 'calls.jsonl'), 'utf8').trimEnd().split('\n');
    const ofRuns = calls.map((line) => (JSON.parse(line) as { run: string | null }).run).filter((run) => run !== null);
    for (const run of new Set(ofRuns)) expect(ofRuns.filter((one) => one === run).length).toBeLessThanOrEqual(3);
  });

  it('should change nothing where it is enough', async () => {
    const [free, held] = [await study(), await study({ allotment: { calls: 100_000 } })];

    expect(held.records).toEqual(free.records);
    expect(held.summary.warnings).toEqual(free.summary.warnings);
    expect(held.summary.design.hash).toBe(free.summary.design.hash);
  });

  it('should be opened without the runs that were stopped', async () => {
    const stopped = await study({ allotment: { calls: 3 } });
    const opened = await openStudy(stopped.folder, ({ parametersGiven }) => majorityOpinion(parametersGiven));

    expect(opened.records).toEqual([]);
    expect(rowsOf(stopped).map((row) => row.stopped !== undefined)).toEqual(Array.from({ length: 6 }, () => true));
  });

  it.each<[string, Partial<StudyOptions>]>([
    ['is more than the budget of the study', { allotment: { calls: 10 }, maxCalls: 5 }],
    [
      'no model is asked',
      {
        allotment: { calls: 10 },
        model: undefined,
        mind: { name: 'x', judge: () => ({ kind: 'distribution', probabilities: [0.5, 0.5] }) },
      },
    ],
    ['an allotment of 0 calls is not possible', { allotment: { calls: 0 } }],
    ['no price of', { allotment: { usd: 1 } }],
  ])('should be refused in a sentence: %s', async (what, given) => {
    await expect(study(given)).rejects.toThrow(what);
  });
});
