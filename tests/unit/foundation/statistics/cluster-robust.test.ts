import { describe, expect, it } from 'vitest';
import { clusteredMean } from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear, runsOf } from '../../../support/statistics-reference/reference.js';

interface Given {
  readonly values: number[];
  readonly groups: number[][];
}
type Gives = { readonly [figure in 'value' | 'standardError' | 'freedom' | 'low' | 'high']?: number };

describe('clusteredMean', () => {
  for (const correction of ['CR1', 'CR2'] as const) {
    it.each(casesOf<Given, Gives>(`clusteredMean ${correction}`))(
      `should give ${correction} of $given.values.length runs in $given.groups as $by does`,
      ({ given, gives }) => {
        const by = given.groups.map((_, factor) => `factor-${factor}`);
        const found = clusteredMean(runsOf(given.values, given.groups), { by, correction });

        const figures = { ...found, ...found.interval } as Gives;
        for (const [name, expected] of Object.entries(gives)) {
          expectNear(figures[name as keyof Gives] as number, expected, 1e-8);
        }
      },
    );
  }

  it('should have as much freedom as balanced clusters less one', () => {
    const groups = [[0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]];
    const values = groups[0]?.map((group, at) => group + at / 7) as number[];

    expect(clusteredMean(runsOf(values, groups), { by: ['factor-0'] }).freedom).toBeCloseTo(3, 12);
  });

  it('should take each run for itself where every run is a cluster: the interval of Student', () => {
    const values = [3, 1, 4, 1, 5];
    const { standardError, freedom } = clusteredMean(runsOf(values, [[0, 1, 2, 3, 4]]), { by: ['factor-0'] });

    expect(standardError).toBeCloseTo(Math.sqrt(3.2 / 5), 12);
    expect(freedom).toBeCloseTo(4, 12);
  });

  it('should say that clusters are few, and that one says nothing about others', () => {
    const runs = runsOf(
      [1, 2, 3, 5],
      [
        [0, 0, 1, 1],
        [0, 0, 0, 0],
      ],
    );
    const found = clusteredMean(runs, { by: ['factor-0', 'factor-1'] });

    expect(found.clusters).toEqual({ 'factor-0': 2, 'factor-1': 1 });
    expect(found.note).toBe('2 levels of factor-0, which are few; one level of factor-1: nothing is said about others');
    expect(found.interval).toEqual(clusteredMean(runs, { by: ['factor-0'] }).interval);
  });

  it('should give no interval from a single cluster', () => {
    const found = clusteredMean(runsOf([1, 2, 3], [[0, 0, 0]]), { by: ['factor-0'] });

    expect(found).toMatchObject({ value: 2, standardError: null, freedom: null, interval: null, runs: 3 });
  });

  it('should be no surer of two crossed factors than of one', () => {
    // Opposite in each cell: the variance of both, less that of the cells, would be below 0.
    const groups = [
      [0, 0, 1, 1],
      [0, 1, 0, 1],
    ];
    const runs = runsOf([1, -1, -1, 1.5], groups);
    const both = clusteredMean(runs, { by: ['factor-0', 'factor-1'] });
    const one = clusteredMean(runs, { by: ['factor-0'] });

    expect(both.standardError).toBeGreaterThanOrEqual(one.standardError as number);
  });

  it('should refuse runs that lack the factor, and no factor at all', () => {
    expect(() => clusteredMean(runsOf([1, 2]), { by: ['wording'] })).toThrow('run run-0 has no wording');
    expect(() => clusteredMean(runsOf([1, 2]), { by: [] })).toThrow('no factor is named');
  });
});
