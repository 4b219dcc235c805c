import { describe, expect, it } from 'vitest';
import { summariseOutcome, type OutcomeRecords } from '../../../../src/analysis/theory/summarise-outcome.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { OutcomeSummary, type Outcome, type RunRecord, type Scenario } from '../../../../src/spec/index.js';
import { runRecord, runsWith, shareOf } from '../../../support/run-records.js';

const chances = chancesFrom('summarise outcome');
const winner: Outcome = { name: 'winner', title: 'name that wins', kind: 'choice', columns: ['winner_Q', 'winner_M'] };
const order: Outcome = { name: 'order', title: 'lasting order', kind: 'order', column: 'lasting_order' };

function scenarioWith(...options: readonly string[]): Scenario {
  return { options } as unknown as Scenario;
}

/** Runs in which M wins with these values, and Q with what is left. */
function wonByM(values: readonly number[], arm = 'interacting'): RunRecord[] {
  return values.map((value, index) =>
    runRecord({ arm, seed: 1_000_000 + index, values: { winner_Q: 1 - value, winner_M: value } }),
  );
}

function summary(given: Partial<OutcomeRecords>): OutcomeSummary {
  const made = summariseOutcome({
    outcome: winner,
    scenario: scenarioWith('Q', 'M'),
    interacting: [],
    isolated: null,
    priors: Array.from({ length: 24 }, () => [0.5, 0.5]),
    chances,
    ...given,
    free: given.free ?? given.priors ?? Array.from({ length: 24 }, () => [0.5, 0.5]),
  });
  return OutcomeSummary.parse(made);
}

/** Wins strewn over the seeds, in another order for another step. */
function scattered(wins: number, step: number, runs = 100): number[] {
  const values = shareOf(wins, runs);
  return values.map((_, index) => values[(index * step) % runs] as number);
}

