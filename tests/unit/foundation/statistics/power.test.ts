import { describe, expect, it } from 'vitest';
import {
  powerOfEquivalence,
  powerOfPairs,
  powerOfShares,
  runsForEquivalence,
  runsForPairs,
  runsForShares,
} from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear } from '../../../support/statistics-reference/reference.js';

type Four = [number, number, number, number];

describe('power', () => {
  it.each(casesOf<Four, number>('powerOfShares'))('should be of shares $given what $by gives', ({ given, gives }) => {
    const [a, b, runs, alpha] = given;

    expectNear(powerOfShares([a, b], runs, { alpha }), gives, 1e-9);
  });

  it.each(casesOf<Four, number>('powerOfPairs'))('should be of pairs $given what $by gives', ({ given, gives }) => {
    const [effect, pairs, alpha] = given;

    expectNear(powerOfPairs(effect, pairs, { alpha }), gives, 1e-8);
  });

  it.each(casesOf<Four, number>('powerOfEquivalence'))(
    'should be of equivalence $given what $by gives',
    ({ given: [effect, margin, pairs, alpha], gives }) => {
      expect(powerOfEquivalence({ effect, margin }, pairs, { alpha })).toBeCloseTo(gives, 8);
    },
  );

  it('should be alpha where there is nothing to find', () => {
    expect(powerOfShares([0.3, 0.3], 50)).toBeCloseTo(0.05, 10);
    expect(powerOfPairs(0, 12)).toBeCloseTo(0.05, 8);
  });

  it('should know shares that are certain', () => {
    expect(powerOfShares([1, 0], 10)).toBe(1);
    expect(powerOfShares([1, 1], 10)).toBe(0);
  });
});

describe('runs for a power', () => {
  it.each([
    [runsForShares([0.5, 0.65]), (n: number) => powerOfShares([0.5, 0.65], n)],
    [runsForPairs(0.5), (n: number) => powerOfPairs(0.5, n)],
    [
      runsForEquivalence({ effect: 0.1, margin: 0.5 }),
      (n: number) => powerOfEquivalence({ effect: 0.1, margin: 0.5 }, n),
    ],
  ])('should be the fewest that reach it: %j', ({ runs, power }, powerOf) => {
    expect(power).toBeGreaterThanOrEqual(0.8);
    expect(power).toBe(powerOf(runs));
    expect(powerOf(runs - 1)).toBeLessThan(0.8);
  });

  it('should be 34 pairs for a difference of half a standard deviation, as tables have it', () => {
    expect(runsForPairs(0.5).runs).toBe(34);
    expect(runsForPairs(0.5, 0.9).runs).toBe(44);
  });

  it('should refuse what no number of runs can find', () => {
    expect(() => runsForEquivalence({ effect: 0.5, margin: 0.5 })).toThrow('is not within a margin of 0.5');
    expect(() => runsForPairs(0)).toThrow('more than 10000000 runs are needed');
    expect(() => runsForPairs(0.5, 1)).toThrow('power 1');
  });
});
