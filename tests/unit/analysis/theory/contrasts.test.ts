import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateOf, measured, paired, valuesOf, type Values } from '../../../../src/analysis/theory/contrasts.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { runRecord, runsWith, shareOf } from '../../../support/run-records.js';

const chance = () => chancesFrom('contrasts')('test');

/** Values by seed, seeds counted from 1. */
function bySeed(values: readonly number[]): Values {
  return new Map(values.map((value, index) => [index + 1, value]));
}

const halves = fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 1, maxLength: 12 });

describe('valuesOf', () => {
  it('should have one value a seed, and leave out runs in which it is missing or no number', () => {
    const records = [
      ...runsWith('order', [0.5, null, 0]),
      runRecord({ seed: 9, values: { order: 'high' } }),
      runRecord({ seed: 10 }),
    ];

    expect([...valuesOf(records, 'order')]).toEqual([
      [1_000_000, 0.5],
      [1_000_002, 0],
    ]);
  });
});

describe('measured', () => {
  it('should be nothing without runs', () => {
    expect(measured(new Map(), 'share', chance)).toBeNull();
  });

  it("should give a share Wilson's interval, a tie being half a win", () => {
    // Wilson 1927 at 30 of 40: centre (.75 + 1.9600²/80) / (1 + 1.9600²/40) = .7281, half width .1300.
    const share = measured(bySeed([...shareOf(29, 38), 0.5, 0.5]), 'share', chance);

    expect(share?.value).toBe(0.75);
    expect(share?.at95.low).toBeCloseTo(0.5981, 4);
    expect(share?.at95.high).toBeCloseTo(0.8581, 4);
    expect(share).not.toHaveProperty('resampled');
  });

  it('should say of how many runs the interval of a mean was resampled', () => {
    const mean = measured(bySeed([0.1, 0.4, 0.7]), 'mean', chance);

    expect(mean?.value).toBeCloseTo(0.4, 12);
    expect(mean?.resampled).toBe(3);
  });

  it('should have its 90 % interval within its 95 % interval, and its value within both', () => {
    fc.assert(
      fc.property(halves, fc.constantFrom('share' as const, 'mean' as const), (values, functional) => {
        const { value, at90, at95 } = measured(bySeed(values), functional, chance) as never as {
          value: number;
          at90: { low: number; high: number };
          at95: { low: number; high: number };
        };

        expect(at95.low).toBeLessThanOrEqual(at90.low);
        expect(at95.high).toBeGreaterThanOrEqual(at90.high);
        expect(value).toBeGreaterThanOrEqual(at95.low - 1e-12);
        expect(value).toBeLessThanOrEqual(at95.high + 1e-12);
      }),
      { numRuns: 30 },
    );
  });

  it('should be the same each time it is made', () => {
    const values = bySeed([0.1, 0.9, 0.3, 0.4]);

    expect(measured(values, 'mean', chance)).toEqual(measured(values, 'mean', chance));
  });
});

describe('paired', () => {
  it('should be nothing where no seed is in both', () => {
    expect(paired(new Map([[1, 0.5]]), new Map([[2, 0.5]]), { functional: 'mean', chance })).toBeNull();
  });

  it('should compare only the seeds that are in both, whatever their order', () => {
    const together = new Map([
      [1, 1],
      [2, 0],
      [3, 1],
    ]);
    const alone = new Map([
      [3, 0],
      [4, 1],
      [1, 1],
    ]);

    const difference = paired(together, alone, { functional: 'share', chance });

    expect(difference?.n).toBe(2);
    expect(difference?.value).toBe(0.5);
  });

  it('should change its sign when the sides are exchanged', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1)), { minLength: 1, maxLength: 10 }),
        (pairs) => {
          const left = bySeed(pairs.map(([a]) => a));
          const right = bySeed(pairs.map(([, b]) => b));

          const there = paired(left, right, { functional: 'share', chance });
          const back = paired(right, left, { functional: 'share', chance });

          expect(back?.value).toBeCloseTo(-(there?.value ?? Number.NaN), 12);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('should take out what the runs of a seed have in common', () => {
    const common = Array.from({ length: 40 }, (_, index) => index / 40);
    const shifted = common.map((value, index) => value + 0.1 + (index % 2) / 100);

    const difference = paired(bySeed(shifted), bySeed(common), { functional: 'mean', chance });

    // The runs spread over [0, 1], their differences over .01: only the second counts.
    expect(difference?.value).toBeCloseTo(0.105, 12);
    expect((difference?.at95.high ?? 1) - (difference?.at95.low ?? 0)).toBeLessThan(0.005);
  });

  // Newcombe 1998, Statistics in Medicine 17:873, table II, method 10: differences of 10/10 and 0/10, 0/10 and 0/10.
  it.each([
    { together: shareOf(10, 10), low: 0.6075, high: 1 },
    { together: shareOf(0, 10), low: -0.2775, high: 0.2775 },
  ])('should keep a width where all pairs of shares are alike ($low to $high)', ({ together, low, high }) => {
    const difference = paired(bySeed(together), bySeed(shareOf(0, 10)), { functional: 'share', chance });

    expect(difference?.at95.low).toBeCloseTo(low, 4);
    expect(difference?.at95.high).toBeCloseTo(high, 4);
    expect(difference).not.toHaveProperty('resampled');
  });

  it('should say of how many pairs it was resampled where they differ', () => {
    const difference = paired(bySeed([1, 1, 0]), bySeed([0, 1, 0]), { functional: 'share', chance });

    expect(difference?.resampled).toBe(3);
  });
});

describe('estimateOf', () => {
  it('should give the value with its 95 % interval', () => {
    const value = { value: 0.5, at90: { low: 0.45, high: 0.55 }, at95: { low: 0.4, high: 0.6 } };

    expect(estimateOf(value, 12, 'Wilson 95 %')).toEqual({
      value: 0.5,
      low: 0.4,
      high: 0.6,
      n: 12,
      method: 'Wilson 95 %',
    });
  });

  it('should say why there is none', () => {
    expect(estimateOf(null, 0, 'Wilson 95 %')).toMatchObject({
      value: null,
      low: null,
      high: null,
      note: 'no run has it',
    });
  });
});
