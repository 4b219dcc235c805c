import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapley } from '../../src/index.js';

const PLAYERS = ['a', 'b', 'c', 'd'];
const key = (group: readonly string[]): number => group.reduce((sum, one) => sum + 2 ** PLAYERS.indexOf(one), 0);

/** A worth for each of the sixteen groups, nobody among them. */
const anyGame = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 16, maxLength: 16 });
const sharesOf = async (worth: (group: readonly string[]) => number): Promise<readonly number[]> =>
  (await shapley({ players: PLAYERS, worth })).shares.map(({ value }) => value);

describe('Shapley shares', () => {
  it('should add up to what everybody is worth less what nobody is worth (efficiency)', () =>
    fc.assert(
      fc.asyncProperty(anyGame, async (worths) => {
        const shares = await sharesOf((group) => worths[key(group)] as number);
        const sum = shares.reduce((all, one) => all + one, 0);
        expect(sum).toBeCloseTo((worths[15] as number) - (worths[0] as number), 9);
      }),
    ));

  it('should be equal for players who add the same to every group (symmetry)', () =>
    fc.assert(
      fc.asyncProperty(anyGame, async (worths) => {
        // a and b are exchanged in every group: what either adds is the same.
        const exchanged: { readonly [player: string]: string } = { a: 'b', b: 'a' };
        const mirrored = (group: readonly string[]): readonly string[] => group.map((one) => exchanged[one] ?? one);
        const [a, b] = await sharesOf(
          (group) => (worths[key(group)] as number) + (worths[key(mirrored(group))] as number),
        );
        expect(a).toBeCloseTo(b as number, 9);
      }),
    ));

  it('should be nothing for who adds nothing to any group (null player)', () =>
    fc.assert(
      fc.asyncProperty(anyGame, async (worths) => {
        const shares = await sharesOf((group) => worths[key(group.filter((one) => one !== 'd'))] as number);
        expect(shares[3]).toBeCloseTo(0, 9);
      }),
    ));

  it('should be the sum of shares for the sum of games (additivity)', () =>
    fc.assert(
      fc.asyncProperty(anyGame, anyGame, async (one, other) => {
        const both = await sharesOf((group) => (one[key(group)] as number) + (other[key(group)] as number));
        const first = await sharesOf((group) => one[key(group)] as number);
        const second = await sharesOf((group) => other[key(group)] as number);
        expect(both).toEqual(first.map((share, at) => expect.closeTo(share + (second[at] as number), 9)));
      }),
    ));

  it('should add up also where orders are drawn', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (seed) => {
        const players = Array.from({ length: 9 }, (_, place) => `p${place}`);
        const worth = (group: readonly string[]): number => Math.sin(seed + group.length) + group.join('').length ** 2;
        const { shares, nobody, everybody } = await shapley({ players, worth, permutations: 5, seed });
        expect(shares.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(everybody - nobody, 8);
      }),
      { numRuns: 20 },
    ));
});
