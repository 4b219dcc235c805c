import { describe, expect, it } from 'vitest';
import { bimodality, opinionSpread } from '../../../../src/index.js';

describe('polarisation', () => {
  it('should have spread 1 for two halves at the ends, 0 for agreement and 1/4 half way', () => {
    expect(opinionSpread([0, 0, 1, 1])).toBe(1);
    expect(opinionSpread([0.5, 0.5, 0.5])).toBe(0);
    expect(opinionSpread([0.25, 0.75])).toBe(0.25);
  });

  it('should give the corrected bimodality coefficient of a case worked by hand', () => {
    // g1 = 0; m4 / m2² − 3 = −2, so g2 = 3 / 2 × (5 × −2 + 6) = −6; 1 / (−6 + 27 / 2) = 1 / 7.5.
    expect(bimodality([0, 0, 1, 1])).toBeCloseTo(1 / 7.5, 12);
  });

  it('should have no bimodality of three values or of equal ones', () => {
    expect(bimodality([0, 1, 1])).toBeUndefined();
    expect(bimodality([0.4, 0.4, 0.4, 0.4])).toBeUndefined();
  });

  it('should be the same bimodality in any unit, however small', () => {
    const values = [0, 0, 1, 1, 1, 3];
    const whole = bimodality(values) as number;

    for (const unit of [1e-7, 1e-60, 1e40]) expect(bimodality(values.map((one) => one * unit))).toBeCloseTo(whole, 12);
  });

  it('should have no bimodality of values that differ by rounding alone', () => {
    expect(bimodality([0.1 + 0.2, 0.3, 0.3, 0.1 + 0.2])).toBeUndefined();
  });
});
