import { describe, expect, it } from 'vitest';
import { checkValidity } from '../../../src/analysis/index.js';
import { validityScreen } from '../../../src/report/validity-screen.js';
import { studyEvidenceOf } from '../../support/study-evidence.js';

describe('validityScreen', () => {
  it('should count verdicts, and tell what failed before what is open and what passed', () => {
    const findings = checkValidity(studyEvidenceOf({ fingerprints: ['g'] }));
    const lines = validityScreen(findings, { width: 200 }).split('\n');
    const heads = lines.filter((line) => /^[\w/]/.test(line)).slice(1);

    expect(lines[0]).toBe('15 checks: 1 FAILED, 1 not known, 13 passed, 0 n/a');
    expect(heads.slice(0, 3)).toEqual([
      'FAILED: model-identity (measurement)',
      'not known: realism (realism)',
      'passed: homogeneity (profile)',
    ]);
    expect(lines[2]).toBe('  Kept runs were decided by others than model: g.');
    expect(lines[3]).toMatch(/^ {2}To do: run the study again .*\.$/);
    expect(lines.filter((line) => line.startsWith('  To do'))).toHaveLength(2);
  });

  it('should fit into 40 columns', () => {
    const screen = validityScreen(checkValidity(studyEvidenceOf()), { width: 40 });

    expect(
      screen
        .split('\n')
        .slice(1)
        .filter((line) => line.length > 44),
    ).toEqual([]);
  });
});
