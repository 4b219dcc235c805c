import { expect, it } from 'vitest';
import {
  benjaminiHochberg,
  boundsWithMissing,
  clopperPearson,
  clusteredMean,
  correctedShare,
  holm,
  krippendorffAlpha,
  kolmogorovSmirnov,
  logisticRegression,
  lookAt,
  looksOf,
  mannWhitney,
  mixedDesign,
  normalMean,
  permutationTest,
  runsForPairs,
  signFlipTest,
  type Interval,
  type RunValue,
} from '../../src/foundation/statistics/index.js';
import { UntilWidth, type Chance } from '../../src/spec/index.js';
import { expectAtLeast, expectShare, holds, many, normal, shareOf } from './simulated-studies.js';

/** Runs of so many wordings, each of which adds something of its own. */
const worded = (chance: Chance, sizes: readonly number[]): RunValue[] =>
  sizes.flatMap((size, wording) => {
    const own = 0.7 * normal(chance);
    return Array.from({ length: size }, (_, at) => ({
      run: `${wording}/${at}`,
      value: own + normal(chance),
      clusters: { wording: `${wording}` },
    }));
  });

/** Intervals hold the truth, and tests find nothing where there is nothing, as often as they say. */
export function compareStatistics(simulations: number): void {
  it('should cover the mean of other wordings too, where an interval over runs alone does not', () => {
    const even = new Array<number>(12).fill(5);
    const share = shareOf(simulations, (chance) =>
      holds(clusteredMean(worded(chance, even), { by: ['wording'] }).interval, 0),
    );
    const alone = shareOf(simulations, (chance) =>
      holds(normalMean(worded(chance, even).map(({ value }) => value)), 0),
    );

    expectShare(share, 0.95, simulations);
    expect(alone).toBeLessThan(0.85);
  });

  it('should cover it with few wordings of unequal size', () => {
    const share = shareOf(simulations, (chance) =>
      holds(clusteredMean(worded(chance, [4, 9, 6, 5, 8, 4]), { by: ['wording'] }).interval, 0),
    );

    expectShare(share, 0.95, simulations);
  });

  it('should cover it where wordings and persona sets are crossed', () => {
    const share = shareOf(simulations, (chance) => {
      const [wordings, sets] = [many(12, () => 0.6 * normal(chance)), many(12, () => 0.6 * normal(chance))];
      const runs = wordings.flatMap(({ value: wording }, w) =>
        sets.map(({ value: set }, s) => ({
          run: `${w}/${s}`,
          value: wording + set + normal(chance),
          clusters: { wording: `${w}`, personas: `${s}` },
        })),
      );
      return holds(clusteredMean(runs, { by: ['wording', 'personas'] }).interval, 0);
    });

    expectShare(share, 0.95, simulations);
  });

  it('should find a true difference of half a deviation in as many pairs as planned, in .8 of studies', () => {
    const { runs, power } = runsForPairs(0.5);
    const found = shareOf(simulations, (chance) => {
      const pairs = many(runs, () => 0.5 + normal(chance)).map((pair) => ({ ...pair, clusters: { pair: pair.run } }));
      return 1 - holds(clusteredMean(pairs, { by: ['pair'] }).interval, 0);
    });

    expectAtLeast(found, power, simulations);
  });

  const tests: Record<string, (chance: Chance) => number> = {
    'signFlipTest of pairs': (chance) =>
      signFlipTest(
        many(12, () => normal(chance)),
        { chance, resamples: 500 },
      ).probability,
    'signFlipTest of pairs in clusters': (chance) =>
      signFlipTest(worded(chance, [3, 3, 4, 4, 3, 3, 4, 4, 5, 5]), { chance, by: 'wording' }).probability,
    permutationTest: (chance) =>
      permutationTest(
        many(9, () => chance.uniform()),
        many(8, () => chance.uniform(), 'other'),
        { chance },
      ).probability,
    mannWhitney: (chance) =>
      mannWhitney(
        many(25, () => chance.exponential()),
        many(30, () => chance.exponential(), 'other'),
      ).probability,
    kolmogorovSmirnov: (chance) =>
      kolmogorovSmirnov(
        many(60, () => chance.uniform()),
        many(77, () => chance.uniform(), 'other'),
      ).probability,
    'logisticRegression of a covariate that does nothing': (chance) =>
      logisticRegression(
        many(120, () => Number(chance.uniform() < 0.4)).map((run) => ({ ...run, covariates: { x: normal(chance) } })),
      ).coefficients.x?.probability as number,
    "Firth's fit of a covariate that does nothing": (chance) =>
      logisticRegression(
        many(40, () => Number(chance.uniform() < 0.3)).map((run) => ({ ...run, covariates: { x: normal(chance) } })),
        { method: 'firth' },
      ).coefficients.x?.probability as number,
    'mixedDesign of a condition that does nothing': (chance) =>
      mixedDesign(
        worded(chance, new Array<number>(8).fill(6)).map((run, at) => ({ ...run, terms: { condition: at % 2 } })),
        { cluster: 'wording' },
      ).effects.condition?.probability as number,
    'the smallest of five after Holm': (chance) =>
      Math.min(...holm(many(5, () => chance.uniform()).map(({ value }) => value))),
    'the smallest of five after Benjamini and Hochberg': (chance) =>
      Math.min(...benjaminiHochberg(many(5, () => chance.uniform()).map(({ value }) => value))),
  };
  for (const [name, probability] of Object.entries(tests)) {
    it(`should find nothing by ${name} in .95 of studies where there is nothing`, () => {
      expectShare(
        shareOf(simulations, (chance) => Number(probability(chance) <= 0.05)),
        0.05,
        simulations,
      );
    });
  }

  const intervals: Record<string, (chance: Chance) => number> = {
    'the slope of a logistic curve': (chance) => {
      const runs = many(200, () => 0).map(({ run }) => {
        const x = normal(chance);
        return { run, covariates: { x }, value: Number(chance.uniform() < 1 / (1 + Math.exp(-0.3 - x))) };
      });
      return holds(logisticRegression(runs).coefficients.x?.interval, 1);
    },
    'a condition crossed with wordings': (chance) => {
      const runs = worded(chance, [6, 8, 4, 6, 10, 6]).map((run, at) => ({
        ...run,
        value: run.value + 0.5 * (at % 2),
        terms: { condition: at % 2 },
      }));
      return holds(mixedDesign(runs, { cluster: 'wording' }).effects.condition?.interval, 0.5);
    },
    'a mean where seeds are added until the interval is narrow': (chance) =>
      holds(stopped(chance, normal, UntilWidth.parse({ kind: 'until-width', of: 'mean', width: 0.6, atMost: 500 })), 0),
    'a share where seeds are added until the interval is narrow': (chance) =>
      holds(
        stopped(
          chance,
          (one) => Number(one.uniform() < 0.4),
          UntilWidth.parse({ kind: 'until-width', of: 'share', width: 0.2, atMost: 500 }),
        ),
        0.4,
      ),
    'a share that an erring coder coded': (chance) => {
      const coder = (truth: boolean): boolean => chance.uniform() < (truth ? 0.85 : 0.1);
      const thing = (share: number) => {
        const truth = chance.uniform() < share;
        return { truth, coded: coder(truth) };
      };
      const things = () => {
        const share = 0.1 + 0.4 * chance.uniform();
        return Array.from({ length: 12 }, () => thing(share));
      };
      const coded = many(40, () => things().filter((one) => one.coded).length / 12);
      const checked = Array.from({ length: 25 }, (_, at) => {
        const list = things();
        const count = (truth: boolean, right: boolean): number =>
          list.filter((one) => one.truth === truth && (!right || one.coded === truth)).length;
        return {
          run: `checked-${at}`,
          positives: count(true, false),
          truePositives: count(true, true),
          negatives: count(false, false),
          trueNegatives: count(false, true),
        };
      });
      return holds(correctedShare(coded, checked).interval, 0.3);
    },
  };
  for (const [name, covers] of Object.entries(intervals)) {
    it(`should cover ${name} in .95 of studies`, () => expectShare(shareOf(simulations, covers), 0.95, simulations));
  }

  it('should cover a share at least as often as Clopper and Pearson say', () => {
    const share = shareOf(simulations, (chance) => {
      const successes = many(30, () => Number(chance.uniform() < 0.15)).reduce((sum, { value }) => sum + value, 0);
      return holds(clopperPearson(successes, 30), 0.15);
    });

    expectAtLeast(share, 0.95, simulations);
  });

  it('should cover a share at least so often where what is missing depends on what it would have been', () => {
    const share = shareOf(simulations, (chance) => {
      const runs = many(30, () => Number(chance.uniform() < 0.4)).map(({ run, value }) => ({
        run,
        mean: value === 1 && chance.uniform() < 0.3 ? null : value,
      }));
      return holds(boundsWithMissing(runs, { low: 0, high: 1 }).interval, 0.4);
    });

    expectAtLeast(share, 0.95, simulations);
  });

  it('should cover the mean of strongly skewed values less often where seeds are added until the interval is narrow', () => {
    const rule = UntilWidth.parse({ kind: 'until-width', of: 'mean', width: 0.6, atMost: 500 });
    const share = shareOf(simulations, (chance) =>
      holds(
        stopped(chance, (one) => one.exponential(), rule),
        1,
      ),
    );

    expectAtLeast(share, 0.9, simulations);
    expect(share).toBeLessThan(0.95);
  });

  it('should cover alpha of two coders, of whom each errs in one of five', () => {
    // Both copy the truth with .8 and else toss a coin: they agree beyond chance with .64.
    const share = shareOf(simulations, (chance) => {
      const units = Array.from({ length: 80 }, (_, at) => {
        const truth = chance.integer(2);
        const coder = (): number => (chance.uniform() < 0.8 ? truth : chance.integer(2));
        return { run: `run-${at}`, codes: [coder(), coder()] };
      });
      return holds(krippendorffAlpha(units, 'nominal', { chance, resamples: 400 }).interval, 0.64);
    });

    expectShare(share, 0.95, simulations);
  });
}

/** The interval at which a study stops that looks as its rule says. */
function stopped(chance: Chance, draw: (chance: Chance) => number, rule: UntilWidth): Interval | null {
  const runs: RunValue[] = [];
  for (const look of looksOf(rule)) {
    while (runs.length < look) runs.push({ run: `run-${runs.length}`, value: draw(chance) });
    const found = lookAt(rule, runs);
    if (found.stop !== null) return found.interval;
  }
  return null;
}
