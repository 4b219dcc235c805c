import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../../../src/analysis/theory/sentence.js';
import type { Estimate, OutcomeSummary } from '../../../../src/spec/index.js';

type Given = Omit<OutcomeSummary, 'sentence'>;

function estimate(value: number, low = value, high = value): Estimate {
  return { value, low, high, n: 40, method: 'Wilson 95 %' };
}

const NOTHING: Estimate = { value: null, low: null, high: null, n: 0, method: 'Wilson 95 %', note: 'no run has it' };

/** A choice: M is .6 alone, .9 together, .6 isolated; all differences are decided. */
function choice(change: Partial<Given> = {}): Given {
  return {
    name: 'winner',
    title: 'name that wins',
    kind: 'choice',
    focal: 'M',
    column: 'winner_M',
    neutral: 0.5,
    margin: 0.05,
    prior: estimate(0.6),
    interacting: estimate(0.9, 0.8, 0.95),
    isolated: estimate(0.6, 0.5, 0.7),
    independentDraws: 0.8,
    againstPrior: estimate(0.3, 0.2, 0.35),
    againstIsolated: estimate(0.3, 0.2, 0.4),
    class: 'amplified',
    changed: 'yes',
    runsNeeded: null,
    ...change,
  };
}

function order(change: Partial<Given> = {}): Given {
  return choice({
    kind: 'order',
    title: 'lasting order',
    focal: null,
    prior: estimate(0.18),
    interacting: estimate(0.9, 0.85, 0.95),
    isolated: estimate(0.2, 0.15, 0.25),
    againstPrior: estimate(0.72, 0.67, 0.77),
    againstIsolated: estimate(0.7, 0.65, 0.75),
    class: 'induced',
    ...change,
  });
}

describe('the sentence of a choice', () => {
  it('should give the prior, the outcome, its class, and what the meeting changed', () => {
    expect(sentenceOf(choice())).toBe(
      'M is chosen alone with probability .60 and wins together in .90 [.80, .95] of the runs: the population amplifies ' +
        'what the agents prefer. The same agents isolated give .60 [.50, .70]: the meeting changed it, by +.30 [+.20, +.40].',
    );
  });

  it.each([
    ['induced', 'a preference of the population that the agents alone do not have'],
    ['amplified', 'the population amplifies what the agents prefer'],
    ['damped', 'the population damps what the agents prefer'],
    ['reversed', 'the population turns against what the agents prefer'],
    ['unchanged', 'as often, within the margin'],
    ['inconclusive', 'too few runs to tell them apart or alike'],
  ] as const)('should have words for the class %s', (word, words) => {
    expect(sentenceOf(choice({ class: word }))).toContain(`of the runs: ${words}.`);
  });

  it('should say where the meeting changed nothing beyond the margin', () => {
    const given = choice({
      changed: 'no',
      againstIsolated: estimate(0.01, -0.01, 0.03),
      againstPrior: estimate(0.01, -0.01, 0.03),
    });

    expect(sentenceOf(given)).toContain('the meeting changed it by less than .05 (+.01 [-.01, +.03]).');
  });

  it('should say where that is open', () => {
    const given = choice({ changed: 'inconclusive', againstIsolated: estimate(0.1, -0.1, 0.3) });

    expect(sentenceOf(given)).toContain('whether the meeting changed it is open (+.10 [-.10, +.30]).');
  });

  it('should say that there is no isolated arm to compare with', () => {
    const given = choice({ isolated: null, againstIsolated: null, changed: 'inconclusive' });

    expect(sentenceOf(given)).toContain('There is no isolated arm to say what the meeting changed.');
  });

  it.each([
    [{ class: 'inconclusive' }, 'The class is open: about 220 runs an arm would decide it.'],
    [{ changed: 'inconclusive' }, 'About 220 runs an arm would decide whether the meeting changed it.'],
    [
      { class: 'inconclusive', changed: 'inconclusive' },
      'About 220 runs an arm would decide both the class and whether the meeting changed it.',
    ],
    [
      { class: 'inconclusive', changed: 'inconclusive', isolated: null, againstIsolated: null },
      'The class is open: about 220 runs an arm would decide it.',
    ],
  ] as const)('should say what is open, and how many runs would decide it (%#)', (open, end) => {
    const sentence = sentenceOf(choice({ ...open, runsNeeded: 220 }));

    expect(sentence.endsWith(` ${end}`)).toBe(true);
  });

  it('should not speak of more runs where nothing is open', () => {
    expect(sentenceOf(choice())).not.toContain('would decide');
  });

  it('should not give a number where there is none', () => {
    const given = choice({ interacting: NOTHING, againstPrior: NOTHING, class: 'inconclusive' });

    expect(sentenceOf(given)).toContain('wins together in not known [not known, not known]');
    expect(sentenceOf(given)).not.toMatch(/NaN|null|undefined/);
  });
});

