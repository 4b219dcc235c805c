import { chancesFrom } from '../../foundation/random/index.js';
import type { Chance, Placement } from '../../spec/index.js';
import type { Design } from './_internals/design.js';
import { designPlacement } from './_internals/design-placement.js';
import { sobolDesign } from './sobol.js';

/**
 * Places up to half of the people in distinct corners of the axes, each followed by the opposite one, and the others
 * inside by a scrambled Sobol sequence. Determined by size, axes and seed.
 */
export function cornersAndInterior(): Placement {
  return designPlacement(cornersAndInteriorDesign);
}

export const cornersAndInteriorDesign: Design = {
  name: 'corners-and-interior',
  maximumAxes: 21,
  even: false,
  points({ levels, size, seed }) {
    const axes = levels.length;
    const wanted = Math.min(2 ** axes, Math.floor(size / 2));
    const corners = someCorners({ axes, wanted, chance: chancesFrom(seed)('placement', 'corners') });
    const interior = sobolDesign().points({ levels, size: size - corners.length, seed });
    // In turn, interior first: whatever is cut from the front has at most half of it in corners.
    const points: (readonly number[])[] = [];
    interior.forEach((point, at) => points.push(point, ...corners.slice(at, at + 1)));
    return points;
  },
};

function someCorners({
  axes,
  wanted,
  chance,
}: {
  readonly axes: number;
  readonly wanted: number;
  readonly chance: Chance;
}): (readonly number[])[] {
  const chosen = new Set<number>();
  while (chosen.size < wanted) {
    const corner = chance.integer(2 ** axes);
    chosen.add(corner).add(2 ** axes - 1 - corner);
  }
  return [...chosen].slice(0, wanted).map((corner) => Array.from({ length: axes }, (_, axis) => (corner >>> axis) & 1));
}
