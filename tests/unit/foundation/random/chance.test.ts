import { describe, expect, it } from 'vitest';
import { chanceOf, chancesFrom } from '../../../../src/foundation/random/index.js';
import type { Chance } from '../../../../src/spec/index.js';

describe('chancesFrom', () => {
  it('should give the same numbers for the same key, whatever was drawn before', () => {
    const chances = chancesFrom(42);
    const first = chances('clock', 'agent-1').uniform();
    chances('clock', 'agent-2').shuffle([1, 2, 3]);

    expect(chances('clock', 'agent-1').uniform()).toBe(first);
  });

  it('should keep its numbers from version to version', () => {
    const chance = chancesFrom(42)('golden');
    const drawn = [chance.uniform(), chance.uniform(), chance.integer(1000), chance.exponential()];

    // Worked out independently in Python: the key's bytes through mmh3 5.3.1, hash_bytes(key, 0, x64arch=False), as the
    // state of xoroshiro128+ with 24, 16, 37 on 64-bit integers (Blackman and Vigna 2018), of which the low words are used.
    expect(drawn).toEqual([0.09703453700058162, 0.1293341137934476, 552, 0.3943312203601868]);
    expect(chance.shuffle([1, 2, 3, 4, 5, 6])).toEqual([1, 4, 6, 5, 2, 3]);
  });

  it('should give other numbers for another seed, part or order of parts', () => {
    const first = (seed: number | string, ...key: (string | number)[]): number => chancesFrom(seed)(...key).uniform();
    const drawn = [first(1, 'a', 'b'), first(2, 'a', 'b'), first('1', 'a', 'b'), first(1, 'b', 'a'), first(1, 'a')];

    expect(new Set(drawn).size).toBe(5);
  });

  it('should start every stream anew', () => {
    const chances = chancesFrom(5);
    const once = chances('stream');
    once.uniform();

    expect(chances('stream').uniform()).not.toBe(once.uniform());
  });
});

describe('chanceOf', () => {
  it('should be xoroshiro128+', () => {
    const chance = chanceOf([1, 2, 3, 4]);
    const drawn = Array.from({ length: 5 }, () => chance.uniform() * 2 ** 32);

    // The same independent generator, from 0x0000000100000002 and 0x0000000300000004.
    expect(drawn).toEqual([6, 33947718, 612440710, 3628488838, 2792199378]);
  });

  it('should leave the state that it would never leave', () => {
    const chance = chanceOf([0, 0, 0, 0]);
    const drawn = Array.from({ length: 3 }, () => chance.uniform() * 2 ** 32);

    expect(drawn).toEqual([0, 32, 541131072]);
  });
});

describe('the streams of neighbouring keys', () => {
  const count = 20_000;
  const first = (occasion: number, agent = 'agent-1'): number =>
    chancesFrom(7)('decision', agent, occasion).uniform() - 0.5;

  it.each([
    ['occasion', (index: number) => first(index), (index: number) => first(index + 1)],
    ['agent', (index: number) => first(index), (index: number) => first(index, 'agent-2')],
    [
      'seed',
      (index: number) => first(index),
      (index: number) => chancesFrom(8)('decision', 'agent-1', index).uniform() - 0.5,
    ],
  ])('should not be correlated where the %s differs', (_, left, right) => {
    let covariance = 0;
    for (let index = 0; index < count; index += 1) covariance += left(index) * right(index);

    // Standard error of the correlation is 1 / sqrt(count) = .007.
    expect(Math.abs((covariance / count) * 12)).toBeLessThan(0.03);
  });

  it('should be uniform together, each number and each bit', () => {
    const cells = new Array<number>(64).fill(0);
    const bits = new Array<number>(32).fill(0);
    for (let index = 0; index < count; index += 1) {
      const drawn = chancesFrom(7)('uniform', index).uniform();
      const cell = Math.floor(drawn * 64);
      cells[cell] = (cells[cell] as number) + 1;
      for (let bit = 0; bit < 32; bit += 1) {
        if (Math.floor(drawn * 2 ** (bit + 1)) % 2 === 1) bits[bit] = (bits[bit] as number) + 1;
      }
    }

    const expected = count / 64;
    const chiSquare = cells.reduce((sum, observed) => sum + (observed - expected) ** 2 / expected, 0);
    // scipy 1.17.1, stats.chi2.ppf(.999, 63) = 103.4.
    expect(chiSquare).toBeLessThan(103.4);
    // Standard deviation of a bit's count is sqrt(count) / 2 = 71.
    for (const ones of bits) expect(Math.abs(ones - count / 2)).toBeLessThan(4 * 71);
  });
});

