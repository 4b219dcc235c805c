import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import {
  axisCorrelations,
  axisSpread,
  duplicatePositions,
  likertIdeal,
  measurePopulation,
  nearestTextSimilarity,
  occupancy,
  PopulationMeasures,
} from '../../../../src/persona/measuring/index.js';
import { sobolPoints } from '../../../../src/persona/placement/index.js';
import { collapsedPopulation, gradedAnswer, randomPopulation, tableOf } from './simulated-answers.js';

const shape = { size: 25, axes: 2, perAxis: 6 };
const radius = { radius: 0.197, standardDeviation: 0.014, draws: 1000 };
const quick = { radius, resamples: 20, idealDraws: 3, gateDraws: 99 };

function faithful(seed: number) {
  const chance = chancesFrom(seed)('faithful');
  const targets = sobolPoints({ axes: 2, size: 25, seed });
  const table = tableOf(25, shape, (person, item) =>
    gradedAnswer(targets[person]?.[Math.floor(item / 6)] as number, chance, { itemSd: 0.5, discrimination: 4 }),
  );
  return { table, targets: targets.map(([x = 0, y = 0]) => ({ 'axis-1': x, 'axis-2': y })) };
}

/** A neutral persona whose answers are drawn anew for each copy. */
function clones(seed: number) {
  const chance = chancesFrom(seed)('clones');
  return tableOf(25, shape, () => gradedAnswer(0.5, chance, { itemSd: 0.8, discrimination: 4 }));
}

describe('measurePopulation', () => {
  it('should give a value of its schema, the same for the same seed', () => {
    const { table, targets } = faithful(1);
    const texts = table.personas.map((name, at) => `${name} likes ${['tea', 'rain', 'maps'][at % 3]} and number ${at}`);
    const of = { table, targets, texts, clones: [clones(1), clones(2)], seed: 7, ...quick };

    const measures = measurePopulation(of);

    expect(PopulationMeasures.parse(JSON.parse(JSON.stringify(measures)))).toEqual(measures);
    expect(measurePopulation(of)).toEqual(measures);
    expect(measures).toMatchObject({ size: 25, answers: 300, missing: 0, cloneDraws: 2, idealDraws: 3 });
  });

  it('should put a faithful population near the ideal and clones far below', () => {
    const { table, targets } = faithful(2);

    const measures = measurePopulation({ table, targets, clones: [clones(3), clones(4)], seed: 1, ...quick });

    const row = (name: string) => measures.metrics.find(({ metric }) => metric === name);
    expect(row('coverage')?.value).toBeGreaterThan(0.9);
    expect(row('coverage')?.ideal).toBeGreaterThan(row('coverage')?.clones as number);
    expect(measures.correctedCoverage.value).toBeGreaterThan(0.8);
    expect(row('minimum_distance')).toMatchObject({ low: null, high: null });
    expect(measures.gate).toMatchObject({ verdict: 'distinguishable', why: null, pValue: 0.01 });
    for (const { spearman, slope } of measures.fidelity ?? []) {
      expect(spearman.value).toBeGreaterThan(0.9);
      expect(slope.value).toBeGreaterThan(0.8);
    }
    for (const { value, low, high } of measures.metrics) {
      if (low === null || high === null) continue;
      expect(low).toBeLessThanOrEqual(value as number);
      expect(high).toBeGreaterThanOrEqual(value as number);
    }
  });

  it('should mark random answerers and say why nothing can be said of clones in expected values', () => {
    const random = measurePopulation({ table: randomPopulation(5, shape), seed: 1, ...quick });
    const still = measurePopulation({
      table: { ...tableOf(25, shape, () => 0.5), kind: 'expected' },
      seed: 1,
      ...quick,
    });

    expect(random.gate.verdict).toBe('not distinguishable from noise');
    expect(still.gate).toMatchObject({ verdict: 'undefined', why: 'no variation between personas' });
    expect(still).toMatchObject({ distinctAnswers: 1, correctedCoverage: { value: null }, fidelity: null });
    expect(still.duplicates).toEqual([still.duplicates[0]]);
  });

  it('should name who is left out, and measure the rest against their own targets', () => {
    const { table, targets } = faithful(3);
    const scores = table.scores.map((row, person) => (person === 4 ? row.map((s, at) => (at < 6 ? null : s)) : row));

    const measures = measurePopulation({ table: { ...table, scores }, targets, seed: 1, ...quick });

    expect(measures).toMatchObject({ size: 24, missing: 6, excluded: [{ persona: 'Person 5', axis: 'axis-1' }] });
    expect(measures.fidelity?.[0]?.spearman.value).toBeGreaterThan(0.9);
  });

  it('should score the reliable part lower than what noise adds to', () => {
    const { table } = collapsedPopulation(6, shape);

    const { metrics } = measurePopulation({ table, seed: 1, ...quick });

    const hull = metrics.find(({ metric }) => metric === 'hull_volume');
    expect(hull?.reliable).toBeLessThan(hull?.value as number);
  });

  it('should refuse a population of which fewer than two can be measured', () => {
    const table = tableOf(3, shape, (person) => (person === 0 ? 0.5 : null));

    expect(() => measurePopulation({ table, seed: 1 })).toThrow(
      '1 of 3 personas answered on every axis; expected at least two',
    );
  });
});

