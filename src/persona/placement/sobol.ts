import { chancesFrom, hash128, mix } from '../../foundation/random/index.js';
import type { Placement } from '../../spec/index.js';
import type { Design, PointsRequest } from './_internals/design.js';
import { designPlacement } from './_internals/design-placement.js';
import { JOE_KUO } from './_internals/joe-kuo.js';

const TWO_32 = 4294967296;
const BITS = 32;

/** How a Sobol sequence is made random. */
export interface SobolOptions {
  /**
   * `owen` (default): nested uniform scrambling (Owen 1995), each binary digit flipped or not by a hash of the seed, the
   * axis and the digits before it. `digital-shift`: one random number an axis, added digit by digit. `none`: the sequence
   * itself, which begins at the origin.
   */
  readonly scramble?: 'owen' | 'digital-shift' | 'none';
}

/**
 * Places people on a Sobol sequence (Sobol 1967; direction numbers of Joe and Kuo 2008, doi:10.1137/070709359), any number
 * of them, on at most 21 axes. Of the first 2^m people each of the 2^m equal parts of every axis holds exactly one,
 * scrambled or not. Determined by size, axes and seed.
 */
export function sobol(options: SobolOptions = {}): Placement {
  return designPlacement(sobolDesign(options));
}

/** The points of {@link sobol} in the unit cube, multiples of 2⁻³² below 1. */
export function sobolPoints({
  axes,
  size,
  seed = 0,
  scramble,
}: SobolOptions & { readonly axes: number; readonly size: number; readonly seed?: number | string }): number[][] {
  const design = sobolDesign(scramble === undefined ? {} : { scramble });
  const levels = new Array<undefined>(axes).fill(undefined);
  return design.points({ levels, size, seed }).map((point) => [...point]);
}

export function sobolDesign({ scramble = 'owen' }: SobolOptions = {}): Design {
  return {
    name: 'sobol',
    maximumAxes: JOE_KUO.length + 1,
    even: true,
    points({ levels, size, seed }: PointsRequest) {
      const columns = levels.map((_, axis) => {
        const scrambled = scrambler({ scramble, seed, axis });
        return column(directionsOf(axis), size).map((word) => scrambled(word) / TWO_32);
      });
      return Array.from({ length: size }, (_, at) => columns.map((values) => values[at] as number));
    },
  };
}

/** The sequence on one axis in Gray-code order (Antonov and Saleev 1979), as 32-bit words. */
function column(directions: readonly number[], size: number): number[] {
  let word = 0;
  return Array.from({ length: size }, (_, at) => {
    if (at > 0) word = (word ^ (directions[trailingZeros(at)] as number)) >>> 0;
    return word;
  });
}

/** Place of the lowest digit that is 1. */
const trailingZeros = (index: number): number => 31 - Math.clz32(index & -index);

/** Direction numbers v_1 … v_32 of an axis by the recurrence of Bratley and Fox (1988), the first digit foremost. */
function directionsOf(axis: number): number[] {
  const row = axis === 0 ? undefined : JOE_KUO[axis - 1];
  if (row === undefined) return Array.from({ length: BITS }, (_, bit) => (1 << (31 - bit)) >>> 0);
  const [degree, coefficients, initial] = row;
  const directions = initial.map((number, bit) => (number << (31 - bit)) >>> 0);
  for (let bit = degree; bit < BITS; bit += 1) {
    const back = directions[bit - degree] as number;
    let next = back ^ (back >>> degree);
    for (let term = 1; term < degree; term += 1) {
      if (((coefficients >>> (degree - 1 - term)) & 1) === 1) next ^= directions[bit - term] as number;
    }
    directions.push(next >>> 0);
  }
  return directions;
}

function scrambler({
  scramble,
  seed,
  axis,
}: {
  readonly scramble: NonNullable<SobolOptions['scramble']>;
  readonly seed: number | string;
  readonly axis: number;
}): (word: number) => number {
  switch (scramble) {
    case 'none':
      return (word) => word;
    case 'digital-shift': {
      const shift = chancesFrom(seed)('placement', 'sobol', 'shift', axis).integer(TWO_32);
      return (word) => (word ^ shift) >>> 0;
    }
    case 'owen': {
      const key = hash128([seed, 'placement', 'sobol', 'owen', axis]);
      return (word) => {
        let scrambled = 0;
        for (let depth = 0; depth < BITS; depth += 1) {
          // A leading 1 tells prefixes of different length apart.
          const prefix = depth === 0 ? 1 : (1 << depth) | (word >>> (BITS - depth));
          const flip = (mix(key, prefix) >>> 31) & 1;
          scrambled = (scrambled << 1) | (((word >>> (31 - depth)) & 1) ^ flip);
        }
        return scrambled >>> 0;
      };
    }
  }
}
