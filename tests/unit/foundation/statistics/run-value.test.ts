import { describe, expect, it } from 'vitest';
import { levelOf, valuesOfRuns } from '../../../../src/foundation/statistics/index.js';

describe('valuesOfRuns', () => {
  it('should give the values in order', () => {
    const runs = [
      { run: 'a', value: 2 },
      { run: 'b', value: 1 },
    ];

    expect(valuesOfRuns(runs)).toEqual([2, 1]);
  });

  it('should refuse a run that comes twice, as agents of a run would', () => {
    const agents = [
      { run: 'a', value: 2 },
      { run: 'a', value: 1 },
    ];

    expect(() => valuesOfRuns(agents)).toThrow('run a comes twice; expected one value a run');
  });

  it('should refuse what is no number', () => {
    expect(() => valuesOfRuns([{ run: 'a', value: NaN }])).toThrow('run a has the value NaN');
  });

  it('should refuse too few', () => {
    expect(() => valuesOfRuns([])).toThrow('there are 0 runs; expected at least 1');
    expect(() => valuesOfRuns([{ run: 'a', value: 1 }], 2)).toThrow('expected at least 2');
    expect(valuesOfRuns([{ run: 'a', value: 1 }], 1)).toEqual([1]);
  });
});

describe('levelOf', () => {
  it('should name the run and the factors that it has', () => {
    const run = { run: 'a', value: 1, clusters: { wording: 'w' } };

    expect(levelOf(run, 'wording')).toBe('w');
    expect(() => levelOf(run, 'labels')).toThrow('run a has no labels; expected one of wording');
  });
});
