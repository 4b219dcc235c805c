import { describe, expect, it } from 'vitest';
import { fitResponses, type Observation } from '../../../../src/persona/loop/index.js';
import { sobolPoints } from '../../../../src/persona/placement/index.js';

const BOUNDS = { low: -2, high: 3 };

/** Texts aimed all over a square (of half width `reach` about the middle), with answers by a rule. */
function observed(rule: (x: number, y: number) => (number | null)[], { size = 60, reach = 0.5 } = {}): Observation[] {
  return sobolPoints({ axes: 2, size, seed: 7 }).map(([u = 0, v = 0]) => {
    const aim = [0.5 + (2 * u - 1) * reach, 0.5 + (2 * v - 1) * reach];
    return { aim, answer: rule((aim[0] as number) - 0.5, (aim[1] as number) - 0.5) };
  });
}

describe('fitResponses', () => {
  it('should find slope, bias and leakage of a straight writer', () => {
    const model = fitResponses(
      observed((x, y) => [0.55 + 0.3 * (x + 0.2 * y), 0.45 + 0.2 * y], { size: 400 }),
      2,
    );

    // By hand: .55 + .3 · (.4 − .2 · .2) and .45 − .2 · .2.
    const [first, second] = model.predict([0.9, 0.3]);
    expect(first).toBeCloseTo(0.658, 2);
    expect(second).toBeCloseTo(0.41, 2);
    expect(model.leakage[0]?.[1]).toBeCloseTo(0.2, 1);
    expect(model.leakage[1]?.[0]).toBeCloseTo(0, 2);
  });

  it('should invert it, beyond the axis where that is needed, and make up for what leaks', () => {
    const rule = (x: number, y: number) => [0.55 + 0.3 * (x + 0.2 * y), 0.45 + 0.25 * y];
    const model = fitResponses(observed(rule, { size: 400 }), 2);

    const [x = 0, y = 0] = model.invert([0.8, 0.2], BOUNDS);

    const [first = 0, second = 0] = rule(x - 0.5, y - 0.5);
    expect(Math.abs(first - 0.8)).toBeLessThan(0.03);
    expect(Math.abs(second - 0.2)).toBeLessThan(0.03);
  });

  it('should stay within bounds where the target cannot be reached', () => {
    const model = fitResponses(
      observed((x, y) => [0.5 + 0.3 * x, 0.5 + 0.3 * y]),
      2,
    );

    expect(model.invert([1, 0.5], { low: 0, high: 1 })[0]).toBe(1);
    expect(model.invert([0.5, 0], { low: 0, high: 1 })[1]).toBe(0);
    expect(model.invert([0.5, 0.5], { low: 0, high: 1 }).map((aim) => Math.round(aim * 100) / 100)).toEqual([0.5, 0.5]);
  });

  it('should bend where answers saturate, and never fall', () => {
    const model = fitResponses(
      observed((x) => [Math.min(0.7, 0.5 + 0.4 * x), 0.5], { size: 200, reach: 2 }),
      2,
    );

    const along = [-1.5, -0.5, 0.5, 0.8, 1.2, 1.8, 2.4].map((aim) => model.predict([aim, 0.5])[0] as number);
    expect(along).toEqual([...along].sort((a, b) => a - b));
    expect(along.at(-1)).toBeCloseTo(0.7, 1);
    expect(along[2]).toBeCloseTo(0.5, 1);
    // Nothing goes beyond .7, so a higher target asks for as much as may be.
    expect(model.invert([0.9, 0.5], BOUNDS)[0]).toBeGreaterThan(1.5);
  });

  it('should keep an aim that is fixed', () => {
    const model = fitResponses(
      observed((x, y) => [0.5 + 0.5 * (x + 0.4 * y), 0.5 + 0.5 * y], { size: 300 }),
      2,
    );

    const [x = 0, y] = model.invert([0.5, 0.9], BOUNDS, [undefined, 1]);

    expect(y).toBe(1);
    expect(x).toBeCloseTo(0.3, 1);
  });

  it('should leave out answers that are missing, and expect the aim itself where nearly all are', () => {
    const missing = observed((x) => [null, 0.5 + 0.5 * x]);
    const model = fitResponses(missing, 2);

    expect(model.predict([0.8, 0.5])[0]).toBeCloseTo(0.8, 4);
    expect(fitResponses([], 1).predict([0.3])[0]).toBeCloseTo(0.3, 4);
  });

  it('should not be carried away by noise of few texts', () => {
    // 25 texts, slope .25, noise of sd .08 (fixed numbers): the slope comes back within a third.
    const noise = [
      0.4, -1.1, 0.7, 1.3, -0.2, -0.9, 0.1, 0.6, -1.5, 0.3, 1.1, -0.4, -0.6, 0.9, -0.1, 0.2, -0.8, 1.6, -1.2,
    ];
    let at = 0;
    const noisy = observed((x, y) => [x, y].map((value) => 0.5 + 0.25 * value + 0.08 * (noise[at++ % 19] as number)), {
      size: 25,
    });
    const model = fitResponses(noisy, 2);

    const rise = (model.predict([1, 0.5])[0] as number) - (model.predict([0, 0.5])[0] as number);
    expect(Math.abs(rise - 0.25)).toBeLessThan(0.08);
  });
});
