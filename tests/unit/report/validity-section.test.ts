import { describe, expect, it } from 'vitest';
import { checkValidity } from '../../../src/analysis/index.js';
import { validitySection } from '../../../src/report/validity-section.js';
import { studyEvidenceOf } from '../../support/study-evidence.js';
import { summaryExample } from '../../support/study-summary.js';

const sectionOf = (about: Parameters<typeof studyEvidenceOf>[0]) =>
  validitySection({ ...summaryExample, validity: [...checkValidity(studyEvidenceOf(about))] })[0];

describe('validitySection', () => {
  it('should show what failed before what is open, with remedies, and then the rest', () => {
    const [said, open, closed] = sectionOf({ fingerprints: ['g'] })?.blocks ?? [];

    expect(said).toMatchObject({
      kind: 'paragraph',
      text: expect.stringContaining('Of 15 checks 1 failed, and 1 cannot be decided'),
    });
    expect(open).toMatchObject({
      kind: 'table',
      rows: [
        ['model-identity', 'measurement', 'failed', expect.any(String), expect.stringContaining('run the study again')],
        ['realism', 'realism', 'not known', expect.any(String), expect.any(String)],
      ],
    });
    expect(closed).toMatchObject({
      kind: 'table',
      rows: expect.arrayContaining([expect.arrayContaining(['homogeneity'])]),
    });
    expect(closed?.kind === 'table' && closed.rows.length).toBe(13);
  });

  it('should say nothing of a study that was not checked', () => {
    expect(validitySection(summaryExample)).toEqual([]);
    expect(validitySection({ ...summaryExample, validity: [] })).toEqual([]);
  });

  it('should say that nothing was found where all is well', () => {
    const passed = checkValidity(studyEvidenceOf()).filter(({ verdict }) => verdict === 'passed');
    const [section] = validitySection({ ...summaryExample, validity: passed });

    expect(section?.blocks[0]).toMatchObject({ text: expect.stringContaining('No check found a fault') });
    expect(section?.blocks).toHaveLength(2);
  });
});
