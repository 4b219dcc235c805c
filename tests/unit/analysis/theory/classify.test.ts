import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  against,
  changedBy,
  classOfChoice,
  classOfOrder,
  type Measured,
} from '../../../../src/analysis/theory/classify.js';

const MARGIN = 0.05;

/** A value with an interval of this half width at 95 %, and one a fifth narrower at 90 %. */
function measured(value: number, half: number, more: Partial<Measured> = {}): Measured {
  const around = (width: number): Measured['at90'] => ({ low: value - width, high: value + width });
  return { value, at90: around(half * 0.8), at95: around(half), ...more };
}

describe('against', () => {
  it('should be equivalent where the 90 % interval lies within the margin', () => {
    expect(against(measured(0.61, 0.045), 0.6, MARGIN)).toBe('equivalent');
  });

  it('should be different where the 95 % interval excludes the reference and the 90 % one leaves the margin', () => {
    expect(against(measured(0.7, 0.06), 0.6, MARGIN)).toBe('different');
    expect(against(measured(0.5, 0.06), 0.6, MARGIN)).toBe('different');
  });

  it('should be inconclusive where neither holds', () => {
    expect(against(measured(0.7, 0.12), 0.6, MARGIN)).toBe('inconclusive');
  });

  it('should call a small difference equivalent although its interval excludes the reference', () => {
    expect(against(measured(0.62, 0.01), 0.6, MARGIN)).toBe('equivalent');
  });

  it('should not decide by the resampling of fewer than six runs, however narrow the interval is', () => {
    expect(against(measured(0.9, 0, { resampled: 5 }), 0.6, MARGIN)).toBe('inconclusive');
    expect(against(measured(0.6, 0, { resampled: 5 }), 0.6, MARGIN)).toBe('inconclusive');
    expect(against(measured(0.9, 0, { resampled: 6 }), 0.6, MARGIN)).toBe('different');
  });
});

describe('the class of a choice', () => {
  // Every row of the table in classify.ts, worked by hand: [prior, outcome, half width, class].
  const rows = [
    // any prior, equivalent to it
    [0.5, 0.5, 0.04, 'unchanged'],
    [0.8, 0.81, 0.04, 'unchanged'],
    // any prior, not decided
    [0.5, 0.55, 0.2, 'inconclusive'],
    [0.8, 0.7, 0.15, 'inconclusive'],
    // a neutral prior (within the margin of .5), different
    [0.5, 0.9, 0.05, 'induced'],
    [0.54, 0.9, 0.05, 'induced'],
    [0.46, 0.1, 0.05, 'induced'],
    // a prior that favours the option, above it
    [0.7, 0.95, 0.04, 'amplified'],
    // below it, the whole interval on the other side of neutral
    [0.7, 0.2, 0.1, 'reversed'],
    // below it, but not by its interval below neutral
    [0.7, 0.55, 0.08, 'damped'],
    [0.7, 0.45, 0.08, 'damped'],
  ] as const;

  for (const [prior, value, half, expected] of rows) {
    it(`should be ${expected} where alone is ${prior} and together ${value} ± ${half}`, () => {
      const outcome = measured(value, half);

      expect(classOfChoice({ prior, outcome, neutral: 0.5, margin: MARGIN })).toBe(expected);
    });
  }

  it('should be damped, and not reversed, where the interval ends at the neutral point', () => {
    const outcome: Measured = { value: 0.45, at90: { low: 0.41, high: 0.49 }, at95: { low: 0.4, high: 0.5 } };

    expect(classOfChoice({ prior: 0.8, outcome, neutral: 0.5, margin: MARGIN })).toBe('damped');
  });

  it('should take a prior at the margin for neutral', () => {
    const outcome = measured(0.1, 0.02);

    expect(classOfChoice({ prior: 0.75, outcome, neutral: 0.5, margin: 0.25 })).toBe('induced');
    expect(classOfChoice({ prior: 0.76, outcome, neutral: 0.5, margin: 0.25 })).toBe('reversed');
  });

  it('should have its neutral point where there are ten options', () => {
    const outcome = measured(0.6, 0.05);

    expect(classOfChoice({ prior: 0.12, outcome, neutral: 0.1, margin: MARGIN })).toBe('induced');
    expect(classOfChoice({ prior: 0.3, outcome, neutral: 0.1, margin: MARGIN })).toBe('amplified');
  });

  it('should decide nothing from an interval that covers everything', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (prior, value) => {
          const outcome: Measured = { value, at90: { low: 0, high: 1 }, at95: { low: 0, high: 1 } };

          expect(classOfChoice({ prior, outcome, neutral: 0.5, margin: MARGIN })).toBe('inconclusive');
        },
      ),
    );
  });
});

describe('the class of order', () => {
  // Every row of the table in classify.ts: [even prior, order, half width, class]; the neutral point is .18.
  const rows = [
    [true, 0.19, 0.04, 'no-order'],
    [false, 0.19, 0.04, 'no-order'],
    [true, 0.3, 0.2, 'inconclusive'],
    [false, 0.3, 0.2, 'inconclusive'],
    [true, 0.9, 0.05, 'induced'],
    [false, 0.9, 0.05, 'amplified'],
    [true, 0.02, 0.02, 'damped'],
    [false, 0.02, 0.02, 'damped'],
  ] as const;

  for (const [evenPrior, value, half, expected] of rows) {
    it(`should be ${expected} where order is ${value} ± ${half} and the prior is ${evenPrior ? 'even' : 'uneven'}`, () => {
      const outcome = measured(value, half);

      expect(classOfOrder({ evenPrior, outcome, neutral: 0.18, margin: MARGIN })).toBe(expected);
    });
  }
});

describe('whether the meeting changed it', () => {
  it('should be no where the difference fits into the margin', () => {
    expect(changedBy(measured(0.01, 0.03), MARGIN)).toBe('no');
  });

  it('should be yes where the difference excludes 0', () => {
    expect(changedBy(measured(-0.3, 0.1), MARGIN)).toBe('yes');
  });

  it('should be inconclusive where neither holds, and where nothing was compared', () => {
    expect(changedBy(measured(0.1, 0.2), MARGIN)).toBe('inconclusive');
    expect(changedBy(null, MARGIN)).toBe('inconclusive');
  });

  it('should not depend on the sign of the difference', () => {
    const sizes = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(sizes, sizes, (value, half) => {
        expect(changedBy(measured(-value, half), MARGIN)).toBe(changedBy(measured(value, half), MARGIN));
      }),
    );
  });
});
