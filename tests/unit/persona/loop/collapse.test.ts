import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { mean, spearman, variance } from '../../../../src/foundation/statistics/index.js';
import { positionsOf } from '../../../../src/persona/measuring/index.js';
import { simulatedWorld } from '../../../support/simulated-worlds.js';
import { drawNormal } from '../../../support/simulated-writers.js';

/** Fidelity of one axis, and diversity of the population, in a world that shrinks as a published population did. */
function collapsed(seed: string) {
  const chance = chancesFrom(seed)('collapse');
  const axes = [0, 1, 2];
  const world = simulatedWorld({
    axes: 3,
    seed,
    writer: {
      gains: axes.map(() => 0.13 + 0.16 * chance.uniform()),
      biases: axes.map(() => 0.08 * drawNormal(() => chance.uniform())),
      leakage: 0.2,
      noise: 0.06,
      bounds: { low: 0, high: 1 },
    },
    instrument: { itemsPerAxis: [4, 3, 3], points: 5, discrimination: 4, itemNoise: 0.5 },
  });
  const { positions } = positionsOf(
    world.table(world.targets.map((aim, at) => world.write(aim, `person ${at}`, `person ${at}`))),
  );
  const perAxis = axes.map((axis) => {
    const target = world.targets.map((point) => point[axis] as number);
    const realised = positions.map((point) => point[axis] as number);
    const [x, y] = [mean(target), mean(realised)];
    const products = target.map((value, at) => (value - x) * ((realised[at] as number) - y));
    return {
      slope: mean(products) / mean(target.map((value) => (value - x) ** 2)),
      spearman: spearman(target, realised) ?? NaN,
      sdRatio: Math.sqrt(variance(realised) / variance(target)),
    };
  });
  return { ...world.scores(positions), perAxis };
}

describe('a simulated population that shrinks', () => {
  it('should reproduce the collapse that was measured of a published generator', () => {
    // Recomputed from the published answers of 76 runs (repository recover_entropy_collapse, MIT; 25 people, three axes):
    // coverage .69, hull .039, slope .21, Spearman .50, sd ratio .41, dispersion .71 (by 10,000 random places, which find a
    // little less than the largest ball). A simulation by independent code gave .68, .038, .21, .47, .44 and .74.
    const worlds = Array.from({ length: 60 }, (_, at) => collapsed(`collapse/${at}`));
    const average = (value: (world: (typeof worlds)[number]) => number): number => mean(worlds.map(value));
    const fidelity = (value: (axis: (typeof worlds)[number]['perAxis'][number]) => number): number =>
      mean(worlds.flatMap(({ perAxis }) => perAxis.map(value)));

    expect(Math.abs(average(({ coverage }) => coverage) - 0.68)).toBeLessThan(0.04);
    expect(Math.abs(average(({ hull }) => hull) - 0.038)).toBeLessThan(0.01);
    expect(Math.abs(average(({ dispersion }) => dispersion) - 0.74)).toBeLessThan(0.05);
    expect(Math.abs(fidelity(({ slope }) => slope) - 0.21)).toBeLessThan(0.03);
    expect(Math.abs(fidelity((axis) => axis.spearman) - 0.47)).toBeLessThan(0.05);
    expect(Math.abs(fidelity(({ sdRatio }) => sdRatio) - 0.44)).toBeLessThan(0.05);
  });
});