describe('a choice', () => {
  it('should be about the option that the prior favours, whoever wins', () => {
    const found = summary({ priors: [[0.3, 0.7]], interacting: wonByM(shareOf(2, 40)) });

    expect([found.focal, found.column]).toEqual(['M', 'winner_M']);
    expect(found.prior).toMatchObject({ value: 0.7, low: 0.7, high: 0.7, n: 1 });
    expect(found.interacting.value).toBe(0.05);
    expect(found.class).toBe('reversed');
  });

  it('should be about what won most where the prior is neutral', () => {
    expect(summary({ interacting: wonByM(shareOf(30, 40)) }).focal).toBe('M');
    expect(summary({ interacting: wonByM(shareOf(10, 40)) }).focal).toBe('Q');
    expect(summary({ interacting: wonByM(Array.from({ length: 40 }, () => 0.5)) }).focal).toBe('Q');
  });

  it('should carry the error of counting into the prior, the contrast and the class', () => {
    const priors = Array.from({ length: 24 }, () => [0.4, 0.6]);
    const interacting = wonByM(shareOf(31, 40));
    const [exact, sampled] = [
      summary({ priors, interacting }),
      summary({ priors, interacting, samples: priors.map(() => 2) }),
    ];
    const width = ({ low, high }: OutcomeSummary['prior']): number => (high ?? 0) - (low ?? 0);

    expect(exact.class).toBe('amplified');
    expect(width(exact.prior)).toBe(0);
    expect(sampled.prior).toMatchObject({
      value: exact.prior.value,
      method: expect.stringContaining('asked alone 2 times'),
    });
    expect(width(sampled.prior)).toBeGreaterThan(0.2);
    expect(sampled.againstPrior.value).toBe(exact.againstPrior.value);
    expect(width(sampled.againstPrior)).toBeGreaterThan(width(exact.againstPrior));
    expect(sampled.interacting).toEqual(exact.interacting);
    expect(sampled.class).toBe('inconclusive');
  });

  it('should average the priors of the agents', () => {
    const found = summary({
      priors: [
        [0.1, 0.9],
        [0.5, 0.5],
        [0, 1],
      ],
      interacting: wonByM(shareOf(40, 40)),
    });

    expect(found.prior.value).toBeCloseTo(0.8, 12);
    expect(found.prior.n).toBe(3);
  });

  it('should give what independent draws from the priors would show', () => {
    // Three agents, each M with .6: two or three of them in .6³ + 3 × .6² × .4 = .648 of the cases.
    const found = summary({ priors: Array.from({ length: 3 }, () => [0.4, 0.6]), interacting: wonByM(shareOf(3, 4)) });

    expect(found.independentDraws).toBeCloseTo(0.648, 12);
  });

  it('should subtract the prior, and the isolated runs of the same seeds', () => {
    const found = summary({
      priors: [[0.3, 0.7]],
      interacting: wonByM(shareOf(36, 40)),
      isolated: wonByM(shareOf(28, 40), 'isolated'),
    });

    expect(found.interacting).toMatchObject({ value: 0.9, n: 40, method: 'Wilson 95 %' });
    expect(found.againstPrior.value).toBeCloseTo(0.2, 12);
    expect(found.againstPrior.low).toBeCloseTo((found.interacting.low ?? 0) - 0.7, 12);
    expect(found.isolated?.value).toBe(0.7);
    expect(found.againstIsolated).toMatchObject({ n: 40, method: 'bootstrap over pairs of runs 95 %' });
    expect(found.againstIsolated?.value).toBeCloseTo(0.2, 12);
    expect([found.class, found.changed]).toEqual(['amplified', 'yes']);
    expect(found.runsNeeded).toBeNull();
  });

  it('should count a tie as half a win', () => {
    expect(summary({ priors: [[0.3, 0.7]], interacting: wonByM([1, 0.5, 0.5, 0]) }).interacting.value).toBe(0.5);
  });

  it('should have both contrasts where they disagree', () => {
    // Shares of Claude's table (Ashery, Aiello, Baronchelli 2025): prior .527, together .617, isolated .673.
    const found = summary({
      priors: Array.from({ length: 24 }, () => [454 / 960, 506 / 960]),
      interacting: wonByM(scattered(617, 7, 1000)),
      isolated: wonByM(scattered(673, 11, 1000), 'isolated'),
    });

    expect(found.focal).toBe('M');
    expect(found.againstPrior.value).toBeCloseTo(0.09, 2);
    expect(found.againstIsolated?.value).toBeCloseTo(-0.056, 12);
    expect([found.class, found.changed]).toEqual(['induced', 'yes']);
    expect(found.sentence).toContain('The two contrasts point in opposite directions');
  });

  it('should have a neutral point of one in the number of options', () => {
    const outcome: Outcome = { ...winner, columns: ['winner_A', 'winner_B', 'winner_C'] };
    const runs = shareOf(40, 40).map((value, index) =>
      runRecord({ seed: index, values: { winner_A: 0, winner_B: 0, winner_C: value } }),
    );
    const found = summary({
      outcome,
      scenario: scenarioWith('A', 'B', 'C'),
      priors: Array.from({ length: 9 }, () => [1 / 3, 1 / 3, 1 / 3]),
      interacting: runs,
    });

    expect(found.neutral).toBeCloseTo(1 / 3, 12);
    expect([found.focal, found.class]).toEqual(['C', 'induced']);
    expect(found.independentDraws).toBeCloseTo(1 / 3, 1);
  });

  it('should judge groups of options, each against its share of the options', () => {
    const groups = [
      { title: 'A', options: [0] },
      { title: 'B to D', options: [1, 2, 3] },
    ];
    const outcome: Outcome = { ...winner, columns: ['winner_A', 'winner_BCD'], groups };
    const runs = shareOf(30, 40).map((value, index) =>
      runRecord({ seed: index, values: { winner_A: value, winner_BCD: 1 - value } }),
    );
    const records = { outcome, scenario: scenarioWith('A', 'B', 'C', 'D'), interacting: runs };
    // .55 for B to D is less than their share of .75, and .45 for A more than its share of .25.
    const found = summary({ ...records, priors: [[0.45, 0.25, 0.2, 0.1]] });

    expect(found).toMatchObject({ focal: 'A', column: 'winner_A', neutral: 0.25, class: 'amplified' });
    expect(found.prior.value).toBeCloseTo(0.45, 12);
    expect(found.independentDraws).toBeCloseTo(0.45, 12);
    expect(summary({ ...records, priors: [[0, 0.4, 0.4, 0.2]] })).toMatchObject({ focal: 'B to D', neutral: 0.75 });
  });

  it('should take the margin that the outcome declares, or .05', () => {
    const records = { interacting: wonByM(scattered(53, 7)), priors: [[0.5, 0.5]] };

    expect(summary(records).margin).toBe(0.05);
    expect(summary({ ...records, outcome: { ...winner, margin: 0.2 } })).toMatchObject({
      margin: 0.2,
      class: 'unchanged',
    });
  });

  it('should be the same each time it is summarised', () => {
    const records = { interacting: wonByM(scattered(60, 7)), isolated: wonByM(scattered(50, 11), 'isolated') };

    expect(summary(records)).toEqual(summary(records));
  });
});