describe('the two contrasts in words', () => {
  it("should disagree for Claude's table, which favours M alone, more together, and most when isolated", () => {
    // Measured with the public table of Ashery, Aiello, Baronchelli 2025 (Science Advances 11(20), eadu9368): M is chosen
    // first in 506 of 960 cases, wins .617 of the runs together and .673 isolated.
    const prior = 506 / 960;
    const claude = choice({
      prior: estimate(prior),
      interacting: estimate(0.617, 0.607, 0.626),
      isolated: estimate(0.673, 0.664, 0.682),
      independentDraws: 0.592,
      againstPrior: estimate(0.617 - prior, 0.607 - prior, 0.626 - prior),
      againstIsolated: estimate(-0.056, -0.069, -0.043),
      class: 'induced',
      changed: 'yes',
    });

    expect(sentenceOf(claude)).toBe(
      'M is chosen alone with probability .53 and wins together in .62 [.61, .63] of the runs: a preference of the ' +
        'population that the agents alone do not have. The same agents isolated give .67 [.66, .68]: the meeting changed ' +
        'it, by -.06 [-.07, -.04]. The two contrasts point in opposite directions: above the prior means below the ' +
        'isolated agents, or the reverse.',
    );
  });

  it('should disagree where it differs from the prior, but so it does without a meeting', () => {
    const given = choice({
      changed: 'no',
      isolated: estimate(0.9, 0.8, 0.95),
      againstIsolated: estimate(0, -0.03, 0.03),
    });

    expect(sentenceOf(given)).toContain(
      'The two contrasts disagree: it differs from the prior, but so it does without any meeting.',
    );
  });

  it('should not speak of opposite directions where it is not known to differ from the prior', () => {
    const given = choice({
      class: 'unchanged',
      againstPrior: estimate(0.001, -0.01, 0.012),
      againstIsolated: estimate(-0.3, -0.4, -0.2),
    });

    expect(sentenceOf(given)).not.toContain('opposite');
  });

  it('should not speak of a disagreement where one contrast is open', () => {
    const given = choice({ changed: 'inconclusive', againstIsolated: estimate(-0.1, -0.3, 0.1) });

    expect(sentenceOf(given)).not.toContain('The two contrasts');
  });

  it('should not speak of a disagreement where both say the same', () => {
    expect(sentenceOf(choice())).not.toContain('The two contrasts');
    const below = choice({ againstPrior: estimate(-0.3, -0.4, -0.2), againstIsolated: estimate(-0.2, -0.3, -0.1) });
    expect(sentenceOf(below)).not.toContain('The two contrasts');
  });
});

describe('the sentence of order', () => {
  it.each([
    ['induced', 'where independent draws would show .18: the population orders itself.'],
    ['amplified', 'where independent draws would show .18: the population orders itself.'],
    ['no-order', 'no more than independent draws would show (.18).'],
    ['damped', 'less than the .18 of independent draws: the meeting disperses.'],
    ['inconclusive', 'against .18 by independent draws: too few runs to tell.'],
  ] as const)('should have words for the class %s', (word, words) => {
    expect(sentenceOf(order({ class: word }))).toContain(words);
  });

  it('should name the outcome and both of its figures', () => {
    expect(sentenceOf(order())).toBe(
      'The lasting order together is .90 [.85, .95], where independent draws would show .18: the population orders ' +
        'itself. The same agents isolated give .20 [.15, .25]: the meeting changed it, by +.70 [+.65, +.75].',
    );
  });
});

describe('digits in a sentence', () => {
  it.each([
    [0, '.00'],
    [1, '1.00'],
    [0.5, '.50'],
    [0.999, '.999'],
    [0.9996, '1.00'],
    [0.001, '.001'],
    [0.0004, '.00'],
    [-0.0004, '.00'],
    [-0.5, '-.50'],
    [-0.003, '-.003'],
  ])('should write %s as %s', (value, text) => {
    const given = choice({ isolated: estimate(value) });

    expect(sentenceOf(given)).toContain(`The same agents isolated give ${text} [${text}, ${text}]`);
  });

  it('should give no sign to a difference that it writes as nothing', () => {
    const given = choice({ changed: 'no', againstIsolated: estimate(0.0001, -0.0001, 0.02) });

    expect(sentenceOf(given)).toContain('by less than .05 (.00 [.00, +.02])');
  });
});
