import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decomposeInformation } from '../../../../src/analysis/information/decomposition.js';
import { jensenShannon } from '../../../../src/analysis/information/divergence.js';
import { emergencePsi, tripletGain } from '../../../../src/analysis/information/emergence.js';
import { entropy } from '../../../../src/analysis/information/entropy.js';
import { fisherCombination } from '../../../../src/analysis/information/fisher.js';
import { mutualInformation } from '../../../../src/analysis/information/mutual-information.js';
import { delayedMutualInformation, transferEntropy } from '../../../../src/analysis/information/pair-information.js';
import { jointTable } from '../../../../src/analysis/information/table.js';
import { transitionsOf } from '../../../../src/analysis/information/transitions.js';

interface Parts {
  readonly redundancy: number;
  readonly uniqueA: number;
  readonly uniqueB: number;
  readonly synergy: number;
}

interface Values {
  readonly entropy: readonly { counts: number[]; bits: number }[];
  readonly jensenShannon: readonly { distributions: number[][]; bits: number }[];
  readonly mutualInformation: readonly { counts: number[][]; bits: number }[];
  readonly transferEntropy: readonly {
    source: number[];
    target: number[];
    symbols: number;
    bits: number;
    delayed: number;
  }[];
  readonly decomposition: readonly { counts: number[][][]; mmi: Parts; 'i-min': Parts }[];
  readonly emergence: readonly { series: number[][]; macro: number[]; psi: number; gain: number }[];
  readonly fisher: readonly { pValues: number[]; statistic: number; p: number }[];
}

const given = JSON.parse(
  readFileSync(new URL('./fixtures/information-values.json', import.meta.url), 'utf8'),
) as Values;

describe('information measures beside scipy, dit and pyinform', () => {
  it('should be given enough values', () => {
    const sizes = Object.entries(given).flatMap(([, cases]) => (Array.isArray(cases) ? [cases.length] : []));

    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(30);
  });

  it.each(given.entropy)('should have the entropy $bits of $counts (scipy)', ({ counts, bits }) => {
    expect(entropy(counts)).toBeCloseTo(bits, 12);
  });

  it.each(given.jensenShannon)('should have the divergence $bits of $distributions (scipy, dit)', (example) => {
    expect(jensenShannon(example.distributions)).toBeCloseTo(example.bits, 12);
  });

  it.each(given.mutualInformation)('should have the mutual information $bits of $counts (dit)', ({ counts, bits }) => {
    expect(mutualInformation(jointTable(counts))).toBeCloseTo(bits, 12);
  });

  it.each(given.transferEntropy)('should have the transfer entropy $bits (pyinform)', (example) => {
    const transitions = transitionsOf(example.source, example.target, { symbols: example.symbols });
    const turned = transitionsOf(example.target, example.source, { symbols: example.symbols });

    expect(transferEntropy(transitions)).toBeCloseTo(example.bits, 10);
    expect(transferEntropy(turned, 'b-to-a')).toBeCloseTo(example.bits, 10);
    expect(delayedMutualInformation(transitions)).toBeCloseTo(example.delayed, 10);
    expect(delayedMutualInformation(turned, 'b-to-a')).toBeCloseTo(example.delayed, 10);
  });

  it.each(given.decomposition)('should decompose $counts under both redundancies (dit)', (example) => {
    const { counts } = example;
    const [a, b, targets] = [counts.length, counts[0]?.length ?? 0, counts[0]?.[0]?.length ?? 0];
    for (const redundancy of ['mmi', 'i-min'] as const) {
      const found = decomposeInformation({ a, b, targets, cells: counts.flat(2) }, redundancy);
      for (const part of ['redundancy', 'uniqueA', 'uniqueB', 'synergy'] as const) {
        expect(found[part]).toBeCloseTo(example[redundancy][part], 9);
      }
    }
  });

  it.each(given.emergence)('should have the emergence $psi and the gain of three $gain (dit)', (example) => {
    const [first = [], second = [], third = []] = example.series;

    expect(emergencePsi(example.macro, example.series)).toBeCloseTo(example.psi, 10);
    expect(tripletGain(example.macro, [first, second, third])).toBeCloseTo(example.gain, 10);
  });

  it.each(given.fisher)('should combine $pValues to $p (scipy)', ({ pValues, statistic, p }) => {
    const found = fisherCombination(pValues);

    expect(found.statistic).toBeCloseTo(statistic, 10);
    expect(found.degreesOfFreedom).toBe(2 * pValues.length);
    expect(found.p / p).toBeCloseTo(1, 9);
  });

  // scipy 1.17.1, combine_pvalues([p] * times, method='fisher'): the first factor of the tail alone is exp(−832).
  it.each([
    [0.5, 1200, 1663.5532333438687, 1],
    [0.3, 1000, 2407.945608651872, 6.484837046313778e-10],
    [0.02, 400, 3129.6184043425164, 8.422596119721216e-272],
  ])(
    'should combine %d, %d times over, though the tail begins below the smallest number',
    (one, times, statistic, p) => {
      const found = fisherCombination(Array.from({ length: times }, () => one));

      expect(found.statistic).toBeCloseTo(statistic, 8);
      expect(found.p / p).toBeCloseTo(1, 9);
    },
  );
});
