import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import {
  generalisedShares,
  refines,
  sortedObservations,
  varianceComponents,
} from '../../../../src/foundation/statistics/index.js';
import { casesOf } from '../../../support/statistics-reference/reference.js';

const pairs = ['a', 'a', 'b', 'b', 'c', 'c'];
const componentsOf = (values: readonly number[], divisions: readonly (readonly string[])[], weights?: number[]) =>
  varianceComponents(sortedObservations(values, divisions).quadratics(weights));

describe('varianceComponents', () => {
  it('should be those of a one-way analysis of variance', () => {
    // Group means 2, 5, 3; within 2 each; between 2 (1.3333² + 1.6667² + .3333²) / 2 = 4.6667.
    const components = componentsOf([1, 3, 4, 6, 2, 4], [pairs]);

    expect(components?.[1]).toBeCloseTo(2, 12);
    expect(components?.[0]).toBeCloseTo((14 / 3 - 2) / 2, 12);
  });

  it('should leave a component below 0 where groups differ less than chance would have it', () => {
    expect(componentsOf([1, 3, 1, 3, 1, 3], [pairs])).toEqual([expect.closeTo(-1, 12), expect.closeTo(2, 12)]);
  });

  it('should not depend on where 0 is', () => {
    const near = componentsOf([1, 3, 4, 6, 2, 5], [pairs]) as number[];
    const far = componentsOf(
      [1, 3, 4, 6, 2, 5].map((value) => value + 1e6),
      [pairs],
    ) as number[];

    far.forEach((component, at) => expect(component).toBeCloseTo(near[at] as number, 8));
  });

  it('should be without bias in groups of unequal size and unequal weight', () => {
    const division = ['a', 'b', 'b', 'b', 'c', 'c', 'd', 'd', 'd', 'd'];
    const weights = [1, 1, 2, 0, 1.5, 0.5, 1, 1, 1, 3];
    const rounds = 4_000;
    const mean = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const chance = chancesFrom(round)('values');
      // Uniform values: variance 1/12 within, 4/12 between.
      const groups = new Map(['a', 'b', 'c', 'd'].map((group) => [group, 2 * chance.uniform()]));
      const values = division.map((group) => (groups.get(group) as number) + chance.uniform());
      componentsOf(values, [division], weights)?.forEach((one, at) => (mean[at] = (mean[at] as number) + one / rounds));
    }

    expect(mean[0]).toBeCloseTo(4 / 12, 1);
    expect(Math.abs((mean[0] as number) - 4 / 12)).toBeLessThan(0.015);
    expect(Math.abs((mean[1] as number) - 1 / 12)).toBeLessThan(0.003);
  });

  it('should count an observation of weight 2 as two in the sums, and none of weight 0', () => {
    const weighed = sortedObservations([1, 3, 4, 6, 2, 4], [pairs]).quadratics([1, 1, 1, 1, 0, 0]);

    expect(weighed.groups).toEqual([1, 2, 4]);
    expect(weighed.coefficients[0]).toEqual([4, 2, 1]);
  });

  it('should give nothing where divisions are the same', () => {
    expect(componentsOf([1, 3, 4, 6, 2, 4], [pairs, ['x', 'x', 'y', 'y', 'z', 'z']])).toBeNull();
  });
});

describe('refines', () => {
  it('should see groups within groups', () => {
    expect(refines(pairs, ['x', 'x', 'x', 'x', 'y', 'y'])).toBe(true);
    expect(refines(['x', 'x', 'x', 'x', 'y', 'y'], pairs)).toBe(false);
  });
});

describe('generalisedShares', () => {
  const how = () => ({ chance: chancesFrom(1)('shares') });

  it('should hold the estimate of balanced groups, wider at a higher level', () => {
    const quadratics = sortedObservations([1, 3, 4, 6, 2, 4], [pairs]).quadratics();
    const [group, residual] = generalisedShares(quadratics, [[]], how()) ?? [];
    const [wider] = generalisedShares(quadratics, [[]], { ...how(), level: 0.99 }) ?? [];

    expect(group?.low).toBeLessThan(0.4);
    expect(group?.high).toBeGreaterThan(0.4);
    expect(residual?.high).toBeCloseTo(1 - (group?.low as number), 10);
    expect(wider?.low).toBeLessThan(group?.low as number);
  });

  it('should have the ends of the exact interval of one division', () => {
    // Shares by F: (F / q - 1) / (F / q - 1 + n) at quantiles q of F(2, 3); scipy 1.17.1: F = 2.3333, q = 16.0441 and .02553.
    const quadratics = sortedObservations([1, 3, 4, 6, 2, 4], [pairs]).quadratics();
    const [group] = generalisedShares(quadratics, [[]], { ...how(), draws: 40_000 }) ?? [];
    const end = (q: number): number => (14 / 3 / 2 / q - 1) / (14 / 3 / 2 / q + 1);

    expect(group?.low).toBeCloseTo(end(16.04410643), 2);
    expect(group?.high).toBeCloseTo(end(0.02553268), 2);
  });

  it('should not be had of groups of unequal size that are crossed', () => {
    const [one, other] = [
      ['a', 'a', 'a', 'b', 'b', 'b', 'b'],
      ['x', 'y', 'y', 'x', 'x', 'y', 'x'],
    ];
    const quadratics = sortedObservations([1, 2, 3, 4, 5, 6, 8], [one, other]).quadratics();

    expect(generalisedShares(quadratics, [[], []], how())).toBeNull();
  });
});

describe('varianceComponents beside matrices', () => {
  it.each(casesOf<{ values: number[]; divisions: number[][] }, number[]>('varianceComponents'))(
    'should be what $by gives of groups that are not balanced',
    ({ given: { values, divisions }, gives }) => {
      expect(
        componentsOf(
          values,
          divisions.map((groups) => groups.map(String)),
        ),
      ).toEqual(gives.map((one) => expect.closeTo(one, 9)));
    },
  );
});
