import { describe, expect, it } from 'vitest';
import { seriesTable } from '../../../src/report/index.js';
import type { StudySummary } from '../../../src/spec/index.js';
import { runRecord } from '../../support/run-records.js';

const series = { order: { axis: 'sweeps', times: [0, 10], mean: [0, 1], low: [0, 1], high: [0, 1] } };
const arms = [
  { name: 'interacting', series },
  { name: 'isolated', series: {} },
];
const meanField = { series: { order: { axis: 'sweeps', times: [0, 10], values: [0.1, 0.9] } } };
const summary = {
  conditions: [
    { name: 'small', arms },
    { name: 'large', arms, meanField },
  ],
} as unknown as StudySummary;
const tableOf = (...records: Parameters<typeof runRecord>[0][]): readonly string[] =>
  [...seriesTable(summary, records.map(runRecord))].join('').trimEnd().split('\n');

describe('seriesTable', () => {
  it('should have one row a run, series and time, a missing value empty', () => {
    const one = { condition: 'small', arm: 'interacting', seed: 7, series: { order: [0.5, null] } };

    expect(tableOf(one).slice(0, 3)).toEqual([
      'condition,arm,seed,measure,time,value',
      'small,interacting,7,order,0,0.5',
      'small,interacting,7,order,10,',
    ]);
  });

  it('should follow the order of the conditions, and tell the mean field without a seed', () => {
    const large = { condition: 'large', arm: 'interacting', seed: 1, series: { order: [0, 1] } };
    const small = { condition: 'small', arm: 'interacting', seed: 1, series: { order: [1, 0] } };

    expect(tableOf(large, small).slice(1)).toEqual([
      'small,interacting,1,order,0,1',
      'small,interacting,1,order,10,0',
      'large,interacting,1,order,0,0',
      'large,interacting,1,order,10,1',
      'large,mean-field,,order,0,0.1',
      'large,mean-field,,order,10,0.9',
    ]);
  });

  it('should leave out what has no series, or none whose times are known', () => {
    const none = { condition: 'small', arm: 'interacting', seed: 1, series: {} };
    const unknown = { condition: 'small', arm: 'isolated', seed: 1, series: { order: [1, 1] } };

    expect(tableOf(none, unknown).filter((line) => line.startsWith('small'))).toEqual([]);
  });

  it('should give each run as a part of its own', () => {
    const runs = [1, 2, 3].map((seed) =>
      runRecord({ condition: 'small', arm: 'interacting', seed, series: { order: [0, 1] } }),
    );

    expect([...seriesTable(summary, runs)]).toHaveLength(1 + 3 + 1);
  });
});
