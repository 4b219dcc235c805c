import { describe, expect, it } from 'vitest';
import { shapley } from '../../../../src/index.js';
import { casesOf } from '../../../support/statistics-reference/reference.js';

describe('shapley', () => {
  it('should share a glove game as it is worked by hand: two left gloves, one right', async () => {
    // Shapley 1953: the right glove gets 2/3, each left one 1/6.
    const { shares, method, coalitions, nobody, everybody } = await shapley({
      players: ['left 1', 'left 2', 'right'],
      worth: (group) => Number(group.includes('right') && group.length > 1),
    });

    expect(shares.map(({ value }) => value)).toEqual([1 / 6, 1 / 6, 2 / 3].map((one) => expect.closeTo(one, 12)));
    expect(shares.every(({ standardError, overRuns }) => standardError === 0 && overRuns === null)).toBe(true);
    expect({ method, coalitions, nobody, everybody }).toEqual({
      method: 'exact',
      coalitions: 8,
      nobody: 0,
      everybody: 1,
    });
  });

  it('should share over runs, and leave out a run in which a group is worth nobody knows what', async () => {
    const { shares, runs, missing } = await shapley({
      players: ['a', 'b'],
      worth: async (group) => [group.length, 3 * group.length, group.length === 1 ? null : 9],
    });

    expect({ runs, missing }).toEqual({ runs: 2, missing: 1 });
    expect(shares.map(({ value }) => value)).toEqual([2, 2]);
    expect(shares[0]?.overRuns).toMatchObject({
      value: 2,
      n: 2,
      low: 1,
      high: 3,
      note: expect.stringContaining('few'),
    });
  });

  it('should draw orders for many players, with a standard error that fits, and the same for the same seed', async () => {
    const players = Array.from({ length: 10 }, (_, place) => `p${place}`);
    // A majority of six decides; by symmetry each gets a tenth.
    const game = { players, worth: (group: readonly string[]) => Number(group.length >= 6), permutations: 400 };
    const found = await shapley(game);
    const far = found.shares.filter(({ value, standardError }) => Math.abs(value - 0.1) > 3 * standardError);

    expect(found.method).toBe('permutations');
    expect(found.shares.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 12);
    expect(found.shares[0]?.standardError).toBeCloseTo(Math.sqrt((0.1 * 0.9) / 400), 2);
    expect(far).toEqual([]);
    expect(await shapley(game)).toEqual(found);
    expect((await shapley({ ...game, seed: 2 })).shares).not.toEqual(found.shares);
  });

  it('should ask for each group once, members in the order of the players', async () => {
    const asked: string[] = [];
    await shapley({ players: ['b', 'a'], worth: (group) => asked.push(group.join()) });

    expect(asked).toEqual(['', 'b', 'a', 'b,a']);
  });

  it('should refuse players and worths that it cannot share', async () => {
    const worth = (): number => 0;
    await expect(shapley({ players: [], worth })).rejects.toThrow('there are no players');
    await expect(shapley({ players: ['a', 'a'], worth })).rejects.toThrow('a player is named twice');
    await expect(shapley({ players: ['a'], worth: () => NaN })).rejects.toThrow('the worth of nobody is NaN');
    await expect(shapley({ players: ['a'], worth: () => [null] })).rejects.toThrow('there is no run in which');
    const uneven = (group: readonly string[]): readonly number[] => [0, ...group.map(() => 1)];
    await expect(shapley({ players: ['a'], worth: uneven })).rejects.toThrow('the worth of a is given for 2 runs');
    const many = Array.from({ length: 9 }, (_, place) => `p${place}`);
    await expect(shapley({ players: many, worth, permutations: 1 })).rejects.toThrow('1 permutations');
  });
});

describe('shapley beside all orders', () => {
  it.each(casesOf<number[], number[]>('shapley'))(
    'should give what $by gives of $given.length groups',
    async ({ given, gives }) => {
      const players = gives.map((_, place) => `${place}`);
      const worth = (group: readonly string[]) => given[group.reduce((bits, one) => bits + 2 ** Number(one), 0)] ?? NaN;

      expect((await shapley({ players, worth })).shares.map(({ value }) => value)).toEqual(
        gives.map((one) => expect.closeTo(one, 12)),
      );
    },
  );
});
