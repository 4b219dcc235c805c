import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UntilNarrow } from '../../../src/spec/index.js';
import { readStudyFile, type StudyOptions } from '../../../src/study/index.js';
import { isNarrow, looksAt, untilInWords } from '../../../src/study/until.js';
import { namingGame } from '../../../scenarios/index.js';
import { namingStudy } from '../../support/small-studies.js';
import { runRecord } from '../../support/run-records.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const until = UntilNarrow.parse({ measure: 'winner_Q', width: 0.4, atLeast: 10, atMost: 40 });

function study(width: number, more: Partial<StudyOptions> = {}): ReturnType<typeof namingStudy> {
  const rule = { ...until, width };
  return namingStudy(folder(), { arms: ['interacting'], until: rule, ...more });
}

describe('a study that adds runs until an interval is narrow', () => {
  it('should stop at the first look at which it is', async () => {
    const { summary, records } = await study(0.6);

    expect(summary.design).toMatchObject({ runs: 10, until: untilInWords({ ...until, width: 0.6 }) });
    expect(records).toHaveLength(10);
  });

  it('should look again with more runs, and stop at the most there may be', async () => {
    const { summary, folder: where } = await study(0.01);
    const { design } = await readStudyFile(where);

    expect(summary.design.runs).toBe(40);
    expect(design).toMatchObject({ runs: 40, until: { ...until, width: 0.01 } });
    expect(summary.conditions[0]?.arms[0]?.runs).toBe(40);
  });

  it('should have an interval as narrow as was asked for', async () => {
    const { summary } = await study(0.4);
    const { low, high, n } = summary.conditions[0]?.arms[0]?.measures['winner_Q']?.mean ?? {};

    expect(n).toBe(summary.design.runs);
    expect([15, 23, 35]).toContain(n);
    expect((high ?? 1) - (low ?? 0)).toBeLessThanOrEqual(0.4);
  });

  it('should give the rows that so many runs give without a rule', async () => {
    const grown = await study(0.6);
    const fixed = await namingStudy(folder(), { arms: ['interacting'], runs: 10 });
    const rows = (where: string): string => readFileSync(join(where, 'runs.csv'), 'utf8');

    expect(rows(grown.folder)).toBe(rows(fixed.folder));
  });

  it('should refuse a measure that the scenario does not have', async () => {
    await expect(study(0.4, { until: { ...until, measure: 'winner_q' } })).rejects.toThrow(
      'the condition "default" has no measure "winner_q" whose interval could be looked at. Did you mean "winner_Q"?',
    );
  });
});

describe('isNarrow', () => {
  const [scenario, condition] = [namingGame(), 'default'];
  const rows = (values: readonly (number | null)[]) =>
    values.map((value, seed) => runRecord({ condition, seed, values: { winner_Q: value } }));
  const ends = (values: readonly (number | null)[]): boolean =>
    isNarrow({ until }, [{ name: condition, scenario }], rows(values));

  it('should be so in every condition, and never without a rule', () => {
    const same = Array.from({ length: 20 }, () => 1);
    const mixed = Array.from({ length: 20 }, (_, at) => at % 2);

    expect([ends(same), ends(mixed)]).toEqual([true, false]);
    expect(isNarrow({}, [{ name: condition, scenario }], rows(same))).toBe(false);
    expect(
      isNarrow(
        { until },
        ['default', 'other'].map((name) => ({ name, scenario })),
        rows(same),
      ),
    ).toBe(false);
  });

  it('should count the runs that have the value alone', () => {
    expect(ends([1, null, null, null, null, null, null, null, null, null])).toBe(false);
  });
});

describe('looksAt', () => {
  it('should be fixed by the rule', () => {
    expect(looksAt({ runs: 40, until })).toEqual([10, 15, 23, 35, 40]);
    expect(looksAt({ runs: 7 })).toEqual([7]);
  });
});
