import { describe, expect, it } from 'vitest';
import type { StudyEvidence } from '../../../../src/index.js';
import { checkDesign } from '../../../../src/analysis/validity/design-checks.js';
import { findingOf, studyEvidenceOf } from '../../../support/study-evidence.js';

const checked = (check: string, about: Partial<StudyEvidence> = {}) =>
  findingOf(checkDesign(studyEvidenceOf(about)), check);
const { mind, summary } = studyEvidenceOf();
const asked = (elicitation: object): StudyEvidence['mind'] => ({
  ...mind,
  settings: { elicitation: { ...elicitation } },
});
const ofConditions = (change: object): StudyEvidence['summary'] => ({
  ...summary,
  conditions: summary.conditions.map((one) => ({ ...one, ...change })),
});

describe('the check of labels', () => {
  it('should pass where labels are averaged, or an arm exchanges them', () => {
    const fixed = asked({ labels: 'fixed' });
    const arms = summary.conditions[0]!.arms.map((arm) => ({ ...arm, labels: 'exchanged' as const }));

    expect(checked('label-balance').verdict).toBe('passed');
    expect(checked('label-balance', { mind: fixed, summary: ofConditions({ arms }) })).toMatchObject({
      verdict: 'passed',
      evidence: 'Arms exchange or average labels: interacting, isolated.',
    });
  });

  it('should fail where labels stay, and not apply to rules, or without options', () => {
    expect(checked('label-balance', { mind: asked({ labels: 'fixed' }) })).toMatchObject({
      verdict: 'failed',
      remedy: expect.stringContaining('relabelled'),
    });
    expect(checked('label-balance', { mind: { ...mind, kind: 'policy-table', settings: {} } }).verdict).toBe('failed');
    expect(checked('label-balance', { mind: { ...mind, kind: 'other', settings: {} } }).verdict).toBe('not-applicable');
    expect(checked('label-balance', { summary: ofConditions({ options: [] }) }).verdict).toBe('not-applicable');
  });
});

describe('the check of orders', () => {
  it('should say how orders cancel, and not apply where nobody reads them', () => {
    expect(checked('order-balance').evidence).toContain('averaged over orders');
    expect(checked('order-balance', { mind: asked({ orders: 'live' }) }).evidence).toContain('drawn anew');
    expect(checked('order-balance', { mind: { ...mind, kind: 'other', settings: {} } }).verdict).toBe('not-applicable');
  });
});

describe('the check of wordings', () => {
  it('should want two of them, and count no other parameter', () => {
    const others = summary.conditions.map((one, at) => ({ ...one, parameters: { agents: at } }));

    expect(checked('paraphrases')).toMatchObject({
      verdict: 'passed',
      evidence: 'There are 2 wordings among the conditions.',
    });
    expect(checked('paraphrases', { summary: { ...summary, conditions: others } }).verdict).toBe('failed');
    expect(checked('paraphrases', { mind: { ...mind, kind: 'policy-table' } }).verdict).toBe('not-applicable');
  });
});

describe('the check of interaction', () => {
  it('should want agents who meet, and runs in which they do not', () => {
    const one = summary.conditions[0]!.arms.filter(({ name }) => name === 'interacting');

    expect(checked('interaction').verdict).toBe('passed');
    expect(checked('interaction', { summary: ofConditions({ arms: one }) }).verdict).toBe('not-known');
    expect(checked('interaction', { summary: ofConditions({ agents: 1 }) })).toMatchObject({
      verdict: 'failed',
      evidence: 'There is one agent only in: plain, other.',
    });
  });
});
