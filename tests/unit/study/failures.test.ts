import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../../src/run/index.js';
import type { Event, Scenario } from '../../../src/spec/index.js';
import { readStudyFile, STUDY_FILES } from '../../../src/study/index.js';
import { conformist, majorityStudy, smallMajorityOpinion } from '../../support/small-studies.js';
import { onlyStudyIn, pictureOf, recorded } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

async function eventsOf(run: string): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of readJournal(join(run, 'events.jsonl'))) events.push(event);
  return events;
}

describe('replies that cannot be used', () => {
  /** Says nothing useful where all the others hold Q. */
  const lost = conformist({
    choose: ({ prompt }) =>
      /(chose Q[\s\S]*){3}/.test(prompt.pieces.join(''))
        ? { kind: 'malformed', message: 'it sings', retryable: false, evidence: 'la la la' }
        : [0.6, 0.3],
  });
  const scenario: Scenario = { ...smallMajorityOpinion(), elicitation: { labels: 'fixed', orders: 'averaged' } };

  it('should be counted, by kind, and told', async () => {
    const { summary } = await majorityStudy(folder(), { scenario, model: lost, maxFailures: 1 });

    expect(summary.failures.failed).toBeGreaterThan(0);
    expect(summary.failures.byKind).toEqual({ malformed: summary.failures.failed });
    expect(summary.status).toBe('finished');
  });

  it('should never become a move', async () => {
    const { folder: study, records } = await majorityStudy(folder(), { scenario, model: lost, maxFailures: 1 });
    const events = await eventsOf(join(study, 'runs/default.interacting.1000000'));
    const failed = events.filter(({ type }) => type === 'decision-failed');
    const row = records.find(({ arm, seed }) => arm === 'interacting' && seed === 1_000_000);

    expect(failed.length).toBeGreaterThan(0);
    expect(row?.failures).toEqual({ malformed: failed.length });
    for (const { seq, agent, data } of failed) {
      expect(data).toMatchObject({ reason: 'malformed', message: 'it sings', evidence: { text: 'la la la' } });
      expect(events.find(({ causes }) => causes?.includes(seq))).toMatchObject({ type: 'opinion-withheld', agent });
    }
    expect(events.filter(({ type }) => type === 'decision-made').length + failed.length).toBe(row?.decisions);
  });

  it('should stop a study in the middle when they are too many, with what is done kept', async () => {
    const root = folder();
    const study = majorityStudy(root, { scenario, model: lost, runs: 8 });

    await expect(study).rejects.toMatchObject({ kind: 'failures', exitCode: 4 });
    expect(await readStudyFile(onlyStudyIn(root))).toMatchObject({ status: 'too-many-failures' });
    expect(existsSync(join(onlyStudyIn(root), STUDY_FILES.summary))).toBe(false);
    expect(recorded(onlyStudyIn(root), STUDY_FILES.log).length).toBeGreaterThan(0);
  });

  it('should let it go on when more are allowed', async () => {
    const [root, whole] = [folder(), folder()];
    await majorityStudy(root, { scenario, model: lost }).catch(() => undefined);
    const resumed = await majorityStudy(root, { scenario, model: lost, maxFailures: 1 });
    const { folder: straight } = await majorityStudy(whole, { scenario, model: lost, maxFailures: 1 });

    expect(resumed.folder).toBe(onlyStudyIn(root));
    expect(resumed.summary.design.deviations).toEqual(['allowed share of failed decisions: 0.05, then 1']);
    expect(pictureOf(resumed.folder)).toEqual(pictureOf(straight));
  });

  it('should mark a study that is too short to be stopped in the middle at its end', async () => {
    const { summary, folder: study } = await majorityStudy(folder(), { scenario, model: lost, runs: 1, arms: [] });

    expect(summary.failures.share).toBeGreaterThan(0.05);
    expect(summary.failures.decisions).toBeLessThan(100);
    expect(summary.status).toBe('too-many-failures');
    expect(await readStudyFile(study)).toMatchObject({ status: 'too-many-failures' });
  });
});
