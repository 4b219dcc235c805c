import { chancesFrom } from '../../foundation/random/index.js';
import type { Placement } from '../../spec/index.js';
import type { Design } from './_internals/design.js';
import { designPlacement } from './_internals/design-placement.js';

/**
 * Places N people so that each of the N equal parts of every axis holds exactly one, at random within it (McKay, Beckman
 * and Conover 1979, doi:10.1080/00401706.1979.10489755). Determined by size, axes and seed.
 */
export function latinHypercube(): Placement {
  return designPlacement(latinHypercubeDesign);
}

export const latinHypercubeDesign: Design = {
  name: 'latin-hypercube',
  maximumAxes: 21,
  even: true,
  points({ levels, size, seed }) {
    const chances = chancesFrom(seed);
    const parts = Array.from({ length: size }, (_, part) => part);
    const columns = levels.map((_, axis) => {
      const chance = chances('placement', 'latin-hypercube', axis);
      return chance.shuffle(parts).map((part) => (part + chance.uniform()) / size);
    });
    return parts.map((at) => columns.map((values) => values[at] as number));
  },
};
