import { describe, expect, it } from 'vitest';
import { opinionMoments } from '../../../../src/index.js';

describe('bias and diversity', () => {
  it('should be 0 and 1.49 for two agents at each of five levels, as Chuang et al. 2024 start', () => {
    const { bias, diversity } = opinionMoments([-2, -2, -1, -1, 0, 0, 1, 1, 2, 2]);

    expect(bias).toBe(0);
    // √(20 / 9); the square root of 20 / 10 would be 1.41.
    expect(diversity).toBeCloseTo(1.49, 2);
    expect(diversity).toBeCloseTo(Math.sqrt(20 / 9), 12);
  });

  it('should be missing of nobody, and diversity of one', () => {
    expect(opinionMoments([])).toEqual({ n: 0, bias: null, diversity: null });
    expect(opinionMoments([2])).toEqual({ n: 1, bias: 2, diversity: null });
  });
});
