import { flatPoints, type Points } from './_internals/flat-points.js';
import type { ReferencePoints } from './reference-points.js';

/** Width of the Epanechnikov kernel over that of the normal one that smooths as much (Scott 1992, table 6.3). */
const CANONICAL_RATIO = 2.214;

/** Scott's rule is for one hump; a narrower kernel tells clumps from an even spread. */
const NARROWER = 0.75;

/**
 * Kullback–Leibler divergence of a kernel density of the people from the uniform one, in nats; lower is more diverse. It
 * sees clumps, to which {@link gaussianKl} is blind, and smooths what is finer than its kernel, so even clones have a
 * finite one.
 *
 * The kernel is a product of Epanechnikov kernels, reflected at the faces of the cube, so that no mass is lost there; its
 * half-width is ¾ of 2.214 √(1/12) (4 / ((K + 2) N))^(1 / (K + 4)), Scott's rule for the spread of the *ideal* population and
 * not of the one that is measured, at most 1 (Scott 1992, equation 6.42). The integral is a mean over the reference
 * points, normalised over them, so that it is at least 0. With few people on many axes it is mostly the kernel itself (of
 * an ideal population about .02 for 25 people on two axes, .14 on three, 1.4 on six): read it beside that of the ideal.
 */
export function kernelKl(points: Points, { reference }: { readonly reference: ReferencePoints }): number {
  const people = flatPoints(points);
  const { axes } = people;
  const scale = (4 / ((axes + 2) * people.count)) ** (1 / (axes + 4));
  const width = Math.min(1, NARROWER * CANONICAL_RATIO * Math.sqrt(1 / 12) * scale);
  let [sum, weighted] = [0, 0];
  for (let row = 0; row < reference.count; row += 1) {
    let density = 0;
    for (let person = 0; person < people.count; person += 1) {
      let product = 1;
      for (let axis = 0; axis < axes && product > 0; axis += 1) {
        const at = reference.coordinates[row * axes + axis] as number;
        product *= reflected(at, people.coordinates[person * axes + axis] as number, width);
      }
      density += product;
    }
    sum += density;
    if (density > 0) weighted += density * Math.log(density);
  }
  if (sum === 0) return Math.log(reference.count);
  return Math.max(0, weighted / sum - Math.log(sum / reference.count));
}

/** The kernel about a value, its mirror images at 0 and 1 added; not normalised. */
function reflected(at: number, value: number, width: number): number {
  const own = parabola((at - value) / width);
  const low = parabola((at + value) / width);
  return own + low + parabola((2 - at - value) / width);
}

function parabola(distance: number): number {
  return distance < 1 && distance > -1 ? 1 - distance * distance : 0;
}
