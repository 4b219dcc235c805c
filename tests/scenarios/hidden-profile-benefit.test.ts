import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benefitTable } from '../../scenarios/hidden-profile/benefit-table.js';
import { committeeMember, hiddenProfile } from 'mesocosm/scenarios';
import type { RunRecord } from '../../src/spec/index.js';
import { runStudy } from '../../src/study/index.js';
import { runRecord } from '../support/run-records.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();

/** Runs in which the group was right or not, with how probably each would have been before. */
function decided(rights: readonly number[], before: { average: number; best: number; crowd: number }): RunRecord[] {
  return rights.map((right, at) =>
    runRecord({
      seed: at + 1,
      values: {
        winner_Keller: right,
        gain_over_average: right - before.average,
        gain_over_best: right - before.best,
        gain_over_crowd: right - before.crowd,
      },
    }),
  );
}

const MOSTLY = [1, 1, 1, 0, 1, 1, 1, 1, 1, 1];

describe('benefitTable', () => {
  it('should set the group beside its average and best member and the crowd, arm by arm', () => {
    const [table] = benefitTable([
      { name: 'interacting', records: decided(MOSTLY, { average: 0.2, best: 0.9, crowd: 0.1 }) },
      { name: 'isolated', records: decided([0, 0], { average: 0.2, best: 0.9, crowd: 0.1 }) },
    ]);

    expect(table?.head).toEqual(['arm', 'runs', 'group right', 'less the average member before', 'less the best member before', 'less the independent crowd before']); // prettier-ignore
    expect(table?.rows[0]).toEqual(['interacting', '10', '.90 [.70, 1.00]', '+.70 [+.50, +.80]', '.00 [-.20, +.10]', '+.80 [+.60, +.90]']); // prettier-ignore
    expect(table?.rows[1]).toEqual(['isolated', '2', '.00 [.00, .00]', '-.20 [-.20, -.20]', '-.90 [-.90, -.90]', '-.10 [-.10, -.10]']); // prettier-ignore
  });

  it('should say in words what it is better than, what it is worse than and what cannot be told apart', () => {
    const sentenceOf = (rights: readonly number[]) =>
      benefitTable([{ name: 'interacting', records: decided(rights, { average: 0.2, best: 0.9, crowd: 0.1 }) }])[0]
        ?.sentence;

    expect(sentenceOf(MOSTLY)).toMatch(
      /^The group is right in \.90 \[.*\] of the runs: better than the average member \(\+\.70 .*\), not told apart from the best member \(.*\), better than the independent crowd/,
    );
    expect(sentenceOf([0, 0, 0])).toContain('worse than the best member (-.90 [-.90, -.90])');
  });

  it('should say nothing of what nobody knows, and not be where nothing ran', () => {
    const [table] = benefitTable([{ name: 'interacting', records: [runRecord()] }]);

    expect(table?.rows[0]?.slice(2)).toEqual(['not known', 'not known', 'not known', 'not known']);
    expect(table?.sentence).toBeNull();
    expect(benefitTable([{ name: 'interacting', records: [] }])).toEqual([]);
  });

  it('should stand in the summary, in its sentence and in the report of a study', async () => {
    const study = await runStudy({
      scenario: hiddenProfile({ rounds: 6 }),
      mind: committeeMember(),
      runs: 4,
      arms: ['interacting', 'isolated'],
      folder: folder(),
    });
    const [table] = study.summary.conditions[0]?.tables ?? [];
    const report = readFileSync(join(study.folder, 'report.html'), 'utf8');

    expect(table?.name).toBe('benefit');
    expect(table?.sentence).toMatch(/^The group is right in 1\.00 .*better than the independent crowd/);
    expect(report).toContain('What the group is worth beside its members');
    expect(report).toContain('less the independent crowd before');
  });
});
