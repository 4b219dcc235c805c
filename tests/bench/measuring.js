import { chancesFrom } from 'mesocosm';
import {
  calibratedRadius,
  coverage,
  dispersion,
  gaussianKl,
  hullVolume,
  kernelKl,
  measurePopulation,
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

const ITEMS = 4;

/** Answers of people who say where they stand, give or take some noise, with a place and a text for each; and of copies. */
function populationOf(points, radius) {
  const chance = chancesFrom(2)('bench');
  const axes = Array.from({ length: AXES }, (_, at) => `axis ${at}`);
  const items = axes.flatMap((axis) =>
    Array.from({ length: ITEMS }, (_, at) => ({ id: `${axis}, ${at}`, axis, reverseKeyed: at % 2 === 1, points: 5 })),
  );
  const near = (value) => Math.min(1, Math.max(0, value + 0.2 * (chance.uniform() - 0.5)));
  const answersOf = (at) => items.map((_, item) => near(at[Math.floor(item / ITEMS)]));
  const personas = points.map((_, at) => `Person ${at}`);
  const table = { personas, axes, items, mode: 'single', kind: 'expected', scores: points.map(answersOf) };
  const middle = new Array(AXES).fill(0.5);
  return {
    table,
    clones: [{ ...table, scores: points.map(() => answersOf(middle)) }],
    seed: 1,
    radius: { radius, standardDeviation: 0, draws: 10 },
    targets: points.map((point) => Object.fromEntries(axes.map((axis, at) => [axis, point[at]]))),
    texts: personas.map(
      (name, at) => `${name} stands at ${points[at].map((value) => value.toFixed(2)).join(' and ')}.`,
    ),
  };
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
  const whole = await timed(() => measurePopulation(populationOf(points, radius)));
  rows.push(row({ what: 'whole measurement: nulls, gate, intervals, 4 items an axis', value: whole.ms, unit: 'ms' }));
  rows.push(row({ what: 'calibrating the radius, one ideal draw of 1,000', value: calibration.ms / 10, unit: 'ms' }));
  return rows;
}
