import { describe, expect, it } from 'vitest';
import type { StudyEvidence } from '../../../../src/index.js';
import { checkModel } from '../../../../src/analysis/validity/model-checks.js';
import { findingOf, studyEvidenceOf } from '../../../support/study-evidence.js';

const checked = (check: string, about: Partial<StudyEvidence> = {}) =>
  findingOf(checkModel(studyEvidenceOf(about)), check);
const { mind, summary } = studyEvidenceOf();
const known = summary.qualification!;
const leaning = (verdict: string, control = 'majority'): Partial<StudyEvidence> => ({
  summary: { ...summary, qualification: { ...known, leansOn: [{ control, verdict, sentence: 'It was seen.' }] } },
});

describe('the check of comprehension', () => {
  it('should say what the control of the model said', () => {
    const control = (verdict: 'fail' | 'inconclusive' | 'not-applicable') => ({
      controls: [{ name: 'comprehension' as const, verdict, sentence: 'It was asked.' }],
    });

    expect(checked('comprehension')).toMatchObject({ verdict: 'passed', evidence: 'It understands.', remedy: null });
    expect(checked('comprehension', control('fail'))).toMatchObject({ verdict: 'failed', evidence: 'It was asked.' });
    expect(checked('comprehension', control('inconclusive')).verdict).toBe('not-known');
    expect(checked('comprehension', control('not-applicable')).verdict).toBe('not-known');
    expect(checked('comprehension', { controls: [], ...leaning('pass', 'comprehension') }).verdict).toBe('passed');
    expect(checked('comprehension', { controls: [] }).verdict).toBe('not-known');
  });
});

describe('the check of what the study leans on', () => {
  it('should fail with one control that failed, and be open with one that is not decided', () => {
    expect(checked('qualification')).toMatchObject({
      verdict: 'passed',
      evidence: expect.stringContaining('majority'),
    });
    expect(checked('qualification', leaning('fail'))).toMatchObject({
      verdict: 'failed',
      evidence: 'The study leans on what failed: majority: It was seen.',
    });
    expect(checked('qualification', leaning('inconclusive')).verdict).toBe('not-known');
  });

  it('should know nothing of a model that was never checked', () => {
    const { qualification: _qualification, ...rest } = summary;

    expect(checked('qualification', { summary: rest }).verdict).toBe('not-known');
    expect(checked('model-drift', { summary: rest }).verdict).toBe('not-known');
  });
});

describe('the check of who decided', () => {
  it('should fail where kept runs were decided by another, and name models beside', () => {
    const beside = [{ name: 'assistant', fingerprint: 'abcdefabcdefabcdef' }];

    expect(checked('model-identity', { beside }).evidence).toBe(
      'model (f) decided in all; beside it assistant (abcdefabcdef).',
    );
    expect(checked('model-identity', { fingerprints: ['f', 'g'] })).toMatchObject({
      verdict: 'failed',
      evidence: 'Kept runs were decided by others than model: g.',
    });
  });

  it('should fail where the model has drifted, and not know where it cannot be compared', () => {
    const drifted = (verdict: 'drifted' | 'not-comparable'): Partial<StudyEvidence> => ({
      summary: { ...summary, qualification: { ...known, drift: { verdict, largest: null, sentence: 'So it is.' } } },
    });

    expect(checked('model-drift').verdict).toBe('passed');
    expect(checked('model-drift', drifted('drifted'))).toMatchObject({ verdict: 'failed', evidence: 'So it is.' });
    expect(checked('model-drift', drifted('not-comparable')).verdict).toBe('not-known');
  });
});

describe('the check of failed decisions', () => {
  const failing = (failed: number, decisions = 100): Partial<StudyEvidence> => ({
    summary: {
      ...summary,
      failures: { decisions, failed, byKind: { malformed: failed }, share: decisions === 0 ? 0 : failed / decisions },
    },
  });

  it('should fail with more than one in twenty, and say of which kind', () => {
    expect(checked('failed-decisions', failing(5)).verdict).toBe('passed');
    expect(checked('failed-decisions', failing(6))).toMatchObject({
      verdict: 'failed',
      evidence: '6 of 100 decisions failed, a share of .06 (malformed 6); at most .05 may.',
    });
    expect(checked('failed-decisions', failing(0, 0)).verdict).toBe('not-known');
  });
});

describe('checks of a model', () => {
  it('should not apply where none decides', () => {
    const findings = checkModel(studyEvidenceOf({ mind: { ...mind, kind: 'policy-table' } }));

    expect(findings.filter(({ verdict }) => verdict === 'not-applicable').map(({ check }) => check)).toEqual([
      'comprehension',
      'qualification',
      'model-drift',
    ]);
  });
});
