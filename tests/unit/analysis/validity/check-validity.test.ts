import { describe, expect, it } from 'vitest';
import { checkValidity } from '../../../../src/index.js';
import { studyEvidenceOf } from '../../../support/study-evidence.js';

describe('checkValidity', () => {
  it('should find nothing in a study in which all is well, but that people are not beside it', () => {
    const findings = checkValidity(studyEvidenceOf());

    expect(findings.filter(({ verdict }) => verdict !== 'passed').map(({ check }) => check)).toEqual(['realism']);
    expect(findings.map(({ check }) => check)).toEqual([
      'homogeneity',
      'interaction',
      'memory-used',
      'steering-phrases',
      'named-experiment',
      'recognition',
      'realism',
      'label-balance',
      'order-balance',
      'paraphrases',
      'comprehension',
      'qualification',
      'model-identity',
      'model-drift',
      'failed-decisions',
    ]);
  });

  it('should give every finding evidence, and a remedy to each that is not well', () => {
    const bad = studyEvidenceOf({ recognition: null, memory: null, probes: [], controls: [], fingerprints: ['g'] });
    const findings = checkValidity(bad);
    const open = findings.filter(({ verdict }) => verdict === 'failed' || verdict === 'not-known');

    expect(open.length).toBeGreaterThan(4);
    expect(findings.every(({ evidence }) => /^.+\.$/s.test(evidence))).toBe(true);
    expect(open.filter(({ remedy }) => remedy === null)).toEqual([]);
  });
});
