import { describe, expect, it } from 'vitest';
import { lookAt, looksOf, wilson } from '../../../../src/foundation/statistics/index.js';
import { UntilWidth } from '../../../../src/spec/index.js';
import { runsOf } from '../../../support/statistics-reference/reference.js';

const rule = (changes: Partial<UntilWidth> = {}): UntilWidth =>
  UntilWidth.parse({ kind: 'until-width', of: 'mean', width: 1, atMost: 100, ...changes });

/** As many values, half of them one below 0 and half above. */
const alternating = (n: number): number[] => Array.from({ length: n }, (_, at) => (at % 2 === 0 ? -1 : 1));

describe('looksOf', () => {
  it('should give the numbers of runs at which it looks, the last of them what it may make', () => {
    expect(looksOf(rule())).toEqual([20, 30, 45, 68, 100]);
    expect(looksOf(rule({ atLeast: 10, atMost: 10 }))).toEqual([10]);
    expect(looksOf(rule({ atLeast: 10, atMost: 25, growth: 2 }))).toEqual([10, 20, 25]);
  });
});

describe('lookAt', () => {
  it('should not look between looks', () => {
    expect(lookAt(rule({ width: 100 }), runsOf(alternating(19)))).toEqual({
      runs: 19,
      value: null,
      interval: null,
      stop: null,
      next: 20,
    });
    expect(lookAt(rule({ width: 100 }), runsOf(alternating(21))).next).toBe(30);
  });

  it('should stop where the interval is narrow enough, and not before', () => {
    // ± 2.093024 × 1.025978 / √20, Student's t at 19 degrees of freedom.
    const half = (2.0930240544082634 * Math.sqrt(20 / 19)) / Math.sqrt(20);
    const found = lookAt(rule({ width: 2 * half + 1e-9 }), runsOf(alternating(20)));

    expect(found).toMatchObject({ runs: 20, value: 0, stop: 'narrow', next: null });
    expect(found.interval?.high).toBeCloseTo(half, 10);
    expect(lookAt(rule({ width: 2 * half - 1e-9 }), runsOf(alternating(20)))).toMatchObject({ stop: null, next: 30 });
  });

  it("should take Wilson's interval of shares", () => {
    const values = Array.from({ length: 20 }, (_, at) => Number(at < 7));

    expect(lookAt(rule({ of: 'share' }), runsOf(values)).interval).toEqual(wilson(7, 20));
  });

  it('should stop with what it may make, wide or not', () => {
    expect(lookAt(rule({ width: 0.001 }), runsOf(alternating(100)))).toMatchObject({ stop: 'at-most', next: null });
  });

  it('should take a last look where the budget has ended', () => {
    const found = lookAt(rule({ width: 0.001 }), runsOf(alternating(33)), { budgetEnded: true });

    expect(found).toMatchObject({ runs: 33, value: expect.closeTo(-1 / 33, 10), stop: 'budget', next: null });
    expect(lookAt(rule(), [], { budgetEnded: true })).toMatchObject({ runs: 0, value: null, stop: 'budget' });
  });

  it('should not call fewer runs than the least narrow, though the budget has ended', () => {
    expect(lookAt(rule({ width: 100 }), runsOf(alternating(12)), { budgetEnded: true }).stop).toBe('budget');
  });

  it('should refuse a rule that looks before ten runs, or that cannot be kept', () => {
    expect(() => rule({ atLeast: 5 })).toThrow('>=10');
    expect(() => rule({ atLeast: 30, atMost: 20 })).toThrow('atLeast is above atMost');
  });
});