describe('the draws of a stream', () => {
  const chances = chancesFrom(3);
  const tally = (size: number, times: number, draw: (chance: Chance) => number): number[] => {
    const counts = new Array<number>(size).fill(0);
    for (let index = 0; index < times; index += 1) {
      const drawn = draw(chances('draw', index));
      counts[drawn] = (counts[drawn] as number) + 1;
    }
    return counts;
  };

  it('should fall on indices in proportion to their weights', () => {
    const counts = tally(3, 30_000, (chance) => chance.draw([1, 0, 3]));

    expect(counts[1]).toBe(0);
    // Standard deviation of the first count is sqrt(30,000 × .25 × .75) = 75.
    expect(Math.abs((counts[0] as number) - 7500)).toBeLessThan(4 * 75);
  });

  it('should be by inverse CDF in the order given', () => {
    for (let index = 0; index < 200; index += 1) {
      const at = chances('inverse', index).uniform();

      expect(chances('inverse', index).draw([0.25, 0.5, 0.25])).toBe(at < 0.25 ? 0 : at < 0.75 ? 1 : 2);
    }
  });

  it('should not depend on the scale of the weights', () => {
    const draw = (weights: readonly number[]): number[] => tally(3, 500, (chance) => chance.draw(weights));

    expect(draw([2, 6, 8])).toEqual(draw([0.125, 0.375, 0.5]));
  });

  it('should give every order of a shuffled list as often', () => {
    const orders = ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'];
    const counts = tally(6, 24_000, (chance) => orders.indexOf(chance.shuffle(['a', 'b', 'c']).join('')));

    const chiSquare = counts.reduce((sum, count) => sum + (count - 4000) ** 2 / 4000, 0);
    // scipy 1.17.1, stats.chi2.ppf(.999, 5) = 20.52.
    expect(chiSquare).toBeLessThan(20.52);
  });

  it('should be as likely in each third of a bound that does not divide 2^32', () => {
    const third = 2 ** 30;
    const counts = tally(3, 30_000, (chance) => Math.floor(chance.integer(3 * third) / third));

    // Remainders of 32 bits would fall on the first third half of the time. Standard deviation sqrt(30,000 × 2/9) = 82.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(4 * 82);
  });

  it('should leave a shuffled list as it was', () => {
    const items = [1, 2, 3, 4];

    chances('shuffle').shuffle(items);

    expect(items).toEqual([1, 2, 3, 4]);
  });

  it('should wait for 1 on average, exponentially', () => {
    const times = Array.from({ length: 20_000 }, (_, index) => chances('wait', index).exponential());
    const average = times.reduce((sum, time) => sum + time, 0) / times.length;
    const beyond = times.filter((time) => time > 2).length / times.length;

    expect(Math.min(...times)).toBeGreaterThan(0);
    // Standard errors are 1 / sqrt(20,000) = .007 and sqrt(.135 × .865 / 20,000) = .0024.
    expect(Math.abs(average - 1)).toBeLessThan(0.03);
    expect(Math.abs(beyond - Math.exp(-2))).toBeLessThan(0.01);
  });

  it.each([[[0, 0]], [[]], [[NaN, 1]], [[-1, 2]], [[Infinity, 1]], [[1e308, 1e308]]])(
    'should refuse the weights %j',
    (weights) => {
      expect(() => chances('a').draw(weights)).toThrow(`cannot draw with weights ${weights.join(', ')}`);
    },
  );

  it.each([0, -1, 1.5, NaN, 2 ** 32 + 1])('should refuse to draw an integer below %d', (bound) => {
    expect(() => chances('a').integer(bound)).toThrow(`cannot draw below ${bound}`);
  });
});
