import { describe, expect, it } from 'vitest';
import { varianceReduction } from '../../../../src/foundation/statistics/index.js';

describe('varianceReduction', () => {
  it('should be what a hand-worked case gives', () => {
    // Var X = 1, Var Y = 1, Cov = 1/2; the differences are 0, 1 and -1, whose variance is 1.
    const found = varianceReduction([
      [1, 1],
      [3, 2],
      [2, 3],
    ]);

    expect(found).toEqual({ independent: 2, paired: 1, ratio: 2, share: 0.5, correlation: 0.5 });
  });

  it('should be 1 / (1 − r) where both sides vary alike', () => {
    // Four pairs of +1 and -1, of which one disagrees twice: r = 0 of an orthogonal design, 1 of a copied one.
    const none = varianceReduction([[1, 1], [1, -1], [-1, 1], [-1, -1]]); // prettier-ignore
    expect(none?.correlation).toBe(0);
    expect(none?.ratio).toBeCloseTo(1, 12);
    expect(none?.share).toBeCloseTo(0, 12);
  });

  it('should tell that pairing did harm', () => {
    const found = varianceReduction([
      [0, 2],
      [1, 1],
      [2, 0],
    ]);

    expect(found).toMatchObject({ independent: 2, paired: 4, ratio: 0.5, share: -1, correlation: -1 });
  });

  it('should have no ratio where all pairs differ alike, whatever rounding does', () => {
    const found = varianceReduction([0.1, 0.2, 0.7].map((value) => [value, value] as const));

    expect(found).toMatchObject({ paired: 0, ratio: null, correlation: 1 });
    expect(found?.share).toBeCloseTo(1, 12);
  });

  it('should have no correlation where one side does not vary, and gain nothing', () => {
    const found = varianceReduction([
      [1, 5],
      [3, 5],
    ]);

    expect(found).toEqual({ independent: 2, paired: 2, ratio: 1, share: 0, correlation: null });
  });

  it('should be nothing of one pair, of none, and where nothing varies', () => {
    expect(varianceReduction([])).toBeNull();
    expect(varianceReduction([[1, 2]])).toBeNull();
    expect(varianceReduction([[0.1, 0.3], [0.1, 0.3], [0.1, 0.3]])).toBeNull(); // prettier-ignore
  });
});
