import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import {
  expectedAbsoluteOrder,
  poissonBinomial,
  smoothedLogit,
  winShares,
} from '../../../../src/foundation/statistics/index.js';

const mixed = [0.1, 0.25, 0.5, 0.5, 0.9, 0.99];
const alike = (n: number, p: number): number[] => new Array<number>(n).fill(p);
const chance = (): ReturnType<ReturnType<typeof chancesFrom>> => chancesFrom(1)('draws');

describe('poissonBinomial', () => {
  it('should be the distribution of the number of successes', () => {
    const mass = poissonBinomial(mixed);

    // scipy 1.17.1, stats.poisson_binom.pmf(k, mixed).
    const expected = [0.00016875, 0.0186375, 0.19523125, 0.402725, 0.29903125, 0.0786375, 0.00556875];
    expect(mass).toHaveLength(7);
    mass.forEach((weight, count) => expect(weight).toBeCloseTo(expected[count] as number, 12));
  });

  it('should be sure of none where nobody draws', () => expect(poissonBinomial([])).toEqual([1]));

  it('should be sure where every draw is', () => expect(poissonBinomial([1, 0, 1])).toEqual([0, 0, 1, 0]));
});

describe('expectedAbsoluteOrder', () => {
  // scipy 1.17.1, sum of stats.binom.pmf(k, n, p) * abs(2 * k / n - 1).
  it.each([
    [1, 0.3, 1],
    [21, 0.5, 0.17619705200195318],
    [24, 0.5, 0.16118025779724138],
    [24, 0.54, 0.17341549897853906],
    [50, 0.9, 0.8],
    [1000, 0.5, 0.02522501817836083],
  ])('should be what %d draws at %d show', (n, p, expected) => {
    expect(expectedAbsoluteOrder(alike(n, p))).toBeCloseTo(expected, 10);
  });

  it('should take every probability for itself', () => {
    // scipy 1.17.1, the same with stats.poisson_binom.
    expect(expectedAbsoluteOrder(mixed)).toBeCloseTo(0.2353416666666667, 12);
  });

  it('should not care which of the options is the first', () => {
    expect(expectedAbsoluteOrder(mixed.map((p) => 1 - p))).toBeCloseTo(expectedAbsoluteOrder(mixed), 12);
  });
});

describe('winShares', () => {
  // scipy 1.17.1, stats.binom.sf(n // 2, n, p), and half of stats.binom.pmf(n / 2, n, p) for even n.
  it.each([
    [2, 0.3, 0.3],
    [21, 0.5, 0.5],
    [24, 0.54, 0.6511707484964955],
    [1000, 0.54, 0.9943494981937657],
  ])('should be exact for two options (%d agents at %d)', (n, p, expected) => {
    const shares = winShares(
      alike(n, p).map((first) => [first, 1 - first]),
      { chance: chance() },
    );

    expect(shares[0]).toBeCloseTo(expected, 10);
    expect(shares[1]).toBeCloseTo(1 - expected, 10);
  });

  it('should take every distribution for itself', () => {
    const shares = winShares(
      mixed.map((p) => [p, 1 - p]),
      { chance: chance() },
    );

    // scipy 1.17.1, from stats.poisson_binom.pmf(k, mixed).
    expect(shares[0]).toBeCloseTo(0.5846, 12);
  });

  it('should draw for three options, ties shared', () => {
    const draws = 20_000;
    const shares = winShares(
      Array.from({ length: 5 }, () => [0.5, 0.3, 0.2]),
      { chance: chance(), draws },
    );

    // scipy 1.17.1, stats.multinomial.pmf over all counts of five agents.
    const expected = [0.6125, 0.25758, 0.12992];
    shares.forEach((share, option) => {
      const p = expected[option] as number;
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / draws));
    });
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
  });

  it('should draw the same from the same stream', () => {
    const distributions = [
      [0.2, 0.3, 0.5],
      [0.1, 0.8, 0.1],
    ];
    const once = winShares(distributions, { chance: chance(), draws: 500 });

    expect(winShares(distributions, { chance: chance(), draws: 500 })).toEqual(once);
  });
});

describe('smoothedLogit', () => {
  it('should be finite where all succeed', () => expect(smoothedLogit(40, 40)).toBeCloseTo(Math.log(81), 12));

  it('should be 0 at half', () => expect(smoothedLogit(20, 40)).toBe(0));

  it('should change its sign with the side', () => {
    expect(smoothedLogit(3, 10)).toBeCloseTo(-smoothedLogit(7, 10), 12);
  });
});
