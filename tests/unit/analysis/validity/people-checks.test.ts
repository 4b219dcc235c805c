import { describe, expect, it } from 'vitest';
import type { StudyEvidence } from '../../../../src/index.js';
import { checkPeople } from '../../../../src/analysis/validity/people-checks.js';
import { findingOf, studyEvidenceOf } from '../../../support/study-evidence.js';

const checked = (check: string, about: Partial<StudyEvidence> = {}) =>
  findingOf(checkPeople(studyEvidenceOf(about)), check);
const { summary } = studyEvidenceOf();
const probe = (agent: string, p: number, more: Partial<StudyEvidence['probes'][number]> = {}) => ({
  condition: 'plain',
  agent,
  situation: 'empty',
  probabilities: [p, 1 - p],
  mass: null,
  spread: null,
  ...more,
});

describe('the check of homogeneity', () => {
  it('should give the spread between people and its ratio to that over presentations', () => {
    // Variance of .3 and .6 is .045: a standard deviation of .21, 18 times .05².
    expect(checked('homogeneity')).toMatchObject({
      verdict: 'passed',
      evidence:
        'Alone, 2 people differ by a standard deviation of .21 at most (situation empty), 18.00 times the variance over ' +
        'presentations of one question.',
    });
  });

  it('should fail where people are alike, or differ no more than wordings of one question do', () => {
    const alike = { probes: [probe('a', 0.5), probe('b', 0.51)] };
    const noisy = { probes: [probe('a', 0.4, { spread: 0.3 }), probe('b', 0.6, { spread: 0.3 })] };

    expect(checked('homogeneity', alike)).toMatchObject({
      verdict: 'failed',
      evidence: expect.not.stringContaining('times'),
    });
    expect(checked('homogeneity', noisy)).toMatchObject({
      verdict: 'failed',
      evidence: expect.stringContaining('0.22 times'),
    });
  });

  it('should not apply without personas, and not be known of one person', () => {
    expect(checked('homogeneity', { summary: { ...summary, population: null } }).verdict).toBe('not-applicable');
    expect(checked('homogeneity', { probes: [probe('a', 0.4)] }).verdict).toBe('not-known');
  });
});

describe('the check of memory', () => {
  const still = { decisions: 50, largest: 0.001 };

  it('should fail only where nothing moves a distribution', () => {
    const histories = [probe('a', 0.5), probe('a', 0.7, { situation: 'balanced' })];

    expect(checked('memory-used')).toMatchObject({
      verdict: 'passed',
      evidence: 'Distributions move by at most .30 over 100 decisions of kept runs.',
    });
    expect(checked('memory-used', { memory: still })).toMatchObject({ verdict: 'failed', principle: 'memory' });
    expect(checked('memory-used', { memory: still, probes: histories })).toMatchObject({
      verdict: 'passed',
      evidence: expect.stringContaining('.20 between an empty and a made-up history'),
    });
  });

  it('should know nothing without runs and histories, and take a response curve as well', () => {
    const nothing = { memory: null, probes: [] };
    const points = [0.2, 0.6].map((p, x) => ({ x, p, low: 0, high: 1, raw: p, mass: null, presentations: [p] }));
    const curve = {
      axis: 'x',
      option: 'A',
      temperature: 1,
      presentations: 1,
      points,
      fit: { beta: 1, largestDeviation: 0 },
    };
    const measured = { ...summary, conditions: summary.conditions.map((one) => ({ ...one, curve })) };

    expect(checked('memory-used', nothing).verdict).toBe('not-known');
    expect(checked('memory-used', { memory: { decisions: 0, largest: 0 }, probes: [] }).verdict).toBe('not-known');
    expect(checked('memory-used', { ...nothing, summary: measured })).toMatchObject({
      verdict: 'passed',
      evidence: expect.stringContaining('.40 over the situations of the response curve'),
    });
  });
});

describe('the check of realism', () => {
  it('should never be known from a study alone', () => {
    expect(checked('realism')).toMatchObject({ verdict: 'not-known', remedy: expect.stringContaining('people') });
  });
});
