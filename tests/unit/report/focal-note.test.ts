import { describe, expect, it } from 'vitest';
import { focalNote } from '../../../src/report/focal-note.js';
import { studySections } from '../../../src/report/study-sections.js';
import type { OutcomeSummary, StudySummary } from '../../../src/spec/index.js';
import { summaryExample } from '../../support/study-summary.js';

const order = summaryExample.conditions[0]?.outcomes[0] as OutcomeSummary;

/** A choice between two options, whose focal option has this probability alone. */
function choice(alone: number): OutcomeSummary {
  const prior = { value: alone, low: alone, high: alone, n: 24, method: 'mean' };
  return { ...order, kind: 'choice', focal: 'M', title: 'name that wins', neutral: 0.5, margin: 0.05, prior };
}

function answerOf(outcome: OutcomeSummary): string {
  const [condition] = summaryExample.conditions;
  const summary = { ...summaryExample, conditions: [{ ...condition, outcomes: [outcome] }] } as StudySummary;
  return JSON.stringify(studySections(summary)[0]);
}

describe('the note on an option that was chosen after the runs', () => {
  it.each([0.5, 0.54, 0.3])('should name it and the contrast that it biases, with a prior of %s', (alone) => {
    expect(focalNote(choice(alone))).toMatch(/the figures are about M, which won most runs.*together − prior too high/);
  });

  it('should not be made where the prior says which option it is', () => {
    expect(focalNote(choice(0.56))).toBeUndefined();
  });

  it('should not be made where the outcome is about no option, or the prior is not known', () => {
    expect(focalNote(order)).toBeUndefined();
    expect(focalNote({ ...choice(0.5), prior: { ...choice(0.5).prior, value: null } })).toBeUndefined();
  });

  it('should stand in the answer of the report, where it applies', () => {
    expect(answerOf(choice(0.5))).toContain('which won most runs together');
    expect(answerOf(choice(0.7))).not.toContain('which won most runs together');
  });
});
