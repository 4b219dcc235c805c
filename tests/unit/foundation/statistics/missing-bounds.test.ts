import { describe, expect, it } from 'vitest';
import { boundsWithMissing, differenceBounds } from '../../../../src/foundation/statistics/index.js';

const share = { low: 0, high: 1 };

describe('boundsWithMissing', () => {
  it('should put what is missing at either end of the range', () => {
    const runs = [
      { run: 'a', mean: 1 },
      { run: 'b', mean: 0.5 },
      { run: 'c', mean: null },
      { run: 'd', mean: 1 },
    ];
    const found = boundsWithMissing(runs, share);

    expect(found).toMatchObject({ bounds: { low: 0.625, high: 0.875 }, runs: 4, missingRuns: 1, made: 3, missing: 1 });
    expect(found.value).toBeCloseTo(2.5 / 3, 12);
  });

  it('should count decisions within a run the same, and runs the same', () => {
    const runs = [
      { run: 'a', mean: 0.75, made: 8, missing: 2 },
      { run: 'b', mean: 1, made: 1, missing: 0 },
    ];

    // a: 6 of 10 at least and 8 of 10 at most; b: 1.
    expect(boundsWithMissing(runs, share).bounds).toEqual({ low: 0.8, high: 0.9 });
    expect(boundsWithMissing(runs, share).value).toBe(0.875);
  });

  it('should be the mean itself where nothing is missing', () => {
    const runs = [1, 3, 5].map((mean, at) => ({ run: `${at}`, mean }));
    const found = boundsWithMissing(runs, { low: 1, high: 7 });

    expect(found.bounds).toEqual({ low: 3, high: 3 });
    // Student's: 4.302653 (.95 / √.04875 with two degrees of freedom) × 2 / √3, cut off at the range.
    expect(found.interval).toEqual({ low: 1, high: 7 });
    expect(boundsWithMissing(runs, { low: -9, high: 9 }).interval?.high).toBeCloseTo(
      3 + ((0.95 / Math.sqrt(0.04875)) * 2) / Math.sqrt(3),
      10,
    );
  });

  it('should be the whole range where all is missing', () => {
    expect(boundsWithMissing([{ run: 'a', mean: null }], { low: -2, high: 2 })).toEqual({
      value: null,
      bounds: { low: -2, high: 2 },
      interval: null,
      runs: 1,
      missingRuns: 1,
      made: 0,
      missing: 1,
    });
  });

  it.each([
    [[{ run: 'a', mean: 2 }], 'run a has the value 2; expected from 0 to 1'],
    [[{ run: 'a', mean: null, made: 3 }], 'with the value null'],
    [[{ run: 'a', mean: 1, made: 0, missing: 3 }], 'a value exactly where one was made'],
    [
      [
        { run: 'a', mean: 1 },
        { run: 'a', mean: 0 },
      ],
      'run a comes twice',
    ],
    [[], 'there are no runs'],
  ])('should refuse %j', (runs, says) => expect(() => boundsWithMissing(runs, share)).toThrow(says));
});

describe('differenceBounds', () => {
  it('should be as wide as both together', () => {
    const a = boundsWithMissing([{ run: 'a', mean: 0.5, made: 2, missing: 2 }], share);
    const b = boundsWithMissing([{ run: 'b', mean: 0, made: 3, missing: 1 }], share);

    expect(differenceBounds(a, b)).toEqual({ low: 0, high: 0.75 });
  });
});
