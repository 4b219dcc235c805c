import { chancesFrom } from '../../foundation/random/index.js';
import type { Placement } from '../../spec/index.js';
import type { Design } from './_internals/design.js';
import { designPlacement } from './_internals/design-placement.js';
import { sobolDesign } from './sobol.js';

/**
 * Places people in the centres of the cells of a grid, at most one in each: max(2, ⌈N^(1/K)⌉) parts a continuous axis, and
 * the levels of the others, which are counted off first. Of more cells than people those are taken that a scrambled Sobol
 * sequence meets first, so that they lie evenly. Where every axis has levels and there are fewer cells than people, cells
 * are used again, as evenly as N allows. Determined by size, axes and seed.
 */
export function gridCentres(): Placement {
  return designPlacement(gridCentresDesign);
}

export const gridCentresDesign: Design = {
  name: 'grid-centres',
  maximumAxes: 21,
  even: false,
  points({ levels, size, seed }) {
    const parts = partsOf(levels, size);
    const cells = parts.reduce((product, count) => product * count, 1);
    const order = cellsInOrder({ parts, wanted: Math.min(cells, size), seed });
    return Array.from({ length: size }, (_, at) => order[at % order.length] as readonly number[]);
  },
};

function partsOf(levels: readonly (number | undefined)[], size: number): number[] {
  const levelled = levels.reduce<number>((product, count) => product * (count ?? 1), 1);
  const continuous = levels.filter((count) => count === undefined).length;
  const each = Math.max(2, rootCeiling(size / levelled, continuous));
  return levels.map((count) => count ?? each);
}

/** The least integer whose K-th power is at least the target: 27^(1/3) is a little above 3 in floating point. */
function rootCeiling(target: number, power: number): number {
  if (power === 0) return 1;
  const near = Math.max(1, Math.round(target ** (1 / power)));
  return near ** power >= target ? near : near + 1;
}

function cellsInOrder({
  parts,
  wanted,
  seed,
}: {
  readonly parts: readonly number[];
  readonly wanted: number;
  readonly seed: number | string;
}): (readonly number[])[] {
  const cells = new Map<string, readonly number[]>();
  const add = (cell: readonly number[]): void => {
    if (cells.size < wanted && !cells.has(cell.join())) cells.set(cell.join(), cell);
  };
  const levels = parts.map(() => undefined);
  for (const point of sobolDesign().points({ levels, size: 16 * wanted, seed })) {
    add(point.map((value, axis) => Math.floor(value * (parts[axis] as number))));
  }
  // Few cells can be left, and only where nearly all of them are wanted.
  if (cells.size < wanted) chancesFrom(seed)('placement', 'grid-centres').shuffle(allCells(parts)).forEach(add);
  return [...cells.values()].map((cell) => cell.map((part, axis) => (part + 0.5) / (parts[axis] as number)));
}

function allCells(parts: readonly number[]): number[][] {
  return parts.reduce<number[][]>(
    (cells, count) => cells.flatMap((cell) => Array.from({ length: count }, (_, part) => [...cell, part])),
    [[]],
  );
}
