import { describe, expect, it } from 'vitest';
import { estebanRay } from '../../../../src/index.js';

describe('the polarisation of Esteban and Ray', () => {
  it('should be 2 (1/2)^(2 + alpha) for two halves a distance of 1 apart', () => {
    expect(estebanRay([0, 0, 1, 1])).toBeCloseTo(1 / 4, 12);
    expect(estebanRay([0, 0, 1, 1], 0.5)).toBeCloseTo(2 ** -1.5, 12);
  });

  it('should count each camp with its own share, as worked by hand', () => {
    // Shares 3/4 at 0 and 1/4 at 2: (9/16 × 1/4 + 1/16 × 3/4) × 2 = 12/64 × 2.
    expect(estebanRay([0, 0, 0, 2])).toBeCloseTo(3 / 8, 12);
  });

  it('should be lower for opinions spread evenly than for two camps at the ends, and 0 for agreement', () => {
    expect(estebanRay([-2, -2, -1, -1, 0, 0, 1, 1, 2, 2])).toBeLessThan(estebanRay([-2, -2, 2, 2]) as number);
    expect(estebanRay([1, 1, 1])).toBe(0);
  });

  it('should be missing of nobody, and refuse an alpha for which the axioms do not hold', () => {
    expect(estebanRay([])).toBeNull();
    expect(() => estebanRay([0, 1], 0)).toThrow('above 0');
    expect(() => estebanRay([0, 1], 1.7)).toThrow('at most 1.6');
  });
});
