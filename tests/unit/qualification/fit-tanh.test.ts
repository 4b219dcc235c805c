import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitTanh } from '../../../src/qualification/index.js';
import { casesOf } from '../../support/statistics-reference/reference.js';

const grid = Array.from({ length: 21 }, (_, index) => index / 10 - 1);
const at = (beta: number, m: number): number => (1 + Math.tanh(beta * m)) / 2;

describe('fitTanh', () => {
  it('should give back the beta that the points were made with', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (beta) => {
        const { beta: fitted, largestDeviation } = fitTanh(grid.map((m) => ({ m, p: at(beta, m) })));

        expect(fitted).toBeCloseTo(beta, 4);
        expect(largestDeviation).toBeLessThan(1e-4);
      }),
    );
  });

  it('should stay within its bounds where the response is a step', () => {
    const step = grid.map((m) => ({ m, p: m > 0 ? 1 : m < 0 ? 0 : 0.5 }));
    const { beta } = fitTanh(step);

    expect(beta).toBeLessThanOrEqual(20);
    expect(beta).toBeGreaterThan(15);
    expect(fitTanh(step.map(({ m, p }) => ({ m: -m, p }))).beta).toBeGreaterThanOrEqual(-20);
  });

  it('should be 0 for a response that is none', () => {
    const { beta, largestDeviation } = fitTanh(grid.map((m) => ({ m, p: 0.5 })));

    expect(beta).toBeCloseTo(0, 6);
    expect(largestDeviation).toBeCloseTo(0, 6);
  });

  it('should say how far a point is from the best curve', () => {
    // Flat in the middle and steep at the ends, as small models are: no tanh fits that.
    const points = grid.map((m) => ({ m, p: Math.abs(m) < 0.9 ? 0.5 : at(9, m) }));
    const { beta, largestDeviation } = fitTanh(points);

    expect(largestDeviation).toBeCloseTo(Math.max(...points.map(({ m, p }) => Math.abs(p - at(beta, m)))), 9);
    expect(largestDeviation).toBeGreaterThan(0.15);
  });

  it('should leave no beta near it with a smaller error', () => {
    const noisy = grid.map((m, index) => ({ m, p: Math.min(1, Math.max(0, at(1.3, m) + ((index * 7) % 5) / 40 - 0.05)) })); // prettier-ignore
    const error = (beta: number): number => noisy.reduce((sum, { m, p }) => sum + (p - at(beta, m)) ** 2, 0);
    const { beta } = fitTanh(noisy);

    for (const other of [-3, -0.1, -0.001, 0.001, 0.1, 3]) expect(error(beta + other)).toBeGreaterThan(error(beta));
  });
});

describe('fitTanh beside another optimiser', () => {
  it.each(casesOf<{ m: number; p: number }[], { beta: number; largestDeviation: number }>('fitTanh'))(
    'should find the beta that $by finds',
    ({ given, gives }) => {
      const { beta, largestDeviation } = fitTanh(given);

      expect(beta).toBeCloseTo(gives.beta, 5);
      expect(largestDeviation).toBeCloseTo(gives.largestDeviation, 5);
    },
  );
});
