import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../src/foundation/random/index.js';
import {
  coverage,
  dispersion,
  gaussianKl,
  hullVolume,
  pairwiseDistances,
  referencePoints,
  reliability,
} from '../../src/persona/measuring/index.js';
import type { AnswerTable } from '../../src/spec/index.js';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const likert = fc.integer({ min: 0, max: 4 }).map((answer) => answer / 4);

/** People on two to four axes, anywhere or on a Likert grid. */
const population = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.boolean())
  .chain(([axes, onGrid]) =>
    fc.array(fc.array(onGrid ? likert : unit, { minLength: axes, maxLength: axes }), { minLength: 1, maxLength: 18 }),
  );

const axesOf = (points: number[][]): number => points[0]?.length as number;
const swapped = (points: number[][]): number[][] => points.map((point) => point.toReversed());
const mirrored = (points: number[][]): number[][] => points.map(([first = 0, ...rest]) => [1 - first, ...rest]);

/** Reference points that stay the same set when axes are exchanged or one is mirrored. */
function places(axes: number) {
  const all = Array.from({ length: 7 ** axes }, (_, at) =>
    Array.from({ length: axes }, (_, axis) => ((Math.floor(at / 7 ** axis) % 7) + 0.5) / 7),
  );
  return { count: all.length, axes, coordinates: Float64Array.from(all.flat()) };
}

describe('the measures of diversity', () => {
  it('should not change when axes are exchanged or mirrored, nor with the order of people', () => {
    fc.assert(
      fc.property(population, (points) => {
        const how = { radius: 0.2718281828, reference: places(axesOf(points)) };
        const measured = (of: number[][]) => {
          const hull = hullVolume(of);
          return {
            values: [
              coverage(of, how),
              hull.volume,
              pairwiseDistances(of).min,
              pairwiseDistances(of).mean,
              gaussianKl(of),
            ],
            slack: [0, 2 * hull.errorBound + 1e-12, 1e-12, 1e-12, 1e-6],
          };
        };
        const before = measured(points);

        for (const other of [swapped(points), mirrored(points), points.toReversed()]) {
          const after = measured(other);
          after.values.forEach((value, at) => {
            expect(Math.abs(value - (before.values[at] as number))).toBeLessThanOrEqual(before.slack[at] as number);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('should find the same largest empty ball when axes are exchanged or mirrored', () => {
    fc.assert(
      fc.property(population, (points) => {
        const before = dispersion(points);

        for (const other of [swapped(points), mirrored(points)]) {
          const after = dispersion(other);
          expect(Math.abs(after.radius - before.radius)).toBeLessThanOrEqual(
            before.errorBound + after.errorBound + 1e-9,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('should not be changed by copies, where they measure a set; and copies have no distance', () => {
    fc.assert(
      fc.property(population, (points) => {
        const how = { radius: 0.3, reference: places(axesOf(points)) };
        const doubled = [...points, ...points];

        expect(coverage(doubled, how)).toBe(coverage(points, how));
        expect(hullVolume(doubled).volume).toBeCloseTo(hullVolume(points).volume, 12);
        expect(dispersion(doubled).radius).toBeCloseTo(dispersion(points).radius, 5);
        expect(pairwiseDistances(doubled).min).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('should not fall with one person more (coverage, hull), nor rise (dispersion)', () => {
    fc.assert(
      fc.property(population, (points) => {
        const fewer = points.length > 1 ? points.slice(1) : points;
        const how = { radius: 0.3, reference: places(axesOf(points)) };

        expect(coverage(points, how)).toBeGreaterThanOrEqual(coverage(fewer, how));
        expect(hullVolume(points).volume).toBeGreaterThanOrEqual(
          hullVolume(fewer).volume - hullVolume(points).errorBound,
        );
        expect(dispersion(points).radius).toBeLessThanOrEqual(dispersion(fewer).radius + 1e-5);
      }),
      { numRuns: 40 },
    );
  });

  it('should lie in their ranges', () => {
    fc.assert(
      fc.property(population, (points) => {
        const axes = axesOf(points);
        const reference = referencePoints({ axes, count: 200, chance: chancesFrom(1)('places') });

        expect(coverage(points, { radius: 0.3, reference })).toBeLessThanOrEqual(1);
        expect(hullVolume(points).volume).toBeLessThanOrEqual(1 + 1e-9);
        expect(dispersion(points).radius).toBeLessThanOrEqual(Math.sqrt(axes));
        expect(gaussianKl(points)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('reliability', () => {
  it('should be at most 1, and the same when every axis is turned round', () => {
    const scores = fc.array(fc.array(fc.oneof(likert, fc.constant(null)), { minLength: 6, maxLength: 6 }), {
      minLength: 3,
      maxLength: 15,
    });
    fc.assert(
      fc.property(scores, (rows) => {
        const table: AnswerTable = {
          axes: ['one', 'two'],
          personas: rows.map((_, at) => `Person ${at + 1}`),
          items:
            rows[0]?.map((_, at) => ({
              id: `${at}`,
              axis: at < 3 ? 'one' : 'two',
              reverseKeyed: at % 2 === 0,
              points: 5,
            })) ?? [],
          scores: rows,
          kind: 'drawn',
          mode: 'single',
        };
        const turned = { ...table, scores: rows.map((row) => row.map((score) => (score === null ? null : 1 - score))) };
        const [one, other] = [reliability(table), reliability(turned)];

        expect(other.kind).toBe(one.kind);
        if (one.kind !== 'measured' || other.kind !== 'measured') return;
        expect(one.value).toBeLessThanOrEqual(1);
        expect(Math.abs(other.value - one.value)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(one.value)));
      }),
      { numRuns: 100 },
    );
  });
});
