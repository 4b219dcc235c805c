import { describe, expect, it } from 'vitest';
import { classOfMean, classOfSpread } from '../../../../src/analysis/theory/classify.js';
import { expectedSpread, largestSpread } from '../../../../src/analysis/theory/expected-spread.js';
import { summariseOutcome } from '../../../../src/analysis/theory/summarise-outcome.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { OutcomeSummary, type Outcome, type RunRecord, type Scenario } from '../../../../src/spec/index.js';
import { runsWith } from '../../../support/run-records.js';

const POSITIONS = [-2, -1, 0, 1, 2];
const bias: Outcome = { name: 'bias', title: 'mean belief B', kind: 'mean', column: 'bias_end', positions: POSITIONS, neutral: 0 }; // prettier-ignore
const diversity: Outcome = { name: 'diversity', title: 'diversity D', kind: 'spread', column: 'diversity_end', positions: POSITIONS }; // prettier-ignore
const scenario = { options: ['a', 'b', 'c', 'd', 'e'] } as unknown as Scenario;
/** Each agent at one level: two at each of the five. */
const UNIFORM = Array.from({ length: 10 }, (_, at) => POSITIONS.map((__, option) => Number(option === at % 5)));

function summary(outcome: Outcome, priors: readonly (readonly number[])[], together: number[], alone?: number[]) {
  const column = outcome.kind === 'choice' ? '' : outcome.column;
  const isolated: RunRecord[] | null = alone === undefined ? null : runsWith(column, alone, 'isolated');
  const chances = chancesFrom('scale outcomes');
  const given = { outcome, scenario, interacting: runsWith(column, together), isolated, priors, free: priors, chances };
  return OutcomeSummary.parse(summariseOutcome(given));
}

function around(value: number, runs = 40): number[] {
  return Array.from({ length: runs }, (_, at) => value + ((at % 5) - 2) / 20);
}

describe('the class of a mean position', () => {
  const at = (value: number, half = 0.05) => ({
    value,
    at90: { low: value - 0.8 * half, high: value + 0.8 * half },
    at95: { low: value - half, high: value + half },
  });
  const classed = (prior: number, value: number, half?: number) =>
    classOfMean({ prior, outcome: at(value, half), neutral: 0, margin: 0.2 });

  it.each([
    [0.8, 1.4, 'amplified'],
    [0.8, 0.4, 'damped'],
    [0.8, -0.5, 'reversed'],
    [0.8, 0.81, 'unchanged'],
    [0.1, 1, 'induced'],
    [0.1, -1, 'induced'],
  ])('should, from a prior of %d to %d together, be told alike on both sides: %s', (prior, value, word) => {
    expect(classed(prior, value)).toBe(word);
    expect(classed(-prior, -value)).toBe(word);
  });

  it('should be open where the interval is wider than the margin', () => {
    expect(classed(0.8, 0.9, 0.6)).toBe('inconclusive');
    expect(classed(-0.8, -0.9, 0.6)).toBe('inconclusive');
  });

  it('should be damped, not reversed, where the interval holds the neutral point', () => {
    expect(classed(-0.8, 0.05, 0.1)).toBe('damped');
  });

  it('should set a spread against independent draws', () => {
    const spread = (value: number, half?: number) =>
      classOfSpread({ outcome: at(value, half), neutral: 1, margin: 0.2 });

    expect([spread(1.5), spread(0.5), spread(1.02), spread(1.1, 0.6)]).toEqual(['amplified', 'damped', 'unchanged', 'inconclusive']); // prettier-ignore
  });
});

