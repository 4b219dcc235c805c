import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantise } from '../../src/foundation/random/index.js';

const UNITS = 2 ** 32;
const weights = fc
  .array(
    fc.oneof(
      fc.constant(0),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1e-300, noNaN: true }),
      fc.integer({ min: 0, max: 9 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .filter((values) => values.some((value) => value > 0));
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

describe('quantise', () => {
  it('should give multiples of 2^-32 that sum to exactly 1', () => {
    fc.assert(
      fc.property(weights, (values) => {
        const quantised = quantise(values);

        expect(quantised.every((value) => value >= 0 && Number.isInteger(value * UNITS))).toBe(true);
        expect(sumOf(quantised)).toBe(1);
      }),
    );
  });

  it('should move no value by 2^-32 or more', () => {
    fc.assert(
      fc.property(weights, (values) => {
        const total = sumOf(values);
        quantise(values).forEach((value, index) => {
          expect(Math.abs(value - (values[index] as number) / total)).toBeLessThan(1.000001 / UNITS);
        });
      }),
    );
  });

  it('should give nothing to what has nothing', () => {
    fc.assert(
      fc.property(weights, (values) => quantise(values).every((value, index) => value === 0 || values[index] !== 0)),
    );
  });

  it('should keep the order of values that differ by more than rounding', () => {
    fc.assert(
      fc.property(weights, (values) => {
        const quantised = quantise(values);
        values.forEach((value, index) => {
          const smaller = quantised.filter((_, other) => value > (values[other] as number) * (1 + 1e-12));

          expect(quantised[index]).toBeGreaterThanOrEqual(Math.max(0, ...smaller));
        });
      }),
    );
  });

  it('should change nothing the second time', () => {
    fc.assert(
      fc.property(weights, (values) => {
        const once = quantise(values);

        expect(quantise(once)).toEqual(once);
      }),
    );
  });

  it('should not depend on the scale, where that is a power of two', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: -20, max: 20 }), (values, power) => {
        fc.pre(values.every((value) => value === 0 || value > 1e-290));

        expect(quantise(values.map((value) => value * 2 ** power))).toEqual(quantise(values));
      }),
    );
  });
});
