import { chancesFrom } from 'mesocosm';
import {
  calibratedRadius,
  coverage,
  dispersion,
  gaussianKl,
  hullVolume,
  kernelKl,
  pairwiseDistances,
  referencePoints,
  sixMetrics,
} from '../../dist/src/persona/measuring/index.js';
import { sobolPoints } from '../../dist/src/persona/placement/index.js';
import { median, row, timed } from './_internals/measure.js';

const SIZE = 1000;
const AXES = 6;
const REPETITIONS = 5;

export const title = `Measuring: ${SIZE} people on ${AXES} axes, 10,000 reference points`;

async function medianMs(work) {
  const times = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) times.push((await timed(work)).ms);
  return median(times);
}

export async function run() {
  const points = sobolPoints({ axes: AXES, size: SIZE, seed: 1 });
  const calibration = await timed(() => calibratedRadius({ size: SIZE, axes: AXES, draws: 10 }));
  const { radius } = calibration.result;
  const reference = referencePoints({ axes: AXES, chance: chancesFrom(1)('bench') });
  const all = await medianMs(() => sixMetrics(points, { radius, reference }));
  const parts = {
    coverage: () => coverage(points, { radius, reference }),
    'convex hull': () => hullVolume(points),
    'pairwise distances': () => pairwiseDistances(points),
    dispersion: () => dispersion(points),
    'KL, normal moments': () => gaussianKl(points),
    'KL, kernel, all reference points': () => kernelKl(points, { reference }),
  };
  const rows = [row({ what: 'all metrics', value: all, unit: 'ms', most: 1000 })];
  for (const [what, work] of Object.entries(parts)) rows.push(row({ what, value: await medianMs(work), unit: 'ms' }));
  rows.push(row({ what: 'calibrating the radius, one ideal draw of 1,000', value: calibration.ms / 10, unit: 'ms' }));
  return rows;
}
