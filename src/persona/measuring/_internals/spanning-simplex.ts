import type { FlatPoints } from './flat-points.js';

/** Points thinner than this in some direction span no volume. */
const THIN = 1e-7;

/**
 * Points that span the space, one more than there are axes: each the furthest from the flat through those before it
 * (Gram and Schmidt). `undefined` where all lie on a common plane.
 */
export function spanningSimplex({ count, axes, coordinates }: FlatPoints): number[] | undefined {
  if (count <= axes) return undefined;
  const left = Float64Array.from(coordinates);
  const first = lowest({ count, axes, coordinates });
  for (let point = 0; point < count; point += 1) {
    for (let axis = 0; axis < axes; axis += 1) {
      const at = point * axes + axis;
      left[at] = (coordinates[at] as number) - (coordinates[first * axes + axis] as number);
    }
  }
  const simplex = [first];
  while (simplex.length <= axes) {
    const { point, length } = longest(left, { count, axes });
    if (length < THIN) return undefined;
    simplex.push(point);
    removeDirection(left, { direction: left.slice(point * axes, (point + 1) * axes), length, axes });
  }
  return simplex;
}

/** The point that is lowest on the first axis; the first of several. */
function lowest({ count, axes, coordinates }: FlatPoints): number {
  let least = 0;
  for (let point = 1; point < count; point += 1) {
    if ((coordinates[point * axes] as number) < (coordinates[least * axes] as number)) least = point;
  }
  return least;
}

function longest(rows: Float64Array, { count, axes }: { readonly count: number; readonly axes: number }) {
  let [point, most] = [0, 0];
  for (let row = 0; row < count; row += 1) {
    let squared = 0;
    for (let axis = 0; axis < axes; axis += 1) squared += (rows[row * axes + axis] as number) ** 2;
    if (squared > most) [point, most] = [row, squared];
  }
  return { point, length: Math.sqrt(most) };
}

function removeDirection(
  rows: Float64Array,
  how: { readonly direction: Float64Array; readonly length: number; readonly axes: number },
): void {
  const { direction, length, axes } = how;
  for (let at = 0; at < rows.length; at += axes) {
    let along = 0;
    for (let axis = 0; axis < axes; axis += 1) along += (rows[at + axis] as number) * (direction[axis] as number);
    along /= length * length;
    for (let axis = 0; axis < axes; axis += 1) {
      rows[at + axis] = (rows[at + axis] as number) - along * (direction[axis] as number);
    }
  }
}
