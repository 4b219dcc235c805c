import type { InPieces } from '../../../foundation/pieces.js';
import { chancesFrom } from '../../../foundation/random/index.js';
import { sobolPoints } from '../../placement/index.js';
import { referencePoints } from '../reference-points.js';
import { flatPoints } from './flat-points.js';
import { nearestSquared } from './nearest-distances.js';

/** Share of the reference points that the ideal population covers at the calibrated radius. */
const CALIBRATED_COVERAGE = 0.99;

/** Of a radius as large as the last, the part below which distances need not be known exactly. */
const SURELY_TOO_SMALL = 0.8;

/** Mean and standard deviation of the radius over ideal draws. */
export function* calibrate(of: {
  readonly size: number;
  readonly axes: number;
  readonly draws: number;
}): InPieces<{ readonly radius: number; readonly standardDeviation: number }> {
  const { size, axes, draws } = of;
  const chances = chancesFrom('calibrated-radius');
  const chance = chances('reference', size, axes);
  const radii = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    const ideal = flatPoints(sobolPoints({ axes, size, seed: `calibrated-radius ${draw}` }));
    const reference = referencePoints({ axes, chance });
    const enough = SURELY_TOO_SMALL * (radii[draw - 1] ?? 0);
    radii[draw] =
      coveringRadius(nearestSquared(reference, ideal, enough), enough) ??
      (coveringRadius(nearestSquared(reference, ideal), 0) as number);
    yield { what: 'the radius of coverage', done: draw + 1, total: draws };
  }
  const radius = radii.reduce((sum, value) => sum + value, 0) / draws;
  const squares = radii.reduce((sum, value) => sum + (value - radius) ** 2, 0);
  return { radius, standardDeviation: draws < 2 ? 0 : Math.sqrt(squares / (draws - 1)) };
}

/** The radius beyond which 99 % of the reference points are covered; `undefined` where it is not above `enough`. */
function coveringRadius(nearest: Float64Array, enough: number): number | undefined {
  const left = Math.floor((1 - CALIBRATED_COVERAGE) * nearest.length + 1e-9);
  const further = nearest.filter((squared) => squared > enough * enough || enough === 0).sort();
  const squared = further[further.length - 1 - left];
  return squared === undefined ? undefined : Math.sqrt(squared);
}
