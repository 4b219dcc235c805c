import { describe, expect, it } from 'vitest';
import { correctedShare, type CheckedRun } from '../../../../src/foundation/statistics/index.js';
import { runsOf } from '../../../support/statistics-reference/reference.js';

/** Twenty runs, half the things of each coded. */
const half = runsOf(Array.from({ length: 20 }, (_, at) => 0.5 + (at % 2 === 0 ? 0.1 : -0.1)));
const checkedRuns = (sensitivity: number, specificity: number, runs = 10): CheckedRun[] =>
  Array.from({ length: runs }, (_, at) => ({
    run: `checked-${at}`,
    positives: 10,
    truePositives: sensitivity * 10,
    negatives: 10,
    trueNegatives: specificity * 10,
  }));

describe('correctedShare', () => {
  it('should take out what the coder misses and makes up', () => {
    const found = correctedShare(half, checkedRuns(0.8, 0.9));

    // (.5 + .9 - 1) / (.8 + .9 - 1).
    expect(found.share).toBeCloseTo(0.4 / 0.7, 12);
    expect(found).toMatchObject({ sensitivity: 0.8, specificity: 0.9, runs: 20, checkedRuns: 10, note: null });
    expect(found.coded).toBeCloseTo(0.5, 12);
  });

  it('should carry the error of runs and of both rates into the interval', () => {
    const { share, interval } = correctedShare(half, checkedRuns(0.8, 0.9));
    const [p, se, sp] = [0.4 / 0.7, 81 / 102, 91 / 102];
    const rates = p ** 2 * ((se * (1 - se)) / 100) + (1 - p) ** 2 * ((sp * (1 - sp)) / 100);
    // Student's t at 19 degrees of freedom for the runs, the normal quantile for the rates.
    const runs = 2.0930240544082634 ** 2 * ((0.01 * 20) / 19 / 20);
    const expected = Math.sqrt(runs + 1.959963984540054 ** 2 * rates) / 0.7;

    expect((interval?.high as number) - (share as number)).toBeCloseTo(expected, 10);
    expect((share as number) - (interval?.low as number)).toBeCloseTo(expected, 10);
  });

  it('should be wider where less was checked, and where checked runs differ', () => {
    const width = (checked: CheckedRun[]): number => {
      const { low = 0, high = 0 } = correctedShare(half, checked).interval ?? {};
      return high - low;
    };
    const uneven = checkedRuns(0.8, 0.9).map((run, at) => ({ ...run, truePositives: at % 2 === 0 ? 10 : 6 }));

    expect(width(checkedRuns(0.8, 0.9, 3))).toBeGreaterThan(width(checkedRuns(0.8, 0.9)));
    expect(width(uneven)).toBeGreaterThan(width(checkedRuns(0.8, 0.9)));
    expect(width(checkedRuns(1, 1))).toBeGreaterThan(0);
  });

  it('should take the variance of a rate between runs where that is the larger', () => {
    const uneven = checkedRuns(0.8, 1).map((run, at) => ({ ...run, truePositives: at % 2 === 0 ? 10 : 6 }));
    const { share, interval } = correctedShare(half, uneven);
    // Ten runs, each 2 of 10 off; of specificity the binomial with a success and a failure added.
    const [p, sensitivity, specificity] = [
      0.5 / 0.8,
      (10 / 9) * ((10 * 2 ** 2) / 100 ** 2),
      ((101 / 102) * (1 / 102)) / 100,
    ];
    const runs = 2.0930240544082634 ** 2 * ((0.01 * 20) / 19 / 20);
    const errors = 1.959963984540054 ** 2 * (p ** 2 * sensitivity + (1 - p) ** 2 * specificity);

    expect((interval?.high as number) - (share as number)).toBeCloseTo(Math.sqrt(runs + errors) / 0.8, 10);
  });

  it('should leave an estimate outside of 0 to 1 as it is, and keep the interval within', () => {
    const found = correctedShare(runsOf([0, 0.02, 0]), checkedRuns(0.9, 0.9));

    expect(found.share).toBeLessThan(0);
    expect(found.interval?.low).toBe(0);
  });

  it('should correct nothing by a coder who does no better than chance', () => {
    expect(correctedShare(half, checkedRuns(0.5, 0.5))).toMatchObject({ share: null, interval: null });
    expect(correctedShare(half, checkedRuns(0.5, 0.5)).note).toContain('no better than chance');
  });

  it('should have no interval from one run', () => {
    expect(correctedShare(runsOf([0.5]), checkedRuns(0.8, 0.9))).toMatchObject({ interval: null });
  });

  const [one] = checkedRuns(0.8, 0.9) as [CheckedRun];

  it.each([
    [[{ ...one, truePositives: 11 }], '11 of 10 things with the code were coded right'],
    [[{ ...one, negatives: 0, trueNegatives: 0 }], 'no thing without the code was checked'],
    [[one, one], 'run checked-0 comes twice'],
  ])('should refuse %j', (checked, says) => expect(() => correctedShare(half, checked)).toThrow(says));

  it('should refuse what is no share', () => {
    expect(() => correctedShare(runsOf([1.2]), [one])).toThrow('run run-0 has the share 1.2');
  });
});
