import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { mean, quantile } from '../../../../src/foundation/statistics/index.js';
import {
  hullVolume,
  noiseGate,
  noisyPersonas,
  positionsOf,
  randomAnswers,
  reliability,
  reliablePositions,
  type Reliability,
} from '../../../../src/persona/measuring/index.js';
import { sobolPoints } from '../../../../src/persona/placement/index.js';
import { collapsedPopulation, gradedAnswer, randomPopulation, tableOf } from './simulated-answers.js';

const valueOf = (found: Reliability): number => (found.kind === 'measured' ? found.value : NaN);
const seeds = (count: number): number[] => Array.from({ length: count }, (_, seed) => seed);

describe('reliability', () => {
  it('should be the hand-worked analysis of variance', () => {
    // Items centred: ±.25 for people 1 and 3 on both; the second item adds ∓.1 to people 1 and 2.
    const scores = [
      [0.2, 0.4],
      [0.5, 0.5],
      [0.8, 0.6],
    ];
    const table = tableOf(3, { axes: 1, perAxis: 2 }, (person, item) => scores[person]?.[item] as number);

    // Person means .3, .5, .7 (items .5, .5): SS_person = 2 (.04 + 0 + .04) = .16, df 2; SS_residual = 4 × .01 = .04, df 2.
    expect(valueOf(reliability(table))).toBeCloseTo(1 - 0.04 / 0.16, 12);
  });

  it('should be Cronbach’s alpha of one complete axis', () => {
    const chance = chancesFrom('alpha')('scores');
    const scores = Array.from({ length: 8 }, () => {
      const level = chance.integer(5);
      return Array.from({ length: 4 }, () => Math.min(4, Math.max(0, level + chance.integer(3) - 1)) / 4);
    });
    const table = tableOf(8, { axes: 1, perAxis: 4 }, (person, item) => scores[person]?.[item] as number);

    // numpy 2.4.6: k / (k − 1) (1 − Σ var(item) / var(sum)), variances by n − 1.
    expect(valueOf(reliability(table))).toBeCloseTo(0.9276729559748427, 12);
  });

  it('should not mind what items have in common, nor the scale', () => {
    const { table } = collapsedPopulation(1, { size: 25, axes: 3, perAxis: 4 });
    const moved = {
      ...table,
      scores: table.scores.map((row) => row.map((score, at) => (score as number) / 2 + at / 50)),
    };

    expect(valueOf(reliability(moved))).toBeCloseTo(valueOf(reliability(table)), 10);
  });

  it('should leave missing answers out, and be exact where the rest fits', () => {
    const additive = tableOf(6, { axes: 1, perAxis: 4 }, (person, item) =>
      (person + item) % 5 === 0 ? null : 0.1 * person + 0.05 * item,
    );

    expect(valueOf(reliability(additive))).toBeCloseTo(1, 9);
  });

  it('should change little where a few answers are missing', () => {
    const { table } = collapsedPopulation(2, { size: 25, axes: 3, perAxis: 6 });
    const holes = {
      ...table,
      scores: table.scores.map((row, p) => row.map((s, i) => ((7 * p + i) % 19 === 0 ? null : s))),
    };

    expect(Math.abs(valueOf(reliability(holes)) - valueOf(reliability(table)))).toBeLessThan(0.08);
  });

  it('should be undefined of clones with expected values', () => {
    const clones = tableOf(25, { axes: 3, perAxis: 4 }, (_, item) => 0.3 + item / 50);

    expect(reliability(clones)).toEqual({ kind: 'no-variation' });
  });

  it('should be undefined where no axis has two items', () => {
    const single = tableOf(25, { axes: 2, perAxis: 1 }, (person) => person / 25);

    expect(reliability(single)).toEqual({ kind: 'too-few-items' });
  });

  it('should see through acquiescence in key-balanced parcels', () => {
    const chance = chancesFrom(4)('acquiescence');
    const stances = Array.from({ length: 25 }, () => 0.05 * chance.uniform());
    const agreeing = Array.from({ length: 25 }, () => 0.6 * chance.uniform());
    // Agreement counts for the high pole in forward items and, keyed, for the low one in the reverse-keyed.
    const table = tableOf(25, { axes: 1, perAxis: 12 }, (person, item) => {
      const sign = item >= 8 ? -1 : 1;
      return 0.5 + (stances[person] as number) + sign * (agreeing[person] as number) * 0.5 + 0.01 * chance.uniform();
    });

    expect(valueOf(reliability(table, 'key-balanced parcels'))).toBeGreaterThan(0.95);
    expect(valueOf(reliability(table))).toBeLessThan(valueOf(reliability(table, 'key-balanced parcels')) - 0.2);
  });

  // Simulated by independent code with graded-response items: the 99th percentile of random answerers is at most .39.
  it.each([3, 4, 6])('should be at most .39 of 99 in 100 random populations, on three axes of %d items', (perAxis) => {
    const values = seeds(400).map((seed) =>
      valueOf(reliability(randomPopulation(seed, { size: 25, axes: 3, perAxis }))),
    );

    expect(quantile(values, 0.99)).toBeLessThan(0.41);
    expect(Math.abs(mean(values))).toBeLessThan(0.08);
  });

  // The same source gives a mean of .60; our instrument does at 7 items an axis.
  it('should be about .60 of collapsed populations', () => {
    const values = seeds(60).map((seed) =>
      valueOf(reliability(collapsedPopulation(seed, { size: 25, axes: 3, perAxis: 7 }).table)),
    );

    expect(mean(values)).toBeGreaterThan(0.55);
    expect(mean(values)).toBeLessThan(0.65);
  });
});

