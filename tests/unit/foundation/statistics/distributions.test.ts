import { describe, expect, it } from 'vitest';
import {
  betaCdf,
  betaQuantile,
  chiSquareTail,
  normalCdf,
  tCdf,
  tQuantile,
} from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear } from '../../../support/statistics-reference/reference.js';

const functions = {
  betaCdf: ([x = 0, a = 0, b = 0]) => betaCdf(x, a, b),
  betaQuantile: ([p = 0, a = 0, b = 0]) => betaQuantile(p, a, b),
  chiSquareTail: ([x = 0, freedom = 0]) => chiSquareTail(x, freedom),
  normalCdf: ([x = 0]) => normalCdf(x),
  tCdf: ([x = 0, freedom = 0]) => tCdf(x, freedom),
  tQuantile: ([p = 0, freedom = 0]) => tQuantile(p, freedom),
} satisfies Record<string, (given: number[]) => number>;

describe('distributions', () => {
  for (const [name, value] of Object.entries(functions)) {
    it.each(casesOf<number[], number>(name))(`should be ${name} of $given as $by gives it`, ({ given, gives }) => {
      expectNear(value(given), gives, 1e-10);
    });
  }

  it('should be quantiles that undo the probabilities', () => {
    for (const p of [0.001, 0.2, 0.5, 0.8, 0.999]) {
      expect(betaCdf(betaQuantile(p, 2.5, 0.7), 2.5, 0.7)).toBeCloseTo(p, 12);
      expect(tCdf(tQuantile(p, 2.2), 2.2)).toBeCloseTo(p, 12);
    }
  });

  it('should have ends', () => {
    expect([betaCdf(0, 2, 3), betaCdf(1, 2, 3), betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1, 0, 1]);
    expect([chiSquareTail(-1, 3), chiSquareTail(0, 3), chiSquareTail(Infinity, 3)]).toEqual([1, 1, 0]);
    expect([normalCdf(-Infinity), normalCdf(Infinity), tCdf(-Infinity, 4), tCdf(Infinity, 4)]).toEqual([0, 1, 0, 1]);
  });

  it('should take Student without end of freedom as normal', () => {
    expect(tQuantile(0.975, Infinity)).toBeCloseTo(1.959963984540054, 12);
    expect(tCdf(1.5, Infinity)).toBe(normalCdf(1.5));
  });
});