describe('likertIdeal', () => {
  it('should stand at levels where an axis has some, as many at each', () => {
    const items = ['a', 'b'].map((axis) => ({ id: axis, axis, reverseKeyed: false, points: 5 }));
    const instrument = { axes: ['a', 'b'], items, kind: 'expected' as const };
    const ideal = likertIdeal(instrument, { size: 16, seed: 1, levels: { b: 4 } });
    const counts = [0, 1 / 3, 2 / 3, 1].map((level) => ideal.filter(([, b]) => b === level).length);

    expect(counts).toEqual([4, 4, 4, 4]);
    expect(new Set(ideal.map(([a]) => a)).size).toBe(16);
  });

  it('should put positions on the means that items can give', () => {
    const one = likertIdeal(
      tableOf(0, { axes: 2, perAxis: 1 }, () => 0),
      { size: 40, seed: 1 },
    );
    const three = likertIdeal(
      tableOf(0, { axes: 2, perAxis: 3 }, () => 0),
      { size: 40, seed: 1 },
    );

    expect(one.flat().every((value) => Number.isInteger(value * 4))).toBe(true);
    expect(three.flat().every((value) => Math.abs(value * 12 - Math.round(value * 12)) < 1e-6)).toBe(true);
    expect(three.flat().some((value) => !Number.isInteger(value * 4))).toBe(true);
  });

  it('should leave positions where scores are expected values', () => {
    const instrument = { ...tableOf(0, { axes: 2, perAxis: 1 }, () => 0), kind: 'expected' as const };

    expect(likertIdeal(instrument, { size: 9, seed: 1 })).toEqual(sobolPoints({ axes: 2, size: 9, seed: 1 }));
  });
});

describe('axisSpread, axisCorrelations and duplicatePositions', () => {
  const points = [
    [0, 0.2],
    [0.5, 0.2],
    [1, 0.8],
    [0.5, 0.2],
  ];

  it('should be those of a hand-worked table', () => {
    expect(axisSpread(points)[0]).toMatchObject({ min: 0, max: 1, range: 1, mean: 0.5 });
    expect(axisSpread(points)[0]?.standardDeviation).toBeCloseTo(Math.sqrt(0.125), 12);
    // Products (−.5)(−.15) + .5 × .45 = .3; squares .5 and .27.
    expect(axisCorrelations(points)[0]?.correlation).toBeCloseTo(0.3 / Math.sqrt(0.5 * 0.27), 12);
    expect(duplicatePositions(points)).toEqual([[1, 3]]);
  });

  it('should have no correlation with an axis on which people do not differ', () => {
    expect(
      axisCorrelations([
        [0, 1],
        [1, 1],
      ]),
    ).toEqual([{ one: 0, other: 1, correlation: null }]);
  });
});

describe('nearestTextSimilarity', () => {
  it('should be 1 of the same words and 0 of none in common', () => {
    const similar = nearestTextSimilarity(['A farmer with three cows', 'a FARMER, with three cows!', 'Le pilote dort']);

    expect(similar[0]).toEqual({ nearest: 1, similarity: expect.closeTo(1, 12) });
    expect(similar[2]?.similarity).toBe(0);
  });

  it('should be the hand-worked cosine of counts weighted by rarity', () => {
    // "red" is in 2 of 3 texts (weight ln 1.5), the others in one (ln 3).
    const [common, rare] = [Math.log(1.5), Math.log(3)];

    const [first] = nearestTextSimilarity(['red cat', 'red dog', 'blue fish']);

    expect(first?.similarity).toBeCloseTo(common ** 2 / (common ** 2 + rare ** 2), 12);
  });

  it('should count texts that are all alike as alike', () => {
    expect(nearestTextSimilarity(['same', 'same']).map(({ similarity }) => similarity)).toEqual([1, 1]);
  });
});

describe('occupancy', () => {
  it('should count corners against the product of the tails', () => {
    const points = [...new Array<number[]>(6).fill([0, 0]), ...new Array<number[]>(6).fill([1, 1])];

    const found = occupancy(points, { chance: chancesFrom(1)('occupancy') });

    expect(found.corners.map(({ people, independent }) => [people, independent])).toEqual([
      [6, 0.25],
      [0, 0.25],
      [0, 0.25],
      [6, 0.25],
    ]);
    expect(found).toMatchObject({ inCorners: 1, inCornersIndependent: 1, cornersOccupied: 2, jointTailExcess: 0 });
    expect(found.cornersOccupiedIndependent).toBeCloseTo(4 * (1 - 0.75 ** 12), 12);
  });

  it('should find an excess of people who are extreme on both axes, with an interval that excludes 0', () => {
    const chance = chancesFrom(2)('occupancy');
    const points = Array.from({ length: 100 }, () =>
      chance.uniform() < 0.5 ? [0.5, 0.5] : [chance.integer(2), chance.integer(2)],
    );

    const { jointTailExcess, jointTailExcessInterval } = occupancy(points, { chance });

    expect(jointTailExcess).toBeGreaterThan(0.2);
    expect(jointTailExcessInterval?.low).toBeGreaterThan(0.1);
  });

  it('should find none where axes are independent', () => {
    const { jointTailExcessInterval, inCorners } = occupancy(sobolPoints({ axes: 3, size: 256, seed: 1 }), {
      chance: chancesFrom(1)('o'),
    });

    expect(jointTailExcessInterval?.low).toBeLessThan(0);
    expect(jointTailExcessInterval?.high).toBeGreaterThan(0);
    expect(inCorners).toBeCloseTo(0.125, 1.5);
  });
});