describe('reliablePositions', () => {
  it('should shrink each axis about its mean by the root of its reliability, and the hull by their product', () => {
    const points = sobolPoints({ axes: 2, size: 25, seed: 1 });
    const found = { kind: 'measured', value: 0.5, axes: [0.64, 0.25], peopleFreedom: 48, residualFreedom: 96 } as const;

    const shrunk = reliablePositions(points, found);

    expect(mean(shrunk.map(([x = 0]) => x))).toBeCloseTo(mean(points.map(([x = 0]) => x)), 12);
    expect(hullVolume(shrunk).volume / hullVolume(points).volume).toBeCloseTo(0.8 * 0.5, 10);
  });

  it('should put everybody at the mean of an axis without reliability', () => {
    const found = { kind: 'measured', value: -1, axes: [-1], peopleFreedom: 2, residualFreedom: 2 } as const;

    expect(reliablePositions([[0.2], [0.4]], found)).toEqual([[0.30000000000000004], [0.30000000000000004]]);
  });
});

describe('noiseGate', () => {
  const options = { seed: 1, draws: 199 };

  it('should let few random populations pass', () => {
    const verdicts = seeds(60).map((seed) =>
      noiseGate(randomPopulation(seed, { size: 25, axes: 3, perAxis: 4 }), { seed, draws: 99 }),
    );

    expect(verdicts.filter(({ verdict }) => verdict === 'distinguishable').length).toBeLessThanOrEqual(4);
    expect(mean(verdicts.map(({ pValue }) => pValue as number))).toBeGreaterThan(0.35);
  });

  it('should let a population pass whose answers agree', () => {
    const chance = chancesFrom(1)('answers');
    const targets = sobolPoints({ axes: 3, size: 25, seed: 1 });
    const table = tableOf(25, { axes: 3, perAxis: 4 }, (person, item) =>
      gradedAnswer(targets[person]?.[Math.floor(item / 4)] as number, chance, { itemSd: 0.5, discrimination: 4 }),
    );

    const gate = noiseGate(table, options);

    expect(gate).toMatchObject({ verdict: 'distinguishable', pValue: 1 / 200, draws: 199 });
    expect(gate.threshold).toBeLessThan(0.45);
  });

  it('should hold a population against the null that it is given', () => {
    const { table } = collapsedPopulation(3, { size: 25, axes: 3, perAxis: 6 });

    const gate = noiseGate(table, { ...options, simulate: () => table });

    expect(gate).toMatchObject({ verdict: 'not distinguishable from noise', pValue: 1 });
  });

  it('should be undefined of clones', () => {
    const clones = tableOf(25, { axes: 3, perAxis: 4 }, () => 0.5);

    expect(noiseGate(clones, options)).toMatchObject({ verdict: 'undefined', threshold: null, pValue: null });
  });

  it('should keep holes where they are among random answerers', () => {
    const table = tableOf(4, { axes: 1, perAxis: 3 }, (person, item) => (person === item ? null : 0.5));

    const random = randomAnswers(table, chancesFrom(1)('random'));

    expect(random.scores.map((row) => row.map((score) => score === null))).toEqual(
      table.scores.map((row) => row.map((score) => score === null)),
    );
    expect(random.scores.flat().every((score) => score === null || Number.isInteger(score * 4))).toBe(true);
  });
});

