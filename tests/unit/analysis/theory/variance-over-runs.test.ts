import { describe, expect, it } from 'vitest';
import { kindsOf } from '../../../../src/analysis/theory/variance-intervals.js';
import { varianceOverRuns, type VarianceOverRuns } from '../../../../src/analysis/theory/variance-over-runs.js';
import { varianceDesign, type SharedOutcome } from '../../../../src/analysis/theory/variance-terms.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { sortedObservations, variance, varianceComponents } from '../../../../src/foundation/statistics/index.js';
import { drawnEffects, simulatedOutcomes, type SimulatedShares } from '../../../support/simulated-shares.js';

const chances = chancesFrom('variance over runs');

/** Components of a design, and how much each varies over runs. */
function estimated(outcomes: readonly SharedOutcome[]) {
  const design = varianceDesign(outcomes);
  if (design.kind === 'refused') throw new Error(design.reason);
  const divisions = design.terms.map(({ division }) => division);
  const values = outcomes.map(({ value }) => value);
  const whole = sortedObservations(values, divisions).quadratics();
  const components = varianceComponents(whole) as number[];
  const slopes = components.map((_, at) => components.map((_other, by) => Number(at === by)));
  const found = varianceOverRuns({ values, divisions, whole, kinds: kindsOf(outcomes), slopes, offsets: [] });
  return { components, found };
}

function simulated(of: SimulatedShares, times: number) {
  const effects = drawnEffects(of, chances('effects'));
  return Array.from({ length: times }, (_, at) => estimated(simulatedOutcomes(of, effects, chances('outcomes', at))));
}

describe('varianceOverRuns', () => {
  it.each([4, 8])('should be on average how much components vary over runs, with %i runs of each situation', (runs) => {
    const many = simulated(
      { persons: 10, situations: 5, runs, person: 0.6, situation: 0.6, interaction: 0.5, run: 0.5, residual: 1 },
      300,
    );
    const ratios = many[0]?.components.map((_, at) => {
      const wanted = variance(many.map(({ components }) => components[at] as number));
      const given = many.map(({ found }) => (found[at] as VarianceOverRuns).variance);
      return given.reduce((sum, one) => sum + one, 0) / given.length / wanted;
    });

    for (const ratio of ratios ?? [NaN]) expect(Math.abs(ratio - 1)).toBeLessThan(0.25);
  });

  it('should be what the mean of runs varies by, where a figure is a mean', () => {
    const outcomes = simulatedOutcomes(
      { persons: 4, situations: 2, runs: 6, person: 1, situation: 0, interaction: 0, run: 1, residual: 1 },
      () => 0,
      chances('a mean'),
    );
    const kinds = kindsOf(outcomes);
    const values = outcomes.map(({ value }) => value);
    const divisions = [outcomes.map(({ situation }) => situation)];
    const whole = sortedObservations(values, divisions).quadratics();
    const [found] = varianceOverRuns({
      values,
      divisions,
      whole,
      kinds,
      slopes: [[0, 0]],
      offsets: [values.map((value) => value / values.length)],
    });
    const ofKind = (kind: (typeof kinds)[number]): number =>
      variance(kind.map((run) => run.reduce((sum, at) => sum + (values[at] as number), 0) / values.length)) *
      kind.length;

    expect(found?.variance).toBeCloseTo(
      kinds.reduce((sum, kind) => sum + ofKind(kind), 0),
      12,
    );
  });

  it('should know less by fewer runs, and nothing of what never varies', () => {
    const of = { persons: 6, situations: 3, person: 0.6, situation: 0.6, interaction: 0.5, run: 0.5, residual: 1 };
    const [few] = simulated({ ...of, runs: 3 }, 1);
    const [many] = simulated({ ...of, runs: 12 }, 1);
    const [still] = simulated({ ...of, runs: 3, run: 1e-9, residual: 1e-9 }, 1);

    few?.found.forEach(({ freedom }, at) => expect(freedom).toBeLessThan(many?.found[at]?.freedom as number));
    still?.found.forEach((one) => expect(one.variance).toBeLessThan(1e-9));
  });
});
