import { userError } from '../../../foundation/errors/index.js';
import type { Axis, PlacementRequest, Position } from '../../../spec/index.js';
import { targetQuantile, type Quantile } from '../target-quantile.js';

/** How points of the unit cube become positions. */
export interface AxisMap {
  /** One entry an axis: its number of levels, or `undefined` where it is continuous. */
  readonly levels: readonly (number | undefined)[];
  position(point: readonly number[]): Position;
}

/**
 * From points to positions: by inverse CDF where a density is wanted, and on axes with m levels to level ⌊u·m⌋, which
 * stands at level / (m − 1).
 *
 * @throws MesocosmError (usage) where a density is for no axis, is none, or has another number of weights than levels.
 */
export function axisMap({ axes, densities = {} }: Pick<PlacementRequest, 'axes' | 'densities'>): AxisMap {
  const names = axes.map(({ name }) => name);
  for (const name of Object.keys(densities)) {
    if (names.includes(name)) continue;
    throw userError({
      kind: 'usage',
      what: `there is a density for "${name}", which is no axis`,
      available: names,
      given: name,
    });
  }
  const levels = axes.map((axis) => (axis.kind === 'continuous' ? undefined : axis.levels.length));
  const quantiles = axes.map((axis) => quantileOf(axis, densities[axis.name]));
  return {
    levels,
    position: (point) =>
      Object.fromEntries(
        names.map((name, at) => {
          const value = (quantiles[at] as Quantile)(point[at] as number);
          return [name, onLevel(value, levels[at])];
        }),
      ),
  };
}

function quantileOf(axis: Axis, density: NonNullable<PlacementRequest['densities']>[string] | undefined): Quantile {
  if (density === undefined) return (share) => share;
  if (axis.kind !== 'continuous' && density.kind === 'table' && density.weights.length !== axis.levels.length) {
    throw userError({
      kind: 'usage',
      what: `the density of "${axis.name}" has ${density.weights.length} weights, the axis ${axis.levels.length} levels`,
      expected: 'one weight a level',
    });
  }
  return targetQuantile(density);
}

/** Nearly the next level is the next level: 3 · (2 / 3) may come out below 2. */
function onLevel(value: number, levels: number | undefined): number {
  if (levels === undefined) return value;
  return Math.min(levels - 1, Math.floor(value * levels + 1e-9)) / (levels - 1);
}
