import type { Axis, Placement, PlacementRequest, Position } from '../../src/spec/index.js';

const pole = (label: string) => ({ label, description: `somebody who is ${label}` });

/** A continuous axis, or with a number of levels an ordinal one. */
export function anAxis(name: string, levels?: number): Axis {
  const ends = { name, low: pole(`low ${name}`), high: pole(`high ${name}`) };
  if (levels === undefined) return { kind: 'continuous', ...ends };
  return { kind: 'ordinal', ...ends, levels: Array.from({ length: levels }, (_, at) => pole(`${name} ${at}`)) };
}

/** 25 people on the continuous axes `trust` and `risk`, but for what is changed. */
export function aPlacementRequest(changes: Partial<PlacementRequest> = {}): PlacementRequest {
  return { context: 'A village.', axes: [anAxis('trust'), anAxis('risk')], size: 25, seed: 1, ...changes };
}

/** Where a placement puts people. */
export async function positionsOf(
  placement: Placement,
  changes: Partial<PlacementRequest> = {},
): Promise<readonly Position[]> {
  const placed = await placement.place(aPlacementRequest(changes));
  if (!placed.ok) throw new Error(placed.failure.message);
  return placed.value.map(({ position }) => position);
}
