import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, verdictOf, type Demand, type Observation } from '../../../../src/qualification/controls/index.js';

const atLeast: Demand = { name: 'payoffs', measure: 'm', demand: 'at-least', threshold: 0.65, share: true };
const told = { sentence: (effect: number, verdict: string) => `${effect} ${verdict}` };
const observations = (values: readonly number[]): Observation[] =>
  values.map((value, at) => ({ cluster: `c${at}`, value }));

describe('verdictOf', () => {
  it.each([
    ['at-least', 0.7, 0.9, 'pass'],
    ['at-least', 0.65, 0.9, 'pass'],
    ['at-least', 0.6, 0.9, 'inconclusive'],
    ['at-least', 0.4, 0.65, 'inconclusive'],
    ['at-least', 0.4, 0.64, 'fail'],
    ['at-most', 0.4, 0.65, 'pass'],
    ['at-most', 0.6, 0.7, 'inconclusive'],
    ['at-most', 0.66, 0.7, 'fail'],
  ] as const)('should say of a demand of %s .65 and an interval from %f to %f: %s', (demand, low, high, verdict) => {
    expect(verdictOf({ low, high, clusters: 10 }, { demand, threshold: 0.65 })).toBe(verdict);
  });

  it('should decide nothing on fewer than six clusters', () => {
    expect(verdictOf({ low: 1, high: 1, clusters: 5 }, atLeast)).toBe('inconclusive');
    expect(verdictOf({ low: 1, high: 1, clusters: 6 }, atLeast)).toBe('pass');
  });
});

describe('judge', () => {
  it("should give Wilson's interval where every cluster is right, for resampling knows no variation then", () => {
    // 8 of 8: z² = 3.8415, low = 1 / (1 + z² / 8) = .6756 (Wilson 1927).
    const { low, high, verdict } = judge(atLeast, observations(Array(8).fill(1)), told);

    expect([low, high, verdict]).toEqual([expect.closeTo(0.6756, 4), 1, 'pass']);
  });

  it('should not mistake clusters of half-right answers for sure ones', () => {
    const { low, high, verdict } = judge(atLeast, observations(Array(8).fill(0.5)), told);

    expect([low, high, verdict]).toEqual([0.5, 0.5, 'fail']);
  });

  it('should weigh clusters alike, however many questions they have', () => {
    const many = Array.from({ length: 90 }, () => ({ cluster: 'big', value: 0 }));
    const { effect, n, clusters } = judge(atLeast, [...many, { cluster: 'small', value: 1 }], told);

    expect([effect, n, clusters]).toEqual([0.5, 91, 2]);
  });

  it('should not apply where nothing was observed', () => {
    expect(judge(atLeast, [], told)).toMatchObject({ verdict: 'not-applicable', effect: null, n: 0 });
  });

  it('should have the effect within its interval, wherever clusters lie', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 6, maxLength: 40 }), (values) => {
        const { effect, low, high } = judge(atLeast, observations(values), told);
        return Number(low) <= Number(effect) && Number(effect) <= Number(high);
      }),
      { numRuns: 50 },
    );
  });
});
