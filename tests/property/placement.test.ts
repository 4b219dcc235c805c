import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placements, sobolPoints } from '../../src/persona/placement/index.js';
import type { Axis } from '../../src/spec/index.js';
import { anAxis, positionsOf } from '../support/placement-requests.js';

const silent = Object.values(placements).filter(({ needsModel }) => !needsModel);
const placement = fc.constantFrom(...silent);
const axes: fc.Arbitrary<Axis[]> = fc
  .array(fc.option(fc.integer({ min: 2, max: 6 }), { nil: undefined }), { minLength: 1, maxLength: 6 })
  .map((kinds) => kinds.map((levels, axis) => anAxis(`axis ${axis}`, levels)));
const seed = fc.oneof(fc.integer(), fc.string());

describe('a placement without a model', () => {
  it('should place as many as asked for, within the axes and on their levels', async () => {
    await fc.assert(
      fc.asyncProperty(placement, axes, fc.integer({ min: 1, max: 60 }), seed, async (by, on, size, key) => {
        const positions = await positionsOf(by, { axes: on, size, seed: key });

        expect(positions).toHaveLength(size);
        for (const position of positions) {
          expect(Object.keys(position)).toEqual(on.map(({ name }) => name));
          for (const axis of on) {
            const value = position[axis.name] as number;
            expect(value >= 0 && value <= 1).toBe(true);
            if (axis.kind === 'continuous') continue;
            const level = value * (axis.levels.length - 1);
            expect(Math.abs(level - Math.round(level))).toBeLessThan(1e-9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('should be determined by the request', async () => {
    await fc.assert(
      fc.asyncProperty(placement, axes, fc.integer({ min: 1, max: 40 }), seed, async (by, on, size, key) => {
        const request = { axes: on, size, seed: key };
        expect(await positionsOf(by, request)).toEqual(await positionsOf(by, request));
      }),
      { numRuns: 30 },
    );
  });

  it('should keep to a constraint that leaves a tenth of the room', async () => {
    await fc.assert(
      fc.asyncProperty(placement, fc.integer({ min: 1, max: 40 }), seed, async (by, size, key) => {
        const constraints = [{ weights: { trust: 1, risk: -1 }, relation: 'at-least', bound: 0.5 }] as const;
        const positions = await positionsOf(by, { size, seed: key, constraints });

        expect(positions).toHaveLength(size);
        for (const { trust, risk } of positions)
          expect((trust as number) - (risk as number)).toBeGreaterThan(0.5 - 1e-8);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a Sobol sequence', () => {
  const scramble = fc.constantFrom('owen' as const, 'digital-shift' as const, 'none' as const);

  it('should have, of 2^m points, one in each of the 2^m equal parts of every axis', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 21 }),
        fc.integer({ min: 0, max: 7 }),
        seed,
        scramble,
        (count, m, key, how) => {
          const points = sobolPoints({ axes: count, size: 2 ** m, seed: key, scramble: how });
          for (let axis = 0; axis < count; axis += 1) {
            const parts = new Set(points.map((point) => Math.floor((point[axis] as number) * 2 ** m)));
            expect(parts.size).toBe(2 ** m);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('should have, on its first two axes, one of 2^m points in each elementary box of that volume', () => {
    // The first two axes are a (0, 2)-sequence in base 2 (Sobol 1967), and scrambling keeps it one (Owen 1995).
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), seed, scramble, fc.nat(), (m, key, how, cut) => {
        const across = cut % (m + 1);
        const points = sobolPoints({ axes: 2, size: 2 ** m, seed: key, scramble: how });
        const boxes = points.map(
          ([x = 0, y = 0]) => `${Math.floor(x * 2 ** across)} ${Math.floor(y * 2 ** (m - across))}`,
        );
        expect(new Set(boxes).size).toBe(2 ** m);
      }),
      { numRuns: 60 },
    );
  });
});
