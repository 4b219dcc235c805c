import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../src/foundation/random/index.js';
import {
  bootstrapMean,
  equivalence,
  expectedAbsoluteOrder,
  FEWEST_RUNS,
  mean,
  newcombe,
  poissonBinomial,
  quantile,
  runsNeeded,
  varianceReduction,
  wilson,
  winShares,
} from '../../src/foundation/statistics/index.js';

const share = fc.integer({ min: 1, max: 500 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('wilson', () => {
  it('should hold the share, within 0 and 1, and be narrower at a lower level', () => {
    fc.assert(
      fc.property(share, ([successes, n]) => {
        const [at90, at95] = [wilson(successes, n, 0.9), wilson(successes, n)];
        const inOrder = [0, at95.low, at90.low, successes / n, at90.high, at95.high, 1];

        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
        expect(at95.high).toBeGreaterThan(at95.low);
      }),
    );
  });

  it('should be the mirror image for the failures', () => {
    fc.assert(
      fc.property(share, ([successes, n]) => {
        const [one, other] = [wilson(successes, n), wilson(n - successes, n)];

        expect(one.low).toBeCloseTo(1 - other.high, 12);
        expect(one.high).toBeCloseTo(1 - other.low, 12);
      }),
    );
  });
});

describe('newcombe', () => {
  it('should hold the difference, within -1 and 1', () => {
    fc.assert(
      fc.property(share, share, ([a, n], [b, m]) => {
        const { low, high } = newcombe({ successes: a, n }, { successes: b, n: m });
        const inOrder = [-1 - 1e-12, low, a / n - b / m, high, 1 + 1e-12];

        expect(inOrder).toEqual(inOrder.toSorted((x, y) => x - y));
        expect(high).toBeGreaterThan(low);
      }),
    );
  });
});

describe('quantile', () => {
  it('should lie between the values, and never fall when the probability grows', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, chance, chance, (given, a, b) => {
        const [low, high] = [quantile(given, Math.min(a, b)), quantile(given, Math.max(a, b))];

        expect(low).toBeGreaterThanOrEqual(Math.min(...given));
        expect(high).toBeLessThanOrEqual(Math.max(...given));
        // Interpolation rounds in the last digit.
        expect(high - low).toBeGreaterThanOrEqual(-1e-9);
      }),
    );
  });
});

describe('bootstrapMean', () => {
  it('should stay within the values, and not depend on where 0 is', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -1000, max: 1000 }), (given, shift) => {
        const interval = (list: readonly number[]): { low: number; high: number } =>
          bootstrapMean(list, { chance: chancesFrom(1)('shift'), resamples: 200 });
        const [here, there] = [interval(given), interval(given.map((value) => value + shift))];

        expect(here.low).toBeGreaterThanOrEqual(Math.min(...given) - 1e-9);
        expect(here.high).toBeLessThanOrEqual(Math.max(...given) + 1e-9);
        expect(there.low).toBeCloseTo(here.low + shift, 8);
        expect(there.high).toBeCloseTo(here.high + shift, 8);
      }),
    );
  });
});

describe('independent draws', () => {
  it('should have a distribution that sums to 1 with the right mean and variance', () => {
    fc.assert(
      fc.property(probabilities, (given) => {
        const mass = poissonBinomial(given);
        const moment = (of: (count: number) => number): number =>
          mass.reduce((sum, weight, count) => sum + weight * of(count), 0);
        const centre = given.reduce((sum, p) => sum + p, 0);

        expect(moment(() => 1)).toBeCloseTo(1, 10);
        expect(moment((count) => count)).toBeCloseTo(centre, 9);
        expect(moment((count) => (count - centre) ** 2)).toBeCloseTo(
          given.reduce((sum, p) => sum + p * (1 - p), 0),
          8,
        );
      }),
    );
  });

  it('should show an order between that of their mean and 1', () => {
    fc.assert(
      fc.property(probabilities, (given) => {
        const order = expectedAbsoluteOrder(given);

        // |E m| ≤ E|m| (Jensen).
        expect(order).toBeGreaterThanOrEqual(Math.abs(2 * mean(given) - 1) - 1e-10);
        expect(order).toBeLessThanOrEqual(1 + 1e-10);
      }),
    );
  });

  it('should win together as often as there are draws, and in turn when options change places', () => {
    fc.assert(
      fc.property(probabilities, (given) => {
        const how = { chance: chancesFrom(1)('wins') };
        const shares = winShares(
          given.map((p) => [p, 1 - p]),
          how,
        );
        const mirrored = winShares(
          given.map((p) => [1 - p, p]),
          how,
        );

        expect((shares[0] as number) + (shares[1] as number)).toBeCloseTo(1, 10);
        expect(mirrored[0]).toBeCloseTo(shares[1] as number, 10);
      }),
    );
  });
});

