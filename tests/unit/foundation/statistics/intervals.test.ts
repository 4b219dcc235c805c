import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import {
  bootstrapDifference,
  bootstrapMean,
  bootstrapPairs,
  mean,
  newcombe,
  normalMean,
  wilson,
  type BootstrapOptions,
  type Interval,
} from '../../../../src/foundation/statistics/index.js';

type Share = Parameters<typeof newcombe>[0];

const how = (options: Partial<BootstrapOptions> = {}): BootstrapOptions => ({
  chance: chancesFrom(11)('bootstrap'),
  ...options,
});

const expectInterval = (interval: Interval, low: number, high: number, digits = 10): void => {
  expect(interval.low).toBeCloseTo(low, digits);
  expect(interval.high).toBeCloseTo(high, digits);
};

describe('wilson', () => {
  // statsmodels 0.15.0, proportion_confint(successes, n, 1 - level, 'wilson'). 81 of 263, 15 of 148, 0 of 20 and 1 of 29
  // are the examples of Newcombe 1998 (Statistics in Medicine 17:857), table I: .2553 to .3662, .0624 to .1605, 0 to
  // .1611, .0061 to .1718.
  it.each([
    { successes: 0, n: 10, level: 0.95, low: 0, high: 0.2775327998628892 },
    { successes: 10, n: 10, level: 0.95, low: 0.7224672001371107, high: 1 },
    { successes: 1, n: 1, level: 0.95, low: 0.20654931437723745, high: 1 },
    { successes: 0, n: 1, level: 0.95, low: 0, high: 0.7934506856227626 },
    { successes: 7, n: 20, level: 0.95, low: 0.18119182410108206, high: 0.5671457233147638 },
    { successes: 7, n: 20, level: 0.9, low: 0.202260040056761, high: 0.5334873111515284 },
    { successes: 81, n: 263, level: 0.95, low: 0.2552885198782742, high: 0.36620957698280004 },
    { successes: 15, n: 148, level: 0.95, low: 0.0623863995307363, high: 0.16048724172330803 },
    { successes: 0, n: 20, level: 0.95, low: 0, high: 0.16112515805281938 },
    { successes: 1, n: 29, level: 0.95, low: 0.006113214292762653, high: 0.17175521879320288 },
    { successes: 12.5, n: 24, level: 0.95, low: 0.3323721150027523, high: 0.7035455431357902 },
    { successes: 617, n: 1000, level: 0.99, low: 0.5767553050200855, high: 0.6557023623925173 },
  ])('should give the score interval of $successes of $n at $level', ({ successes, n, level, low, high }) => {
    expectInterval(wilson(successes, n, level), low, high);
  });

  it('should take 95 % unless told otherwise', () => expect(wilson(7, 20)).toEqual(wilson(7, 20, 0.95)));

  it('should hold the share itself at both ends, whatever is rounded', () => {
    for (let n = 1; n <= 300; n += 1) {
      expect(wilson(0, n).low).toBe(0);
      expect(wilson(n, n).high).toBe(1);
    }
  });
});

describe('newcombe', () => {
  // statsmodels 0.15.0, confint_proportions_2indep(…, method='newcomb', compare='diff'). The first eight are the examples
  // of Newcombe 1998 (Statistics in Medicine 17:873), table II, method 10.
  it.each([
    { a: [56, 70], b: [48, 80], level: 0.95, low: 0.05243147240236498, high: 0.333872654036906 },
    { a: [9, 10], b: [3, 10], level: 0.95, low: 0.17052272393450302, high: 0.8090179735354881 },
    { a: [6, 7], b: [2, 7], level: 0.95, low: 0.0582279274823122, high: 0.8062496375242277 },
    { a: [5, 56], b: [0, 29], level: 0.95, low: -0.03813714790353688, high: 0.19256001385511162 },
    { a: [0, 10], b: [0, 20], level: 0.95, low: -0.16112515805281938, high: 0.2775327998628892 },
    { a: [0, 10], b: [0, 10], level: 0.95, low: -0.2775327998628892, high: 0.2775327998628892 },
    { a: [10, 10], b: [0, 20], level: 0.95, low: 0.6790860371419147, high: 1 },
    { a: [10, 10], b: [0, 10], level: 0.95, low: 0.6075093504305242, high: 1 },
    { a: [617, 1000], b: [673, 1000], level: 0.9, low: -0.0910036470305893, high: -0.020802354718765653 },
    { a: [1, 1], b: [0, 1], level: 0.95, low: -0.12210872068194178, high: 1 },
  ] as const)('should give the interval of $a less $b at $level', ({ a, b, level, low, high }) => {
    const [one, other] = [a, b].map(([successes, n]) => ({ successes, n })) as [Share, Share];

    expectInterval(newcombe(one, other, level), low, high);
  });

  it('should turn over with its arguments', () => {
    const [a, b] = [
      { successes: 5, n: 12 },
      { successes: 9, n: 30 },
    ];
    const there = newcombe(a, b);

    expectInterval(newcombe(b, a), -there.high, -there.low);
  });
});

