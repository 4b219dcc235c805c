import { describe, expect, it } from 'vitest';
import { pairValues } from '../../../../src/analysis/information/_internals/run-values.js';
import { majority } from '../../../../src/analysis/information/_internals/macroscopic.js';
import {
  decomposedTransitions,
  delayedMutualInformation,
  entropy,
  informationBounds,
  informationOf,
  sameStepInformation,
  transferEntropy,
  transitionsOf,
} from '../../../../src/analysis/information/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { InformationSummary, type InformationMeasure } from '../../../../src/spec/index.js';
import { asTrajectories, calledCoupled, stickyChains } from '../../../support/sticky-chains.js';

const window = { threshold: 1, lasting: 1000 };
const measure = (summary: InformationSummary, name: InformationMeasure['name']): InformationMeasure => {
  const found = summary.measures.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};
const followed = (runs: number, steps: number) =>
  Array.from({ length: runs }, (_, run) => {
    const chance = chancesFrom(run)('followed');
    const leader = Array.from({ length: steps }, () => chance.integer(2));
    const follower = leader.map((___, step) => (chance.uniform() < 0.8 ? (leader[step - 1] ?? 0) : chance.integer(2)));
    return [leader, follower];
  });

describe('informationOf', () => {
  it('should find that one agent follows another, and only there', () => {
    const summary = informationOf(asTrajectories(followed(8, 60)), { window, identityShuffles: 19 });

    expect(InformationSummary.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
    expect(summary).toMatchObject({ reason: null, runs: { used: 8 }, symbols: ['0', '1'] });
    expect(measure(summary, 'transfer-entropy')).toMatchObject({ verdict: 'above-surrogates', units: 1 });
    expect(measure(summary, 'transfer-entropy').excess?.low).toBeGreaterThan(0.1);
    expect(measure(summary, 'transfer-entropy').identity?.p).toBe(0.05);
    expect(measure(summary, 'mutual-information').verdict).toBe('not-above-surrogates');
    expect(measure(summary, 'entropy')).toMatchObject({ verdict: 'not-tested', crossRun: null });
    expect(measure(summary, 'triplet-gain')).toMatchObject({ value: { value: null }, units: 0 });
  });

  it('should be the same each time, whatever else is drawn', () => {
    const runs = asTrajectories(followed(6, 30));

    expect(informationOf(runs, { window, identityShuffles: 9 })).toEqual(
      informationOf(runs, { window, identityShuffles: 9 }),
    );
  });

  it('should call criterion values that are not positive inconclusive, never the absence of emergence', () => {
    const chains = stickyChains({ simulation: 1, runs: 8, agents: 3, steps: 60, persistence: 0.95 });
    const alike = informationOf(asTrajectories(chains.map(([a = []]) => [a, a, a])), { window, identityShuffles: 0 });
    const emergence = measure(alike, 'emergence');

    expect(emergence.value.value).toBeLessThan(-0.5);
    expect(emergence.verdict).toBe('inconclusive');
    expect(emergence.note).toContain('neither');
  });

  it('should find emergence where only the sum of numbers persists', () => {
    const runs = Array.from({ length: 8 }, (_, run) => {
      const chance = chancesFrom(run)('sum');
      const shares = Array.from({ length: 80 }, () => chance.integer(10_000) - 5000);
      let total = 10;
      const totals = shares.map(() => (total = chance.uniform() < 0.95 ? total : -total));
      return [shares, totals.map((sum, step) => sum - (shares[step] as number))];
    });
    const emergence = measure(informationOf(asTrajectories(runs), { window, identityShuffles: 0 }), 'emergence');

    expect(emergence.value.value).toBeGreaterThan(0.4);
    expect(emergence.verdict).toBe('above-surrogates');
  });

  it('should decide nothing with fewer than six runs', () => {
    const summary = informationOf(asTrajectories(followed(5, 60)), { window, identityShuffles: 0 });

    expect(measure(summary, 'transfer-entropy')).toMatchObject({ verdict: 'inconclusive', value: { n: 5 } });
  });

  it('should say why there is nothing to measure', () => {
    const reasonOf = (runs: readonly (readonly (number | string | null)[])[][], least = 2): string | null =>
      informationOf(asTrajectories(runs), { window: { threshold: 1, least, lasting: 9 } }).reason;

    expect(reasonOf([])).toBe('there are no runs');
    expect(
      reasonOf(
        [
          [
            ['a', 'b'],
            ['b', 'a'],
          ],
        ],
        5,
      ),
    ).toContain('no run has enough steps');
    expect(
      reasonOf([
        [
          ['a', 'a'],
          ['a', 'a'],
        ],
      ]),
    ).toContain('fewer than two different values');
    expect(reasonOf([[[...'abcd'], [...'efgh']]])).toContain('8 different values');
  });

  it('should report what is missing, with bounds that hold what it could have been', () => {
    const whole = followed(6, 200);
    const gap = [17, 60, 111];
    const holed = whole.map(([a = [], b = []]) => [a, b.map((value, step) => (gap.includes(step) ? null : value))]);
    const settings = { window, identityShuffles: 0, surrogates: 0 };
    const [known, missing] = [whole, holed].map((runs) => informationOf(asTrajectories(runs), settings));

    expect(missing?.decisions).toEqual({ expected: 2400, missing: 18 });
    for (const { name, value, bounds, units } of missing?.measures ?? []) {
      if (units === 0) continue;
      const { low, high } = bounds ?? { low: NaN, high: NaN };
      const truth = measure(known as InformationSummary, name);
      expect(high).toBeGreaterThan(low);
      expect([low, high, low, high]).toEqual([
        Math.min(low, value.value as number),
        Math.max(high, value.value as number),
        Math.min(low, truth.value.value as number),
        Math.max(high, truth.value.value as number),
      ]);
      expect(truth.bounds?.low).toBeCloseTo(truth.value.value as number, 12);
      expect(truth.bounds?.high).toBeCloseTo(truth.value.value as number, 12);
    }
  });

  it('should draw as many pairs and triplets as it may where there are more', () => {
    const chains = stickyChains({ simulation: 3, runs: 6, agents: 14, steps: 20, persistence: 0.7 });
    const options = { window, surrogates: 9, identityShuffles: 0, pairs: 11, triplets: 4 };
    const summary = informationOf(asTrajectories(chains), options);

    expect(measure(summary, 'synergy').units).toBe(11);
    expect(measure(summary, 'triplet-gain').units).toBe(4);
  });

  it('should not call independent sticky chains coupled or synergistic more often than it may', () => {
    const called = calledCoupled(120);

    expect(Object.keys(called)).toContain('synergy');
    // Of 120 at .05, more than 13 in one case of 150 (binomial).
    for (const count of Object.values(called)) expect(count).toBeLessThanOrEqual(13);
  });
});

describe('pairValues', () => {
  it.each(['mmi', 'i-min'] as const)('should be those of the measures one by one, redundancy %s', (redundancy) => {
    const chance = chancesFrom(9)('pair values');
    const series = (): number[] => Array.from({ length: 70 }, () => chance.integer(4) - 1);
    const [a, b] = [series(), series()];
    const plan = { symbols: 3, lag: 2, redundancy, pseudocount: 0.5, pairs: [], triplets: [], macroscopic: majority };
    const transitions = transitionsOf(a, b, plan);
    const mean = (of: typeof transferEntropy): number =>
      ((of(transitions) as number) + (of(transitions, 'b-to-a') as number)) / 2;
    const parts = decomposedTransitions(transitions, plan);
    const expected = [
      sameStepInformation(transitions),
      mean(delayedMutualInformation),
      mean(transferEntropy),
      parts?.redundancy,
      parts?.synergy,
    ];

    pairValues(a, b, plan).forEach((value, at) => expect(value).toBeCloseTo(expected[at] as number, 10));
    expect(expected).toHaveLength(5);
  });
});

describe('informationBounds', () => {
  it('should be the value without missing observations, and everything without others', () => {
    expect(informationBounds(0.3, 0, 1)).toEqual({ low: 0.3, high: 0.3 });
    expect(informationBounds(null, 1, 2)).toEqual({ low: 0, high: 2 });
    expect(informationBounds(0.5, 0.01, 1).low).toBeCloseTo(0.495 - entropy([0.01, 0.99]), 12);
  });
});
