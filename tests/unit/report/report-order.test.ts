import { beforeAll, describe, expect, it } from 'vitest';
import { studySections } from '../../../src/report/study-sections.js';
import type { ConditionSummary, StudySummary } from '../../../src/spec/index.js';
import { majorityStudy, namingStudy } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
let naming: StudySummary;
let majority: StudySummary;

beforeAll(async () => {
  naming = (await namingStudy(folder())).summary;
  majority = (await majorityStudy(folder())).summary;
});

describe('the order of a report', () => {
  it('should begin with the answer and end with method and words', () => {
    expect(studySections(naming).map(({ id }) => id)).toEqual([
      'answer',
      'contrast-default',
      'ledger-default',
      'time-default',
      'information-default',
      'variance-default',
      'between-default',
      'arms-default',
      'priors-default',
      'validity',
      'method',
      'reproduce',
      'methods',
      'words',
    ]);
  });

  it('should tell what the model can do, and how it responds, where a model decided', () => {
    expect(studySections(majority).map(({ id }) => id)).toEqual([
      'answer',
      'examination',
      'findings-default',
      'contrast-default',
      'curve-default',
      'time-default',
      'information-default',
      'variance-default',
      'arms-default',
      'priors-default',
      'validity',
      'method',
      'reproduce',
      'methods',
      'words',
    ]);
  });

  it('should name the condition where there are several', () => {
    const [condition] = naming.conditions as [ConditionSummary];
    const two = { ...naming, conditions: [condition, { ...condition, name: 'ring of six' }] };
    const sections = studySections(two);

    expect(sections.map(({ title }) => title)).toContain('Arms, condition ring of six');
    expect(sections.map(({ id }) => id)).toContain('arms-ring-of-six');
  });

  it('should have ids that are different and fit for an address', () => {
    const [condition] = naming.conditions as [ConditionSummary];
    const names = ['a b', 'ä"<>', 'A b'];
    const ids = studySections({ ...naming, conditions: names.map((name) => ({ ...condition, name })) }).map(
      ({ id }) => id,
    );

    for (const id of ids) expect(id).toMatch(/^[\w-]+$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
