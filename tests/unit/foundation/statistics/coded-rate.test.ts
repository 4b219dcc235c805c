import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { codedRate, tQuantile, type CodedRun } from '../../../../src/foundation/statistics/index.js';

const chance = chancesFrom(1)('coding');
const counts = (run: string, ...[things, coded, both, firstOnly, secondOnly, neither]: number[]): CodedRun => ({
  run,
  things: things ?? 0,
  coded: coded ?? 0,
  both: both ?? 0,
  firstOnly: firstOnly ?? 0,
  secondOnly: secondOnly ?? 0,
  neither: neither ?? 0,
});
/** Of 200 things 80 are coded; sensitivity 8 of 10, specificity 18 of 20. */
const partly = [counts('a', 100, 50, 5, 1, 0, 9), counts('b', 100, 30, 3, 1, 2, 9)];

describe('codedRate', () => {
  it('should take out of a rate what the coder misses and makes up', () => {
    const found = codedRate(partly, { chance });

    // (.4 + .9 - 1) / (.8 + .9 - 1).
    expect(found.corrected).toBeCloseTo(0.3 / 0.7, 12);
    expect(found).toMatchObject({ coded: 0.4, sensitivity: 0.8, specificity: 0.9, by: 'by-errors', twice: 30 });
  });

  it('should widen the interval by the error of coding, as Fieller solves it over runs', () => {
    const even = Array.from({ length: 12 }, (_, at) =>
      at % 2 === 0 ? counts(`${at}`, 20, 8, 4, 1, 0, 9) : counts(`${at}`, 20, 12, 5, 1, 1, 4),
    );
    const { interval, codedInterval } = codedRate(even, { chance });
    const truth = { se: 54 / 60, sp: 78 / 90, p: 0.5 };
    const parts = even.map((one) => ({
      p: (one.coded - 0.5 * 20) / 240,
      se: (one.both - truth.se * (one.both + one.secondOnly)) / 60,
      sp: (one.neither - truth.sp * (one.neither + one.firstOnly)) / 90,
    }));
    // At an end of the interval, the ratio's own distance from nought is t standard errors.
    const distance = (ratio: number): number => {
      const above = truth.p + truth.sp - 1 - ratio * (truth.se + truth.sp - 1);
      const squares = parts.reduce((sum, one) => sum + (one.p + one.sp - ratio * (one.se + one.sp)) ** 2, 0);
      return Math.abs(above) / Math.sqrt(squares * (12 / 11));
    };

    for (const end of [interval?.low, interval?.high])
      expect(distance(end as number)).toBeCloseTo(tQuantile(0.975, 11), 8);
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeGreaterThan(
      (codedInterval?.high ?? 0) - (codedInterval?.low ?? 0),
    );
  });

  it('should be the rate by the trusted coder where everything was coded twice, whatever the first is worth', () => {
    const coin = [counts('a', 10, 5, 1, 4, 1, 4), counts('b', 10, 5, 2, 3, 2, 3), counts('c', 10, 5, 1, 4, 2, 3)];
    const found = codedRate(coin, { chance });

    expect(found).toMatchObject({ corrected: 9 / 30, by: 'second-coding', note: null });
    expect(found.interval?.low).toBeGreaterThan(0.1);
    expect(found.interval?.high).toBeLessThan(0.6);
  });

  it('should keep an interval of some width where the trusted coder finds nothing', () => {
    const none = ['a', 'b', 'c', 'd'].map((run) => counts(run, 10, 2, 0, 2, 0, 8));
    const { interval } = codedRate(none, { chance });

    expect(interval?.low).toBe(0);
    // Wilson's upper end of none of 40, with Student's t at 3 degrees of freedom.
    const square = tQuantile(0.975, 3) ** 2;
    expect(interval?.high).toBeCloseTo(square / (40 + square), 12);
  });

  it('should take errors from other codings', () => {
    const once = [counts('a', 100, 50), counts('b', 100, 30)];

    expect(codedRate(once, { chance, errors: partly }).corrected).toBeCloseTo(0.3 / 0.7, 12);
    expect(codedRate(once, { chance })).toMatchObject({ corrected: null, interval: null, by: 'none' });
    expect(codedRate(once, { chance }).note).toBe(
      'nothing was coded twice: the error of coding is not in the interval',
    );
  });

  it.each([
    ['cannot be told whether the coder does better', [counts('a', 20, 9, 2, 1, 1, 1), counts('b', 20, 9, 1, 1, 1, 3)]],
    ['no better than chance', [counts('a', 20, 9, 1, 2, 1, 2), counts('b', 20, 9, 1, 2, 1, 2)]],
    ['what is missed is not known', [counts('a', 20, 9, 0, 2, 0, 2), counts('b', 20, 9, 0, 2, 0, 2)]],
    ['false finds are not known', [counts('a', 20, 9, 2, 0, 2, 0), counts('b', 20, 9, 2, 0, 1, 0)]],
    ['one run', [counts('a', 20, 9, 3, 1, 1, 5)]],
  ])('should say where %s', (says, runs) => {
    const { interval, note } = codedRate(runs, { chance });

    expect(note).toContain(says);
    expect(interval === null || (interval.low === 0 && interval.high === 1)).toBe(true);
  });

  it('should tell how far both agree', () => {
    const { alpha } = codedRate(partly, { chance });

    expect(alpha).toMatchObject({ units: 30, runs: 2 });
    // Observed disagreement 4 of 30; of 60 codes 20 are given: expected 2 × 20 × 40 / (60 × 59).
    expect(alpha?.alpha).toBeCloseTo(1 - 4 / 30 / ((2 * 20 * 40) / (60 * 59)), 12);
    expect(codedRate(partly, { chance, alpha: false }).alpha).toBeNull();
  });

  it.each([
    [[counts('a', 10, 11)], 'counts 10, 11'],
    [[counts('a', 10, 2, 3)], 'counts 10, 2, 3'],
    [[counts('a', 10, 2, 1, 1, 4, 5)], 'counts 10, 2, 1, 1, 4, 5'],
    [[counts('a', 10, 1.5)], 'counts 10, 1.5'],
    [[counts('a', 10), counts('a', 10)], 'comes twice'],
    [[counts('a', 0)], 'nothing was coded'],
  ])('should refuse %j', (runs, says) => expect(() => codedRate(runs, { chance })).toThrow(says));
});
