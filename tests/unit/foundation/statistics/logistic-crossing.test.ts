import { describe, expect, it } from 'vitest';
import { logisticCrossing, logisticRegression, type LevelOfRuns } from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear } from '../../../support/statistics-reference/reference.js';

const levels = (counts: readonly (readonly [number, number, number])[]): readonly LevelOfRuns[] =>
  counts.map(([x, happened, runs]) => ({ x, happened, runs }));

/** The same runs one by one. */
const oneByOne = (given: readonly LevelOfRuns[]) =>
  given.flatMap(({ x, happened, runs }) =>
    Array.from({ length: runs }, (_, at) => ({ run: `${x}.${at}`, value: Number(at < happened), covariates: { x } })),
  );

describe('logisticCrossing', () => {
  it('should be the curve that the general fit with the same penalty finds', () => {
    const given = levels([
      [0.1, 1, 20],
      [0.15, 4, 20],
      [0.2, 12, 20],
      [0.3, 19, 20],
    ]);
    const found = logisticCrossing(given);
    const general = logisticRegression(oneByOne(given), { method: 'firth', intervals: 'wald' });

    expect(found.intercept).toBeCloseTo(general.intercept.estimate, 6);
    expect(found.slope).toBeCloseTo(general.coefficients['x']?.estimate ?? 0, 5);
    expect(found.value).toBeCloseTo(-general.intercept.estimate / (general.coefficients['x']?.estimate ?? 0), 8);
  });

  it('should reach as far to either side where the levels are symmetric about the crossing', () => {
    const { value, interval } = logisticCrossing(
      levels([
        [1, 2, 20],
        [2, 10, 20],
        [3, 18, 20],
      ]),
    );

    expect(value).toBeCloseTo(2, 8);
    expect(interval.high - 2).toBeCloseTo(2 - interval.low, 5);
    expect(interval.high - 2).toBeGreaterThan(0.2);
    expect(interval.high - 2).toBeLessThan(0.6);
  });

  it('should have an interval of some width where one level has it never and the next always', () => {
    const { value, interval } = logisticCrossing(
      levels([
        [3, 0, 20],
        [4, 20, 20],
      ]),
    );

    expect(value).toBeCloseTo(3.5, 6);
    expect(interval.low).toBeLessThan(3.3);
    expect(interval.high).toBeGreaterThan(3.7);
  });

  it('should not depend on the unit of what is varied', () => {
    const counts = [
      [1, 1, 10],
      [2, 4, 10],
      [4, 10, 10],
    ] as const;
    const one = logisticCrossing(levels(counts));
    const other = logisticCrossing(levels(counts.map(([x, happened, runs]) => [x * 1000 + 7, happened, runs])));

    expect(other.value).toBeCloseTo(one.value * 1000 + 7, 4);
    expect(other.slope * 1000).toBeCloseTo(one.slope, 6);
    expect(other.interval.high).toBeCloseTo(one.interval.high * 1000 + 7, 2);
  });

  it('should bound nothing where the curve falls, nor far beyond levels that hardly differ', () => {
    const falling = logisticCrossing(
      levels([
        [1, 9, 10],
        [2, 1, 10],
      ]),
    );
    const flat = logisticCrossing(
      levels([
        [1, 4, 10],
        [2, 5, 10],
      ]),
    );

    expect(falling.slope).toBeLessThan(0);
    expect(falling.interval).toEqual({ low: -Infinity, high: Infinity });
    expect(flat.interval.low === -Infinity || flat.interval.high === Infinity).toBe(true);
  });
});

interface Crossing {
  readonly intercept: number;
  readonly slope: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

describe('logisticCrossing beside another optimiser', () => {
  it.each(casesOf<LevelOfRuns[], Crossing>('logisticCrossing'))(
    'should place one half, with its interval, as $by does',
    ({ given, gives }) => {
      const { intercept, slope, value, interval } = logisticCrossing(given);

      expectNear(intercept, gives.intercept, 1e-5);
      expectNear(slope, gives.slope, 1e-5);
      expectNear(value, gives.value, 1e-6);
      expectNear(interval.low, gives.low, 1e-5);
      expectNear(interval.high, gives.high, 1e-5);
    },
  );
});
