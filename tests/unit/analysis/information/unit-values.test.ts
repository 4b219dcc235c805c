import { describe, expect, it } from 'vitest';
import { quantileCuts, binOf } from '../../../../src/analysis/information/bins.js';
import { decomposeInformation, type SourcesAndTarget } from '../../../../src/analysis/information/decomposition.js';
import { emergencePsi, tripletGain } from '../../../../src/analysis/information/emergence.js';
import { entropy, millerMadowEntropy } from '../../../../src/analysis/information/entropy.js';
import { mutualInformation } from '../../../../src/analysis/information/mutual-information.js';
import {
  decomposedTransitions,
  delayedMutualInformation,
  sameStepInformation,
  transferEntropy,
} from '../../../../src/analysis/information/pair-information.js';
import { transitionsOf } from '../../../../src/analysis/information/transitions.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { stickyChains } from '../../../support/sticky-chains.js';

/** Weights of what two bits go to, from a rule that gives the probability of (a′, b′) after (a, b). */
function twoBits(rule: (a: number, b: number, nextA: number, nextB: number) => number): SourcesAndTarget {
  const bits = [0, 1];
  const cells = bits.flatMap((a) =>
    bits.flatMap((b) => bits.flatMap((nextA) => bits.map((nextB) => rule(a, b, nextA, nextB)))),
  );
  return { a: 2, b: 2, targets: 4, cells };
}

const stays = (persistence: number) => (now: number, next: number) => (now === next ? persistence : 1 - persistence);

describe.each(['mmi', 'i-min'] as const)('the decomposition of known systems, redundancy %s', (redundancy) => {
  it('should find nothing in memoryless independent bits', () => {
    const found = decomposeInformation(
      twoBits(() => 1),
      redundancy,
    );

    for (const part of Object.values(found)) expect(part).toBeCloseTo(0, 12);
  });

  it('should find 1 bit of synergy and no redundancy where a′ = a xor b and b′ is fresh noise', () => {
    const found = decomposeInformation(
      twoBits((a, b, nextA) => Number(nextA === (a ^ b))),
      redundancy,
    );

    expect(found.synergy).toBeCloseTo(1, 12);
    expect(found.redundancy).toBeCloseTo(0, 12);
    expect(found.joint).toBeCloseTo(1, 12);
  });

  it('should find 1 bit of redundancy where a′ = a xor b and b′ = b', () => {
    const found = decomposeInformation(
      twoBits((a, b, nextA, nextB) => Number(nextA === (a ^ b) && nextB === b)),
      redundancy,
    );

    expect(found.joint).toBeCloseTo(2, 12);
    expect(found.redundancy).toBeCloseTo(1, 12);
  });

  it('should find redundancy and no synergy in an identical pair that persists', () => {
    const stay = stays(0.8);
    const found = decomposeInformation(
      twoBits((a, b, nextA, nextB) => (a === b && nextA === nextB ? stay(a, nextA) : 0)),
      redundancy,
    );

    expect(found.synergy).toBeCloseTo(0, 12);
    expect(found.redundancy).toBeCloseTo(1 - entropy([0.8, 0.2]), 12);
    expect(found.redundancy).toBeGreaterThan(0.27);
  });
});

describe('independent sticky chains under minimum mutual information', () => {
  it.each([
    { one: 0.8, other: 0.8, synergy: 0.2780719 },
    { one: 1, other: 1, synergy: 1 },
    { one: 0.9, other: 0.7, synergy: 0.1187091 },
    { one: 0.5, other: 1, synergy: 0 },
  ])('should have the synergy min(I(A;A′), I(B;B′)) = $synergy at $one and $other', ({ one, other, synergy }) => {
    const [stayA, stayB] = [stays(one), stays(other)];
    const found = decomposeInformation(twoBits((a, b, nextA, nextB) => stayA(a, nextA) * stayB(b, nextB)));

    expect(found.synergy).toBeCloseTo(Math.min(1 - entropy([one, 1 - one]), 1 - entropy([other, 1 - other])), 12);
    expect(found.synergy).toBeCloseTo(synergy, 6);
    expect(found.redundancy).toBeCloseTo(synergy, 6);
  });

  it('should have it in a long series too, smoothed as it is', () => {
    const [[a = [], b = []] = []] = stickyChains({
      simulation: 1,
      runs: 1,
      agents: 2,
      steps: 40_000,
      persistence: 0.8,
    });
    const transitions = transitionsOf(a, b, { symbols: 2 });

    expect(decomposedTransitions(transitions)?.synergy).toBeCloseTo(0.278, 1.9);
    expect(sameStepInformation(transitions)).toBeLessThan(0.001);
    expect(delayedMutualInformation(transitions)).toBeLessThan(0.001);
    expect(transferEntropy(transitions)).toBeLessThan(0.001);
  });
});

