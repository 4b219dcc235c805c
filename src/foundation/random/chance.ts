import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { userError } from '../errors/index.js';
import type { Chance, Chances } from '../../spec/index.js';
import { hash128, type Words } from './hash128.js';

const TWO_32 = 4294967296;

/**
 * The streams of a seed. Each is a xoroshiro128+ (Blackman and Vigna 2018) started from the 128-bit hash of the seed and
 * the key, so a stream depends on its key alone and never on what was drawn elsewhere.
 *
 * @param seed An integer, or any text.
 */
export function chancesFrom(seed: number | string): Chances {
  return (...key) => chanceOf(hash128([seed, ...key]));
}

/** A stream from 128 bits. */
export function chanceOf(words: Words): Chance {
  const [a, b, c, d] = words;
  // The generator never leaves the state of all zeros.
  const generator = xoroshiro128plusFromState((a | b | c | d) === 0 ? [1, 0, 0, 0] : [a, b, c, d]);
  const word = (): number => generator.next() >>> 0;

  const integer = (bound: number): number => {
    if (!Number.isInteger(bound) || bound < 1 || bound > TWO_32) {
      throw userError({ kind: 'usage', what: `cannot draw below ${bound}`, expected: 'an integer from 1 to 2^32' });
    }
    const limit = TWO_32 - (TWO_32 % bound);
    for (;;) {
      const drawn = word();
      if (drawn < limit) return drawn % bound;
    }
  };

  return {
    uniform: () => word() / TWO_32,
    integer,
    exponential: () => -Math.log((word() + 1) / (TWO_32 + 1)),
    shuffle(items) {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const chosen = integer(last + 1);
        const kept = shuffled[last] as (typeof shuffled)[number];
        shuffled[last] = shuffled[chosen] as (typeof shuffled)[number];
        shuffled[chosen] = kept;
      }
      return shuffled;
    },
    draw: (weights) => inverse(weights, word() / TWO_32),
  };
}

/** The first index at which the cumulative weight exceeds `at` of the whole. */
function inverse(weights: readonly number[], at: number): number {
  let total = 0;
  for (const weight of weights) {
    if (!(weight >= 0)) throw weightError(weights);
    total += weight;
  }
  if (!(total > 0) || total === Infinity) throw weightError(weights);
  let cumulative = 0;
  let last = 0;
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] as number;
    if (weight === 0) continue;
    cumulative += weight;
    if (at * total < cumulative) return index;
    last = index;
  }
  return last;
}

function weightError(weights: readonly number[]): Error {
  return userError({
    kind: 'usage',
    what: `cannot draw with weights ${weights.join(', ')}`,
    expected: 'numbers of at least 0 with a positive, finite sum',
  });
}
