import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chancesFrom, quantise } from '../../../../src/foundation/random/index.js';

describe('chancesFrom', () => {
  it('should give the same numbers for the same key, whatever was drawn before', () => {
    const chances = chancesFrom(42);
    const first = chances('clock', 'agent-1').uniform();
    chances('clock', 'agent-2').shuffle([1, 2, 3]);
    expect(chances('clock', 'agent-1').uniform()).toBe(first);
  });

  it('should keep its numbers from version to version', () => {
    const chance = chancesFrom(42)('golden');
    const drawn = [chance.uniform(), chance.uniform(), chance.integer(1000), chance.exponential()];
    expect([...drawn, ...chance.shuffle([1, 2, 3, 4, 5, 6])]).toMatchInlineSnapshot(`
      [
        0.09703453700058162,
        0.1293341137934476,
        552,
        0.3943312203601868,
        1,
        4,
        6,
        5,
        2,
        3,
      ]
    `);
  });

  it('should give neighbouring keys streams that are not correlated', () => {
    const count = 20_000;
    const pairs = Array.from({ length: count }, (_, index) => {
      const chances = chancesFrom(7);
      return [
        chances('decision', 'agent-1', index).uniform(),
        chances('decision', 'agent-1', index + 1).uniform(),
      ] as const;
    });
    const covariance = pairs.reduce((sum, [a, b]) => sum + (a - 0.5) * (b - 0.5), 0) / count;
    // Standard error of the correlation is 1 / sqrt(count) = .007.
    expect(Math.abs(covariance * 12)).toBeLessThan(0.03);
  });

  it('should draw indices in proportion to their weights', () => {
    const chances = chancesFrom(3);
    const counts = [0, 0, 0];
    for (let index = 0; index < 30_000; index += 1) {
      const drawn = chances('draw', index).draw([1, 0, 3]);
      counts[drawn] = (counts[drawn] as number) + 1;
    }
    expect(counts[1]).toBe(0);
    expect((counts[0] as number) / 30_000).toBeCloseTo(0.25, 1.8);
  });

  it('should draw integers below every bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.string(), (bound, key) => {
        const drawn = chancesFrom(key)('integer').integer(bound);
        return Number.isInteger(drawn) && drawn >= 0 && drawn < bound;
      }),
    );
  });

  it('should refuse weights that are no weights, naming them', () => {
    expect(() => chancesFrom(1)('a').draw([0, 0])).toThrow('cannot draw with weights 0, 0');
    expect(() => chancesFrom(1)('a').draw([NaN, 1])).toThrow('NaN');
  });
});

describe('quantise', () => {
  it('should give multiples of 2^-32 that sum to exactly 1', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(weights, (values) => {
        fc.pre(values.some((value) => value > 0));
        const quantised = quantise(values);
        const whole = quantised.every((value) => Number.isInteger(value * 2 ** 32) && value >= 0);
        return whole && quantised.reduce((sum, value) => sum + value, 0) === 1;
      }),
    );
  });

  it('should change nothing the second time', () => {
    const once = quantise([0.1, 0.2, 0.7]);
    expect(quantise(once)).toEqual(once);
  });

  it('should refuse what is not a distribution', () => {
    expect(() => quantise([0, 0])).toThrow('not a distribution');
    expect(() => quantise([-1, 2])).toThrow('not a distribution');
  });
});
