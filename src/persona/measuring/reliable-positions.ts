import type { Points } from './_internals/flat-points.js';
import { columnOf } from './_internals/flat-points.js';
import type { Reliability } from './reliability.js';

/**
 * Where people stand if noise is taken out of the spread: each axis is shrunk about its mean, `z̄ + √ρ (z − z̄)` with
 * ρ = max(0, R) of the axis (Kelley 1947, Fundamentals of Statistics, gives ρ for the best guess of a person; its root
 * keeps the variance that is reliable). The hull shrinks by the product of the roots. An axis whose reliability is not
 * known stays as it is.
 */
export function reliablePositions(positions: Points, reliability: Reliability): number[][] {
  if (reliability.kind !== 'measured') return positions.map((position) => [...position]);
  const shrinking = reliability.axes.map((rho, axis) => {
    const values = columnOf(positions, axis);
    return {
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      root: rho === null ? 1 : Math.sqrt(Math.max(0, rho)),
    };
  });
  return positions.map((position) =>
    position.map((value, axis) => {
      const { mean, root } = shrinking[axis] as (typeof shrinking)[number];
      return mean + root * (value - mean);
    }),
  );
}