describe('series', () => {
  const noise = (name: string, steps: number): number[] => {
    const chance = chancesFrom(7)(name);
    return Array.from({ length: steps }, () => chance.integer(2));
  };

  it('should pass a bit from the one that is copied, and none back', () => {
    const a = noise('copied', 5000);
    const transitions = transitionsOf(a, [0, ...a.slice(0, -1)], { symbols: 2 });

    expect(transferEntropy(transitions)).toBeGreaterThan(0.999);
    expect(transferEntropy(transitions, 'b-to-a')).toBeLessThan(0.001);
    expect(delayedMutualInformation(transitions)).toBeGreaterThan(0.999);
    expect(delayedMutualInformation(transitions, 'b-to-a')).toBeLessThan(0.001);
  });

  it('should look as far ahead as the lag says', () => {
    const a = noise('far', 3000);
    const b = [0, 1, 0, ...a.slice(0, -3)];

    expect(delayedMutualInformation(transitionsOf(a, b, { symbols: 2, lag: 3 }))).toBeGreaterThan(0.999);
    expect(delayedMutualInformation(transitionsOf(a, b, { symbols: 2 }))).toBeLessThan(0.01);
  });

  it('should leave steps with missing values out, and count them', () => {
    const found = transitionsOf([0, 1, -1, 1, 0], [1, 1, 0, 0, 1], { symbols: 2 });

    expect(found).toMatchObject({ n: 2, missing: 2 });
    expect(found.cells[0b0111]).toBe(1);
    expect(found.cells[0b1001]).toBe(1);
    expect(transferEntropy(transitionsOf([0], [1], { symbols: 2 }))).toBeNull();
  });
});

describe('emergencePsi', () => {
  it('should be one bit where only the parity persists', () => {
    const chance = chancesFrom(3)('parity');
    const a = Array.from({ length: 8000 }, () => chance.integer(2));
    const parity = Array.from({ length: 8000 }, (_, step) => Number(step % 7 < 3));
    const b = a.map((bit, step) => bit ^ (parity[step] as number));

    expect(emergencePsi(parity, [a, b])).toBeCloseTo(emergencePsi(parity, []) as number, 2);
    expect(emergencePsi(parity, [a, b])).toBeGreaterThan(0.1);
  });

  it('should be negative where parts say the same, which is inconclusive', () => {
    const [[a = []] = []] = stickyChains({ simulation: 2, runs: 1, agents: 1, steps: 2000, persistence: 0.9 });

    expect(emergencePsi(a, [a, a])).toBeLessThan(-0.4);
    expect(emergencePsi([-1, -1], [[0, 1]])).toBeNull();
  });
});

describe('tripletGain', () => {
  it('should be a bit for the parity of three, and nothing where a pair says all', () => {
    const chance = chancesFrom(5)('triplet');
    const three = [0, 1, 2].map(() => Array.from({ length: 8000 }, () => chance.integer(2)));
    const [a = [], b = [], c = []] = three;
    const later = (rule: (step: number) => number): number[] => [0, ...a.map((_, step) => rule(step))];
    const parity = later((step) => (a[step] as number) ^ (b[step] as number) ^ (c[step] as number));
    const ofTwo = later((step) => (a[step] as number) ^ (b[step] as number));

    expect(tripletGain(parity, [a, b, c])).toBeGreaterThan(0.99);
    expect(tripletGain(ofTwo, [a, b, c])).toBeLessThan(0.01);
  });

  it('should compare triplets with pairs over the same steps', () => {
    // The third is there in two steps only; over all steps a pair would say more than the three.
    expect(
      tripletGain(
        [0, 0, 1, 0, 1, 1],
        [
          [0, 1, 0, 1, 1, 0],
          [1, 1, 0, 0, 1, 0],
          [0, 0, -1, -1, -1, 0],
        ],
      ),
    ).toBe(0);
    expect(
      tripletGain(
        [0, 1],
        [
          [-1, 0],
          [0, 0],
          [0, 0],
        ],
      ),
    ).toBeNull();
  });
});

describe('millerMadowEntropy', () => {
  it('should add (K − 1) / (2 n ln 2) bits for the values that occur', () => {
    expect(millerMadowEntropy([3, 1, 0, 4])).toBeCloseTo(entropy([3, 1, 4]) + 2 / (16 * Math.LN2), 12);
    expect(millerMadowEntropy([7, 0])).toBe(0);
  });

  it('should be nearer to the truth than the plug-in estimate', () => {
    const chance = chancesFrom(11)('counts');
    const draws = Array.from({ length: 400 }, () => {
      const counts = [0, 0, 0, 0];
      for (let draw = 0; draw < 20; draw += 1) counts[chance.integer(4)]! += 1;
      return counts;
    });
    const average = (of: (counts: number[]) => number): number =>
      draws.reduce((sum, counts) => sum + of(counts), 0) / draws.length;

    expect(average(entropy)).toBeLessThan(1.91);
    expect(average(millerMadowEntropy)).toBeCloseTo(2, 1.5);
  });
});

describe('bins', () => {
  it('should cut at quantiles, and keep ties together', () => {
    expect(quantileCuts([1, 2, 3, 4], 2)).toEqual([2.5]);
    expect(quantileCuts([5, 5, 5, 9], 2)).toEqual([5]);
    expect(quantileCuts([1, 9, 9, 9], 2)).toEqual([1]);
    expect(quantileCuts([5, 5, 5], 2)).toEqual([]);
    expect(quantileCuts([], 3)).toEqual([]);
    expect([1, 5, 6, 9].map((value) => binOf(value, [5, 8]))).toEqual([0, 0, 1, 2]);
  });
});

describe('what cannot be counted', () => {
  it.each([[[]], [[0, 0]], [[1, -1]], [[NaN]], [[Infinity, 1]]])('should refuse the weights %j', (weights) => {
    expect(() => entropy(weights)).toThrow('cannot be counts');
    expect(() => mutualInformation({ rows: 1, columns: weights.length, cells: weights })).toThrow('cannot be counts');
  });
});