describe('expectedSpread', () => {
  it('should be the standard deviation itself where everybody is sure: 1.49 of two at each of five levels', () => {
    // Chuang et al. 2024: the uniform start has D = 1.49, the standard deviation with n - 1.
    expect(expectedSpread(UNIFORM, POSITIONS, chancesFrom(1)('draws'))).toBeCloseTo(Math.sqrt(20 / 9), 10);
  });

  it('should be what two fair coins show on average: half the time 0, else their distance by the root of two', () => {
    const coins = [
      [0.5, 0.5],
      [0.5, 0.5],
    ];

    expect(expectedSpread(coins, [0, 1], chancesFrom(1)('draws'))).toBeCloseTo(0.5 / Math.SQRT2, 1);
    expect(expectedSpread([[1, 0]], [0, 1], chancesFrom(1)('draws'))).toBe(0);
  });

  it('should be at most that of halves at the ends', () => {
    expect(largestSpread(10, POSITIONS)).toBeCloseTo(Math.sqrt(40 / 9), 10);
    expect(largestSpread(3, [0, 3])).toBeCloseTo(Math.sqrt(3), 10);
    expect(largestSpread(1, POSITIONS)).toBe(0);
  });
});

describe('an outcome on a scale', () => {
  const agreeing = Array.from({ length: 10 }, () => [0, 0, 0.2, 0.6, 0.2]);

  it('should set the mean position beside that which agents expect alone, and beside isolated', () => {
    const found = summary(bias, agreeing, around(0.2), around(1));

    expect(found).toMatchObject({ kind: 'mean', range: [-2, 2], neutral: 0, margin: 0.2, focal: null, class: 'damped', changed: 'yes' }); // prettier-ignore
    expect(found.prior.value).toBeCloseTo(1, 12);
    expect(found.independentDraws).toBeCloseTo(1, 12);
    expect(found.againstIsolated?.value).toBeCloseTo(-0.8, 12);
    expect(found.sentence).toMatch(/^The mean belief B is 1\.00 alone and \.20 \[.*\] together: the population keeps nearer to the middle than the agents\. The same agents isolated give 1\.00/); // prettier-ignore
  });

  it.each([
    [-1.2, 'reversed', 'the population goes to the other side.'],
    [1.6, 'amplified', 'the population goes farther to the side of the agents.'],
    [1, 'unchanged', 'the same, within the margin.'],
  ])('should say that %d is %s', (value, word, words) => {
    const found = summary(bias, agreeing, around(value));

    expect(found.class).toBe(word);
    expect(found.sentence).toContain(words);
  });

  it('should say that a side is taken which nobody takes alone', () => {
    const found = summary(bias, UNIFORM, around(-1));

    expect(found.class).toBe('induced');
    expect(found.sentence).toContain('takes a side that the agents alone do not take');
  });

  it('should set the spread beside that of independent draws', () => {
    const found = summary(diversity, UNIFORM, around(0.6), around(1.49));

    expect(found).toMatchObject({ kind: 'spread', margin: 0.2, class: 'damped', changed: 'yes' });
    expect(found.neutral).toBeCloseTo(1.49, 2);
    expect(found.range?.[1]).toBeCloseTo(Math.sqrt(40 / 9), 10);
    expect(found.sentence).toMatch(/^The diversity D together is \.60 \[.*\], less than the 1\.49 of independent draws: the population draws together\./); // prettier-ignore
  });

  it.each([
    [1.49, 'unchanged', 'as much as independent draws would show (1.49).'],
    [2, 'amplified', 'the population spreads out.'],
  ])('should say that a spread of %d is %s', (value, word, words) => {
    const found = summary(diversity, UNIFORM, around(value));

    expect(found.class).toBe(word);
    expect(found.sentence).toContain(words);
  });

  it('should be open with two runs that lie apart, and say how many would do', () => {
    const found = summary(bias, agreeing, [0, 2, 1, 0.4], [1, 1, 1, 1]);

    expect(found.class).toBe('inconclusive');
    expect(found.runsNeeded).toBeGreaterThan(4);
    expect(found.sentence).toContain('too few runs to tell them apart or alike');
    expect(summary(diversity, UNIFORM, [0.5, 2, 1.9, 1]).sentence).toContain('too few runs to tell.');
  });

  it('should be nothing where no run has it', () => {
    expect(summary(bias, UNIFORM, []).class).toBe('inconclusive');
    expect(summary(diversity, UNIFORM, []).interacting.value).toBeNull();
  });
});