describe('normalMean', () => {
  const values = [3.1, -2, 7.5, 0, 0, 12.25, 4];

  // scipy 1.17.1, stats.norm.interval(level, loc=mean, scale=stats.sem(values)).
  it.each([
    [0.9, 0.46539037012104556, 6.634609629878954],
    [0.95, -0.12553907646673546, 7.225539076466736],
    [0.99, -1.280477158856487, 8.380477158856488],
  ])('should be the mean and so many standard errors at %d', (level, low, high) => {
    expectInterval(normalMean(values, level), low, high);
  });

  it('should have no width for a single run', () => expect(normalMean([0.3])).toEqual({ low: 0.3, high: 0.3 }));
});

describe('bootstrapMean', () => {
  const values = [0.12, 0.5, 0.9, 0.33, 0.48, 0.75, 0.61, 0.2, 0.95, 0.4, 0.55, 0.7];

  it('should agree with an independent percentile bootstrap', () => {
    // scipy 1.17.1, stats.bootstrap((values,), np.mean, method='percentile', n_resamples=1_000_000).
    expectInterval(bootstrapMean(values, how({ resamples: 20_000 })), 0.4017, 0.6808, 2);
  });

  it('should be the same from the same stream', () => {
    expect(bootstrapMean(values, how())).toEqual(bootstrapMean(values, how()));
  });

  it('should be narrower at a lower level', () => {
    const [at90, at95] = [bootstrapMean(values, how({ level: 0.9 })), bootstrapMean(values, how())];

    expect(at90.low).toBeGreaterThan(at95.low);
    expect(at90.high).toBeLessThan(at95.high);
  });

  it('should have no width where all runs are alike', () => {
    expect(bootstrapMean([0.25, 0.25, 0.25], how())).toEqual({ low: 0.25, high: 0.25 });
  });

  it('should have no width for a single run', () => {
    expect(bootstrapMean([0.7], how())).toEqual({ low: 0.7, high: 0.7 });
  });

  it('should be NaN of nothing', () => expect(bootstrapMean([], how())).toEqual({ low: NaN, high: NaN }));

  it.each([
    ['uniform', (chance: BootstrapOptions['chance']) => chance.uniform(), 0.5],
    ['skewed (exponential)', (chance: BootstrapOptions['chance']) => chance.exponential(), 1],
  ])('should cover the mean of %s values about as often as it says', (name, draw, truth) => {
    const chances = chancesFrom(2026);
    const repetitions = 600;
    let covered = 0;
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      const values = chances(name, 'values', repetition);
      const runs = Array.from({ length: 100 }, () => draw(values));
      const { low, high } = bootstrapMean(runs, { chance: chances(name, 'bootstrap', repetition), resamples: 500 });
      if (low <= truth && truth <= high) covered += 1;
    }

    // Three standard errors of a share of .95 in 600 are .027; the percentile bootstrap of skewed values lacks .01.
    expect(covered / repetitions).toBeGreaterThan(0.95 - 0.037);
    expect(covered / repetitions).toBeLessThan(0.95 + 0.027);
  });
});

describe('bootstrapPairs', () => {
  it('should leave out what both runs of a pair have in common', () => {
    const pairs = Array.from({ length: 30 }, (_, seed): [number, number] => [seed + 1, seed]);

    expect(bootstrapPairs(pairs, how())).toEqual({ low: 1, high: 1 });
  });

  it('should be the bootstrap of the differences, left less right', () => {
    const pairs: [number, number][] = [
      [0.9, 0.1],
      [0.4, 0.5],
      [0.8, 0.2],
      [0.3, 0.1],
    ];

    expect(bootstrapPairs(pairs, how())).toEqual(
      bootstrapMean(
        pairs.map(([a, b]) => a - b),
        how(),
      ),
    );
  });
});

describe('bootstrapDifference', () => {
  const a = [0.12, 0.5, 0.9, 0.33, 0.48, 0.75, 0.61, 0.2, 0.95, 0.4, 0.55, 0.7];
  const b = [0.1, 0.3, 0.2, 0.5, 0.4, 0.6, 0.25, 0.35];

  it('should agree with an independent bootstrap of two samples', () => {
    // scipy 1.17.1, stats.bootstrap((a, b), difference of means, method='percentile', n_resamples=1_000_000).
    expectInterval(bootstrapDifference(a, b, how({ resamples: 20_000 })), 0.0283, 0.3771, 2);
  });

  it('should hold the difference itself', () => {
    const { low, high } = bootstrapDifference(a, b, how());
    const difference = mean(a) - mean(b);

    expect(low).toBeLessThan(difference);
    expect(high).toBeGreaterThan(difference);
  });
});