/** Share of pairs of a random and a consistent person in which the random one has more noise. */
function areaUnderCurve(random: readonly number[], others: readonly number[]): number {
  const wins = random.flatMap((one) => others.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)));
  return mean(wins);
}

function withRandomPeople(seed: number, shape: { people: number; perAxis: number }) {
  const chance = chancesFrom(seed)('mixed');
  const targets = sobolPoints({ axes: 3, size: 25, seed });
  return tableOf(25, { axes: 3, perAxis: shape.perAxis }, (person, item) =>
    person < shape.people
      ? chance.integer(5) / 4
      : gradedAnswer(targets[person]?.[Math.floor(item / shape.perAxis)] as number, chance, {
          itemSd: 0.5,
          discrimination: 4,
        }),
  );
}

describe('noisyPersonas', () => {
  // The same source: six random people among 25 escape R (.79), and are found with an area under the curve of .99.
  it('should tell six random people among 25, who escape reliability', () => {
    const found = seeds(60).map((seed) => {
      const table = withRandomPeople(seed, { people: 6, perAxis: 4 });
      const noise = noisyPersonas(table).map(({ meanSquare }) => meanSquare as number);
      return { area: areaUnderCurve(noise.slice(0, 6), noise.slice(6)), reliable: valueOf(reliability(table)) };
    });

    expect(mean(found.map(({ area }) => area))).toBeGreaterThan(0.98);
    expect(mean(found.map(({ reliable }) => reliable))).toBeGreaterThan(0.75);
  });

  it('should name most of them, and hardly anybody else', () => {
    const named = seeds(60).map((seed) => noisyPersonas(withRandomPeople(seed, { people: 6, perAxis: 6 })));

    expect(mean(named.map((people) => people.slice(0, 6).filter(({ noisy }) => noisy).length)) / 6).toBeGreaterThan(
      0.85,
    );
    expect(mean(named.map((people) => people.slice(6).filter(({ noisy }) => noisy).length)) / 19).toBeLessThan(0.02);
  });

  it('should name hardly anybody where nobody is random', () => {
    const named = seeds(60).map((seed) => noisyPersonas(withRandomPeople(seed, { people: 0, perAxis: 6 })));

    expect(mean(named.map((people) => people.filter(({ noisy }) => noisy).length)) / 25).toBeLessThan(0.02);
  });

  it('should say nothing of clones, and of who answered nothing', () => {
    const clones = tableOf(5, { axes: 1, perAxis: 4 }, (person, item) => (person === 4 ? null : item / 4));

    const noise = noisyPersonas(clones);

    expect(noise.every(({ noisy }) => !noisy)).toBe(true);
    expect(noise[4]).toMatchObject({ persona: 'Person 5', meanSquare: null, deviations: null });
  });
});

describe('positionsOf', () => {
  it('should be the mean of the items that were answered', () => {
    const table = tableOf(2, { axes: 2, perAxis: 2 }, (person, item) => (person === 0 && item === 0 ? null : item / 4));

    expect(positionsOf(table)).toEqual({
      positions: [
        [0.25, 0.625],
        [0.125, 0.625],
      ],
      rows: [0, 1],
      personas: ['Person 1', 'Person 2'],
      excluded: [],
    });
  });

  it('should leave out and name who answered nothing on an axis', () => {
    const table = tableOf(3, { axes: 2, perAxis: 2 }, (person, item) => (person === 1 && item > 1 ? null : 0.5));

    const { excluded, personas, rows } = positionsOf(table);

    expect(excluded).toEqual([{ persona: 'Person 2', axis: 'axis-2' }]);
    expect([personas, rows]).toEqual([
      ['Person 1', 'Person 3'],
      [0, 2],
    ]);
  });

  it('should refuse an axis without items', () => {
    const table = { ...tableOf(2, { axes: 1, perAxis: 2 }, () => 0.5), axes: ['axis-1', 'trust'] };

    expect(() => positionsOf(table)).toThrow('axis "trust" has no items; expected at least one item for each axis');
  });
});
