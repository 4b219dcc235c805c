import { chancesFrom } from '../../foundation/random/index.js';
import type { Chance, Placement } from '../../spec/index.js';
import type { Design } from './_internals/design.js';
import { designPlacement } from './_internals/design-placement.js';

const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73];

/** How a Halton sequence is made random. */
export interface HaltonOptions {
  /** `digits` (default): a random permutation for each digit of each axis (Owen 2017). `none`: the sequence itself. */
  readonly scramble?: 'digits' | 'none';
}

/**
 * Places people on a Halton sequence (Halton 1960), whose axis k counts in the k-th prime with the digits reversed; any
 * number of people, at most 21 axes. Scrambled by permutations of digits (Owen 2017, arXiv:1706.02808). Determined by
 * size, axes and seed.
 */
export function halton(options: HaltonOptions = {}): Placement {
  return designPlacement(haltonDesign(options));
}

export function haltonDesign({ scramble = 'digits' }: HaltonOptions = {}): Design {
  return {
    name: 'halton',
    maximumAxes: PRIMES.length,
    even: true,
    points({ levels, size, seed }) {
      const chances = chancesFrom(seed);
      const inverses = levels.map((_, axis) => {
        const base = PRIMES[axis] as number;
        if (scramble === 'none') return (index: number) => radicalInverse(index, base);
        return scrambledInverse(base, chances('placement', 'halton', axis));
      });
      return Array.from({ length: size }, (_, index) => inverses.map((inverse) => inverse(index)));
    },
  };
}

function radicalInverse(index: number, base: number): number {
  let value = 0;
  let unit = 1 / base;
  for (let rest = index; rest > 0; rest = Math.floor(rest / base), unit /= base) value += (rest % base) * unit;
  return value;
}

/** As far as digits count in 32 bits: leading zeros are permuted too, or all points would keep a common tail. */
function scrambledInverse(base: number, chance: Chance): (index: number) => number {
  const digits = Array.from({ length: base }, (_, digit) => digit);
  const permutations = Array.from({ length: Math.ceil(32 / Math.log2(base)) }, () => chance.shuffle(digits));
  return (index) => {
    let value = 0;
    let unit = 1 / base;
    let rest = index;
    for (const permutation of permutations) {
      value += (permutation[rest % base] as number) * unit;
      rest = Math.floor(rest / base);
      unit /= base;
    }
    return Math.min(value, 1 - Number.EPSILON);
  };
}