describe('what is missing', () => {
  it('should be said where no run was made', () => {
    const found = summary({ priors: [[0.3, 0.7]], isolated: [] });

    expect(found.interacting).toMatchObject({ value: null, low: null, high: null, n: 0, note: 'no run has it' });
    expect([found.isolated, found.againstIsolated, found.runsNeeded]).toEqual([null, null, null]);
    expect([found.class, found.changed]).toEqual(['inconclusive', 'inconclusive']);
  });

  it('should leave runs out that do not have the value', () => {
    const found = summary({ outcome: order, interacting: runsWith('lasting_order', [0.5, null, 0.7]) });

    expect(found.interacting.n).toBe(2);
    expect(found.interacting.value).toBeCloseTo(0.6, 12);
  });

  it('should not compare where no seed is in both arms', () => {
    const alone = wonByM(shareOf(5, 10), 'isolated').map((record) => ({ ...record, seed: record.seed + 500 }));
    const found = summary({ interacting: wonByM(shareOf(5, 10)), isolated: alone });

    expect(found.isolated?.value).toBe(0.5);
    expect(found.againstIsolated).toBeNull();
    expect(found.changed).toBe('inconclusive');
  });
});

describe('order', () => {
  const priors = Array.from({ length: 4 }, () => [0.5, 0.5]);

  it('should be judged against E|m| of independent draws', () => {
    // Four fair coins: |m| is 1 in 2 of 16 cases, .5 in 8 and 0 in 6; the mean is .375.
    const found = summary({
      outcome: order,
      priors,
      interacting: runsWith('lasting_order', [0.9, 0.8, 1, 0.9, 0.95, 0.9]),
    });

    expect(found.neutral).toBeCloseTo(0.375, 12);
    expect(found.prior).toMatchObject({ value: found.neutral, n: 4 });
    expect(found.independentDraws).toBe(found.neutral);
    expect([found.focal, found.column, found.class]).toEqual([null, 'lasting_order', 'induced']);
    expect(found.interacting.method).toBe('bootstrap over runs 95 %');
  });

  it('should be amplified where the agents lean to one side', () => {
    const found = summary({
      outcome: order,
      priors: Array.from({ length: 21 }, () => [0.7, 0.3]),
      interacting: runsWith('lasting_order', [0.9, 0.8, 1, 0.9, 0.95, 0.9]),
    });

    expect(found.class).toBe('amplified');
  });

  it('should see no order where it is what draws would show', () => {
    const values = [0.37, 0.38, 0.36, 0.39, 0.375, 0.37];

    expect(summary({ outcome: order, priors, interacting: runsWith('lasting_order', values) }).class).toBe('no-order');
  });
});

describe('few runs', () => {
  it.each([1, 2, 5])('should decide nothing of a mean with %s of them, though they agree', (runs) => {
    const found = summary({
      outcome: order,
      interacting: runsWith(
        'lasting_order',
        Array.from({ length: runs }, () => 1),
      ),
      isolated: runsWith(
        'lasting_order',
        Array.from({ length: runs }, () => 0.1),
        'isolated',
      ),
    });

    expect([found.class, found.changed]).toEqual(['inconclusive', 'inconclusive']);
    expect(found.runsNeeded).toBeGreaterThan(5);
  });

  it('should decide nothing of a share with one pair that is alike', () => {
    const found = summary({ interacting: wonByM([1]), isolated: wonByM([1], 'isolated') });

    expect([found.class, found.changed]).toEqual(['inconclusive', 'inconclusive']);
    expect(found.runsNeeded).toBeGreaterThan(1);
  });

  it('should ask for the larger number where both contrasts are open', () => {
    const far = summary({ priors: [[0.3, 0.7]], interacting: wonByM(shareOf(8, 10)) });
    const both = summary({
      priors: [[0.3, 0.7]],
      interacting: wonByM(shareOf(8, 10)),
      isolated: wonByM([...shareOf(7, 9), 1], 'isolated'),
    });

    expect(both.changed).toBe('inconclusive');
    expect(both.runsNeeded).toBeGreaterThanOrEqual(far.runsNeeded ?? Infinity);
    expect(both.sentence).toContain(`About ${both.runsNeeded} runs an arm would decide both`);
  });
});
