import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { mean } from '../../../../src/foundation/statistics/index.js';
import { fidelity, positionsOf, splitHalf } from '../../../../src/persona/measuring/index.js';
import { sobolPoints } from '../../../../src/persona/placement/index.js';
import { collapsedPopulation, normal, tableOf } from './simulated-answers.js';

const options = (axes: number, resamples = 0) => ({
  axes: Array.from({ length: axes }, (_, axis) => `axis-${axis + 1}`),
  chance: chancesFrom(1)('fidelity-test'),
  resamples,
});

/** Twelve intended positions and answers in eighths. */
function twelve(): (readonly [number, number])[] {
  const chance = chancesFrom('fidelity')('points');
  return Array.from({ length: 12 }, () => {
    const target = chance.uniform();
    return [target, Math.round((0.3 + 0.4 * target + 0.3 * (chance.uniform() - 0.5)) * 8) / 8] as const;
  });
}

describe('fidelity', () => {
  it('should be what scipy says, ties included', () => {
    const pairs = twelve();

    const [axis] = fidelity(
      pairs.map(([target]) => [target]),
      pairs.map(([, answer]) => [answer]),
      options(1),
    );

    // scipy 1.17.1 (spearmanr, linregress), numpy 2.4.6 (std, mean).
    expect(axis?.spearman.value).toBeCloseTo(0.8757430890033868, 12);
    expect(axis?.slope.value).toBeCloseTo(0.4755935224194813, 12);
    expect(axis?.bias.value).toBeCloseTo(-0.013886831254543116, 12);
    expect(axis?.sdRatio.value).toBeCloseTo(0.5410046149525294, 12);
    expect(axis?.meanAbsoluteError.value).toBeCloseTo(0.1413946232253996, 12);
  });

  it('should be perfect of who answers as was meant', () => {
    const targets = sobolPoints({ axes: 2, size: 25, seed: 1 });

    for (const axis of fidelity(targets, targets, options(2, 50))) {
      expect(axis.spearman).toEqual({ value: 1, low: 1, high: 1 });
      expect(axis.slope.value).toBeCloseTo(1, 12);
      expect(axis.meanAbsoluteError.value).toBe(0);
    }
  });

  it('should have no correlation of answers that are all alike', () => {
    const targets = sobolPoints({ axes: 1, size: 25, seed: 1 });

    const [axis] = fidelity(
      targets,
      targets.map(() => [0.4]),
      options(1, 50),
    );

    expect(axis?.spearman).toEqual({ value: null, low: null, high: null });
    expect(axis?.slope.value).toBeCloseTo(0, 12);
    expect(axis?.sdRatio.value).toBeCloseTo(0, 12);
  });

  it('should have intervals that hold the estimate, and the true slope in most cases', () => {
    const held = Array.from({ length: 60 }, (_, seed) => {
      const chance = chancesFrom(seed)('line');
      const targets = sobolPoints({ axes: 1, size: 40, seed });
      const answers = targets.map(([x = 0]) => [0.4 + 0.3 * x + 0.08 * normal(chance)]);
      const { slope } = fidelity(targets, answers, {
        ...options(1, 300),
        chance: chancesFrom(seed)('boot'),
      })[0] as never as {
        slope: { value: number; low: number; high: number };
      };
      expect(slope.low).toBeLessThanOrEqual(slope.value);
      expect(slope.high).toBeGreaterThanOrEqual(slope.value);
      return Number(slope.low <= 0.3 && slope.high >= 0.3);
    });

    expect(mean(held)).toBeGreaterThan(0.83);
  });

  it('should find in a collapsed population what was measured: a fifth of the slope, half of the order', () => {
    const rows = Array.from({ length: 60 }, (_, seed) => {
      const { table, targets } = collapsedPopulation(seed, { size: 25, axes: 3, perAxis: 4 });
      return fidelity(targets, positionsOf(table).positions, options(3));
    }).flat();

    // 76 public re-runs on one context have Spearman .50, slope .21, sd ratio .41.
    expect(mean(rows.map(({ slope }) => slope.value as number))).toBeCloseTo(0.21, 1.5);
    expect(mean(rows.map(({ spearman }) => spearman.value as number))).toBeCloseTo(0.48, 1.3);
    expect(mean(rows.map(({ sdRatio }) => sdRatio.value as number))).toBeCloseTo(0.42, 1.3);
  });

  it('should undo response noise in rank correlation and spread, and leave the slope alone', () => {
    const rows = Array.from({ length: 40 }, (_, seed) => {
      const chance = chancesFrom(seed)('noise');
      const targets = sobolPoints({ axes: 1, size: 60, seed });
      const table = tableOf(
        60,
        { axes: 1, perAxis: 6 },
        (person) => 0.35 + 0.3 * (targets[person]?.[0] as number) + 0.2 * normal(chance),
      );
      const reliability = splitHalf(table, { chance });
      return fidelity(targets, positionsOf(table).positions, { ...options(1), reliability })[0] as NonNullable<
        ReturnType<typeof fidelity>[0]
      >;
    });

    const of = (pick: (row: (typeof rows)[number]) => number | null): number =>
      mean(rows.map((row) => pick(row) as number));
    // Without noise: order 1, sd ratio and slope .3.
    expect(of(({ spearman }) => spearman.value)).toBeLessThan(0.8);
    expect(of(({ disattenuatedSpearman }) => disattenuatedSpearman)).toBeGreaterThan(0.93);
    expect(of(({ sdRatio }) => sdRatio.value)).toBeGreaterThan(0.37);
    expect(of(({ disattenuatedSdRatio }) => disattenuatedSdRatio)).toBeCloseTo(0.3, 1.6);
    expect(of(({ slope }) => slope.value)).toBeCloseTo(0.3, 1.6);
  });

  it('should refuse as many targets as there are not people', () => {
    expect(() => fidelity([[0.1]], [], options(1))).toThrow('there are 1 intended positions and 0 realised ones');
  });
});