describe('equivalence and runsNeeded', () => {
  // scipy 1.17.1, stats.norm.ppf of .975 and .95.
  const WIDER = 1.959963984540054 / 1.6448536269514722;
  const around = (difference: number, half: number): { low: number; high: number } => ({
    low: difference - half,
    high: difference + half,
  });
  const verdict = (difference: number, half: number, margin: number): string =>
    equivalence({ at90: around(difference, half), at95: around(difference, half * WIDER) }, margin);
  const open = fc
    .record({
      difference: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
      half: fc.double({ min: 0.001, max: 0.6, noNaN: true }),
      margin: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
      n: fc.integer({ min: 1, max: 2000 }),
    })
    .filter(({ difference, half, margin }) => verdict(difference, half, margin) === 'inconclusive');

  it('should agree: with so many runs an interval of the same centre decides', () => {
    fc.assert(
      fc.property(open, ({ difference, half, margin, n }) => {
        const needed = runsNeeded({ difference, half, n }, margin);
        // Rounding up to two digits leaves room, but where the number is round already.
        const shrunk = half * Math.sqrt(n / (needed * 1.000001));

        expect(Number.isSafeInteger(needed)).toBe(true);
        expect(needed).toBeGreaterThanOrEqual(Math.max(n + 1, FEWEST_RUNS));
        expect(verdict(difference, shrunk, margin)).not.toBe('inconclusive');
      }),
    );
  });

  it('should ask for no more than that, but for the rounding', () => {
    fc.assert(
      fc.property(open, ({ difference, half, margin, n }) => {
        const needed = runsNeeded({ difference, half, n }, margin);
        // Two digits round up by a tenth at most.
        const fewer = Math.floor(needed / 1.1001);
        fc.pre(fewer >= n + 1 && needed > 1.2 * FEWEST_RUNS && needed > 10);

        expect(verdict(difference, half * Math.sqrt(n / fewer), margin)).toBe('inconclusive');
      }),
    );
  });

  it('should not care on which side the difference is', () => {
    fc.assert(
      fc.property(open, ({ difference, half, margin, n }) => {
        expect(verdict(-difference, half, margin)).toBe('inconclusive');
        expect(runsNeeded({ difference: -difference, half, n }, margin)).toBe(
          runsNeeded({ difference, half, n }, margin),
        );
      }),
    );
  });
});

describe('varianceReduction', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 })), {
    maxLength: 30,
  });

  it('should keep within its bounds, and its parts agree with each other', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const found = varianceReduction(given);
        const { independent, paired, ratio, share: taken } = found ?? { independent: 1, paired: 1, ratio: 1, share: 0 };

        expect(found === null).toBe(new Set(given.map(String)).size < 2);
        expect(Math.abs(taken)).toBeLessThanOrEqual(1);
        expect(paired / independent).toBeCloseTo(1 - taken, 9);
        expect(ratio === null ? paired : ratio * paired - independent).toBeCloseTo(0, 6);
        expect(paired).toBeLessThanOrEqual(2 * independent + 1e-6);
      }),
    );
  });

  it('should be the same with the sides exchanged, and wherever the two sides lie', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: -500, max: 500 }), (given, shift) => {
        const found = varianceReduction(given);
        const exchanged = varianceReduction(given.map(([x, y]) => [y, x + shift] as const));

        expect(exchanged === null).toBe(found === null);
        expect(exchanged?.share ?? 0).toBeCloseTo(found?.share ?? 0, 9);
        expect(exchanged?.correlation ?? 0).toBeCloseTo(found?.correlation ?? 0, 9);
      }),
    );
  });
});
