import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { homophily, selectionDifferential } from '../../../../src/index.js';

const kinds = new Map([
  ['a', 'X'],
  ['b', 'X'],
  ['c', 'Y'],
  ['d', 'Y'],
  ['e', 'Y'],
]);
const choice = (from: string, to: string) => ({ from, to });

describe('homophily', () => {
  it('should set the share of choices within a kind beside that of random mixing', () => {
    // X: 1 of the 4 others is alike, and 1 of 2 choices falls on it: (1/2 − 1/4) / (3/4).
    const found = homophily(kinds, [choice('a', 'b'), choice('a', 'c'), choice('c', 'a'), choice('c', 'b')]);

    expect(found).toEqual([
      { kind: 'X', agents: 2, n: 2, observed: 0.5, expected: 0.25, inbreeding: expect.closeTo(1 / 3, 12) as number },
      { kind: 'Y', agents: 3, n: 2, observed: 0, expected: 0.5, inbreeding: -1 },
    ]);
  });

  it('should be 0 where everybody chooses every other once, however kinds are sized', () => {
    const group = fc.array(fc.constantFrom('X', 'Y', 'Z'), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(group, (all) => {
        const some = new Map(all.map((kind, at) => [`${at}`, kind]));
        const ids = [...some.keys()];
        const every = ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => choice(from, to)));
        for (const { observed, expected } of homophily(some, every)) expect(observed).toBeCloseTo(expected, 12);
      }),
    );
  });

  it('should be missing of a kind that chose nobody, or where all are of one', () => {
    expect(homophily(kinds, []).map(({ inbreeding }) => inbreeding)).toEqual([null, null]);
    const alike = new Map([
      ['a', 'X'],
      ['b', 'X'],
    ]);
    expect(homophily(alike, [choice('a', 'b')])).toMatchObject([{ observed: 1, expected: 1, inbreeding: null }]);
  });

  it('should refuse a choice that is none', () => {
    expect(() => homophily(kinds, [choice('a', 'a')])).toThrow('a chose itself');
    expect(() => homophily(kinds, [choice('a', 'z')])).toThrow('z has no kind');
    expect(() => homophily(new Map([['a', 'X']]), [])).toThrow('at least two agents');
  });
});

describe('what agents select', () => {
  const values = new Map([
    ['a', 0],
    ['b', 1],
    ['c', 5],
  ]);
  const all = ['b', 'c'];

  it('should be the mean of the chosen less that of the available, and nearness to the chooser', () => {
    const found = selectionDifferential(values, [{ chooser: 'a', chosen: 'b', available: all }]);

    // 1 less (1 + 5) / 2; b is at 1 from a, and the available are at 3 on average.
    expect(found).toEqual({
      made: 1,
      missing: 0,
      chosen: 1,
      available: 3,
      differential: -2,
      bounds: { low: -2, high: -2 },
      distance: -2,
    });
  });

  it('should bound what failed decisions could have made of it', () => {
    const found = selectionDifferential(values, [
      { chooser: 'a', chosen: 'b', available: all },
      { chooser: 'a', chosen: null, available: all },
    ]);

    expect(found).toMatchObject({ made: 1, missing: 1, differential: -2, bounds: { low: -2, high: 0 } });
  });

  it('should leave out occasions without a choice', () => {
    const forced = selectionDifferential(values, [{ chooser: 'a', chosen: 'c', available: ['c'] }]);

    expect(forced).toMatchObject({ made: 0, differential: null, bounds: null });
  });

  it('should refuse somebody who was not there', () => {
    expect(() => selectionDifferential(values, [{ chooser: 'a', chosen: 'a', available: all }])).toThrow('not available'); // prettier-ignore
    expect(() => selectionDifferential(values, [{ chooser: 'z', chosen: 'b', available: all }])).toThrow('z has no value'); // prettier-ignore
  });
});
