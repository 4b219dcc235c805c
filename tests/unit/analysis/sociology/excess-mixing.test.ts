import { describe, expect, it } from 'vitest';
import { excessMixing } from '../../../../src/index.js';

const groups = new Map([
  ['a', 'X'],
  ['b', 'X'],
  ['c', 'X'],
  ['d', 'Y'],
  ['e', 'Y'],
]);
const pair = (from: string, to: string, choices: Parameters<typeof excessMixing>[1]) =>
  excessMixing(groups, choices).find((one) => one.from === from && one.to === to);

describe('excess mixing', () => {
  it('should be the observed share over the share of the others who are of the group, less one', () => {
    const choices = [
      { from: 'a', to: 'b' },
      { from: 'a', to: 'c' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'd' },
    ];

    expect(pair('X', 'X', choices)).toEqual({ from: 'X', to: 'X', n: 4, observed: 0.75, expected: 0.5, excess: 0.5 });
    expect(pair('X', 'Y', choices)).toEqual({ from: 'X', to: 'Y', n: 4, observed: 0.25, expected: 0.5, excess: -0.5 });
  });

  it('should be 0 everywhere where everybody chooses every other once', () => {
    const names = [...groups.keys()];
    const all = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ from, to })));

    expect(excessMixing(groups, all).map(({ excess }) => excess)).toEqual([0, 0, 0, 0]);
  });

  it('should be missing, with n = 0, for a group that chose nobody', () => {
    expect(pair('Y', 'X', [{ from: 'a', to: 'b' }])).toMatchObject({ n: 0, observed: null, excess: null });
  });

  it('should be missing within a group of one, who has nobody alike to choose', () => {
    const lone = new Map([...groups, ['f', 'Z']]);
    const found = excessMixing(lone, [{ from: 'f', to: 'a' }]).find(({ from, to }) => from === 'Z' && to === 'Z');

    expect(found).toMatchObject({ n: 1, observed: 0, expected: 0, excess: null });
  });

  it('should refuse one agent, a choice of oneself and an agent without a group', () => {
    expect(() => excessMixing(new Map([['a', 'X']]), [])).toThrow('at least two agents');
    expect(() => excessMixing(groups, [{ from: 'a', to: 'a' }])).toThrow('a chose itself');
    expect(() => excessMixing(groups, [{ from: 'a', to: 'z' }])).toThrow('z has no group');
  });
});