describe('splitHalf', () => {
  it('should be 1 where items agree, and about 0 of random answers', () => {
    const chance = chancesFrom(2)('split');
    const agreeing = tableOf(25, { axes: 1, perAxis: 4 }, (person) => person / 25);
    const random = tableOf(400, { axes: 1, perAxis: 4 }, () => chance.integer(5) / 4);

    expect(splitHalf(agreeing, { chance })[0]).toBeCloseTo(1, 12);
    expect(Math.abs(splitHalf(random, { chance })[0] as number)).toBeLessThan(0.2);
  });

  it('should step two halves up to the whole as Spearman and Brown do', () => {
    // Two items: one split only, whose correlation is .5, so 2 × .5 / 1.5 = 2/3.
    const pairs = [
      [0, 0],
      [1, 1],
      [2, 0],
      [3, 3],
      [4, 1],
    ];
    const one = pairs.map(([x = 0]) => x);
    const other = pairs.map(([, y = 0]) => y);
    const centre = (values: number[]) => values.map((value) => value - mean(values));
    const dot = (a: number[], b: number[]) => a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
    const r =
      dot(centre(one), centre(other)) / Math.sqrt(dot(centre(one), centre(one)) * dot(centre(other), centre(other)));
    const table = tableOf(5, { axes: 1, perAxis: 2 }, (person, item) => (pairs[person]?.[item] as number) / 4);

    expect(splitHalf(table, { chance: chancesFrom(1)('split') })[0]).toBeCloseTo((2 * r) / (1 + r), 12);
  });

  it('should be nothing of one item, and of people who do not differ', () => {
    const chance = chancesFrom(1)('split');

    expect(
      splitHalf(
        tableOf(5, { axes: 1, perAxis: 1 }, (person) => person / 5),
        { chance },
      ),
    ).toEqual([null]);
    expect(
      splitHalf(
        tableOf(5, { axes: 1, perAxis: 4 }, () => 0.5),
        { chance },
      ),
    ).toEqual([null]);
  });
});
