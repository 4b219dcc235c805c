import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { MOST_ARRANGEMENTS, permutationTest, signFlipTest } from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear, otherRunsOf, runsOf } from '../../../support/statistics-reference/reference.js';

const chance = () => chancesFrom(3)('permutation');
const grid = (n: number, by: number): number[] => Array.from({ length: n }, (_, at) => ((at * 37) % 23) / 23 + by);

describe('signFlipTest', () => {
  it.each(casesOf<number[], number>('signFlipTest'))('should find $given as $by does', ({ given, gives }) => {
    const found = signFlipTest(runsOf(given), { chance: chance() });

    expectNear(found.probability, gives);
    expect(found).toMatchObject({ exact: true, arrangements: 2 ** given.length });
  });

  it('should say of five of five what the sign test says', () => {
    expect(signFlipTest(runsOf([1, 1, 1, 1, 1]), { chance: chance() }).probability).toBe(2 / 32);
  });

  it('should draw signs where there are too many, the same for the same key, and never give 0', () => {
    const values = grid(17, 5);
    const found = signFlipTest(runsOf(values), { chance: chance() });

    expect(found).toEqual(signFlipTest(runsOf(values), { chance: chance() }));
    expect(found).toMatchObject({ exact: false, arrangements: 10_000, probability: 1 / 10_000 });
  });

  it('should come near the exact value by drawing', () => {
    const values = grid(16, -0.35);
    const exact = signFlipTest(runsOf(values), { chance: chance() });
    const drawn = signFlipTest(runsOf([...values, 0]), { chance: chance(), resamples: 40_000 });

    expect(exact.exact && !drawn.exact).toBe(true);
    expect(Math.abs(drawn.probability - exact.probability)).toBeLessThan(0.01);
  });

  it('should turn the signs of a cluster together', () => {
    const groups = [[0, 0, 0, 1, 1, 1]];
    const found = signFlipTest(runsOf([1, 2, 3, 1, 2, 3], groups), { chance: chance(), by: 'factor-0' });

    expect(found).toEqual({ difference: 2, probability: 0.5, exact: true, arrangements: 4 });
  });
});

describe('permutationTest', () => {
  it.each(casesOf<[number[], number[]], number>('permutationTest'))('should find $given as $by does', (one) => {
    const [a, b] = one.given;
    const found = permutationTest(runsOf(a), otherRunsOf(b), { chance: chance() });

    expectNear(found.probability, one.gives);
    expect(found.exact).toBe(true);
  });

  it('should count every arrangement up to a limit, and draw above', () => {
    const compared = (n: number) =>
      permutationTest(runsOf(grid(n, 0)), otherRunsOf(grid(n, 0.4)), { chance: chance() });

    expect(compared(9)).toMatchObject({ exact: true, arrangements: 48_620 });
    expect(compared(9).arrangements).toBeLessThan(MOST_ARRANGEMENTS);
    expect(compared(10)).toMatchObject({ exact: false, arrangements: 10_000 });
    expect(Math.abs(compared(9).probability - compared(10).probability)).toBeLessThan(0.03);
  });

  it('should find no difference where there is none to see', () => {
    expect(permutationTest(runsOf([1, 1]), otherRunsOf([1, 1, 1]), { chance: chance() })).toMatchObject({
      difference: 0,
      probability: 1,
    });
  });

  it('should refuse a run that is on both sides', () => {
    expect(() => permutationTest(runsOf([1]), runsOf([2]), { chance: chance() })).toThrow('run run-0 comes twice');
  });
});
