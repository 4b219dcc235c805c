import { describe, expect, it } from 'vitest';
import { convergence } from '../../../../src/index.js';

const meetings = (signs: string) =>
  [...signs].map((sign, time) => ({ time, agreed: sign === '?' ? null : sign === '+' }));

describe('convergence', () => {
  it('should be reached at the end of the first window with so many agreements', () => {
    expect(convergence(meetings('+-++++'), { window: 4, threshold: 1 }).at).toBe(5);
    expect(convergence(meetings('+-++++'), { window: 4, threshold: 0.75 }).at).toBe(3);
  });

  it('should not be reached before there is a whole window', () => {
    expect(convergence(meetings('+++'), { window: 4, threshold: 0.75 }).at).toBeNull();
  });

  it('should count what cannot be told against it, and say when it could have been at the earliest', () => {
    expect(convergence(meetings('+?++++'), { window: 4, threshold: 1 })).toEqual({
      window: 4,
      threshold: 1,
      at: 5,
      earliest: 3,
      made: 5,
      missing: 1,
    });
  });

  it('should reach .95 of 20 with 19 and not with 18, whatever rounding does', () => {
    const of = (agreements: number) => meetings('+'.repeat(agreements) + '-'.repeat(20 - agreements));

    expect(convergence(of(19), { window: 20, threshold: 0.95 }).at).toBe(19);
    expect(convergence(of(18), { window: 20, threshold: 0.95 }).at).toBeNull();
  });

  it('should reach .56 of 25 with 14, though .56 times 25 comes out a little above 14', () => {
    expect(convergence(meetings('+'.repeat(14) + '-'.repeat(11)), { window: 25, threshold: 0.56 }).at).toBe(24);
  });

  it.each([
    [{ window: 0, threshold: 1 }, 'the window is 0'],
    [{ window: 2.5, threshold: 1 }, 'the window is 2.5'],
    [{ window: 2, threshold: 0 }, 'the threshold is 0'],
    [{ window: 2, threshold: 1.1 }, 'the threshold is 1.1'],
  ])('should refuse %j', (rule, what) => expect(() => convergence([], rule)).toThrow(what));
});
