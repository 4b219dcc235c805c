import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inequality } from '../../../../src/index.js';

describe('inequality', () => {
  it('should be 0 where all have the same', () => {
    const found = inequality([3, 3, 3, 3]);

    expect(found.gini.value).toBeCloseTo(0, 12);
    expect(found.theil.value).toBe(0);
    expect(found.topShare.value).toBe(0.25);
  });

  it('should be 1 − 1 / n, ln n and 1 where one has all', () => {
    const found = inequality([0, 0, 0, 8]);

    expect(found.gini.value).toBeCloseTo(0.75, 12);
    expect(found.theil.value).toBeCloseTo(Math.log(4), 12);
    expect(found.topShare.value).toBe(1);
  });

  it('should be as worked by hand for 1, 2 and 3', () => {
    // Gini: differences of ordered pairs 8 of 9 pairs, mean 8/9, over twice the mean 2. Theil: (ln ½ / 2 + 0 + 1.5 ln 1.5) / 3.
    const found = inequality([1, 2, 3], { top: 0.5 });

    expect(found.gini.value).toBeCloseTo(8 / 36, 12);
    expect(found.theil.value).toBeCloseTo((0.5 * Math.log(0.5) + 1.5 * Math.log(1.5)) / 3, 12);
    expect(found).toMatchObject({ topAgents: 2, topShare: { value: 5 / 6 }, n: 3, missing: 0 });
  });

  it('should be missing of nobody, and where nobody has anything', () => {
    expect(inequality([]).gini).toEqual({ value: null, bounds: null });
    expect(inequality([0, 0]).theil).toEqual({ value: null, bounds: null });
  });

  it('should hold within its bounds whatever the unknown have, and reach them nearly', () => {
    const amounts = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(
        fc.array(amounts, { minLength: 1, maxLength: 5 }),
        fc.array(amounts, { minLength: 1, maxLength: 3 }),
        (known, others) => {
          // prettier-ignore
          fc.pre(known.some((value) => value > 0));
          const options = { top: 0.3, unknown: { agents: others.length, low: 0, high: 20 } };
          const bounded = inequality(known, options);
          const whole = inequality([...known, ...others], { top: 0.3 });
          for (const index of ['gini', 'theil', 'topShare'] as const) {
            expect(whole[index].value).toBeGreaterThanOrEqual((bounded[index].bounds?.low as number) - 1e-9);
            expect(whole[index].value).toBeLessThanOrEqual((bounded[index].bounds?.high as number) + 1e-9);
          }
        },
      ),
    );
  });

  it('should have the bounds that trying all values of one unknown finds', () => {
    const known = [1, 4, 9];
    const bounded = inequality(known, { unknown: { agents: 1, low: 2, high: 12 } });
    const tried = Array.from({ length: 1001 }, (_, at) => inequality([...known, 2 + at / 100]));
    for (const index of ['gini', 'theil'] as const) {
      const all = tried.map((one) => one[index].value as number);
      expect(bounded[index].bounds?.low).toBeCloseTo(Math.min(...all), 4);
      expect(bounded[index].bounds?.high).toBeCloseTo(Math.max(...all), 4);
    }
  });

  it.each([
    [() => inequality([1, -1]), 'somebody has -1'],
    [() => inequality([1], { top: 0 }), 'a share of 0'],
    [() => inequality([1], { unknown: { agents: 1, low: 3, high: 2 } }), 'from 3 to 2'],
    [() => inequality([1], { unknown: { agents: 0.5, low: 0, high: 2 } }), '0.5 agents'],
  ])('should refuse what cannot be', (make, what) => expect(make).toThrow(what));
});
