import { beforeAll, describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/report/index.js';
import { isSociology, sociologyBlocks } from '../../../src/report/sociology-section.js';
import { sociologyTable } from '../../../src/report/sociology-table.js';
import type { ArmSummary, ConditionSummary, StudySummary } from '../../../src/spec/index.js';
import { namingStudy } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
let summary: StudySummary;
let condition: ConditionSummary;

beforeAll(async () => {
  ({ summary } = await namingStudy(folder()));
  condition = summary.conditions[0] as ConditionSummary;
});

const markdown = (arms: readonly ArmSummary[]): string =>
  renderMarkdown([{ id: 'x', title: 'X', blocks: sociologyBlocks({ arms: [...arms] }) }], { about: 'X' });

describe('the section on the life between agents', () => {
  it('should explain, say in words, set arms side by side, and keep parts to be opened', () => {
    const blocks = sociologyBlocks(condition);
    const [first] = blocks;
    const table = blocks.find(({ kind }) => kind === 'table');

    expect(first).toMatchObject({ kind: 'paragraph' });
    expect(JSON.stringify(first)).toContain('A convention emerges here when');
    expect(table).toMatchObject({ head: ['measure', ...condition.arms.map(({ name }) => name)] });
    expect(table?.kind === 'table' ? table.rows.length : 0).toBe(6);
    expect(blocks.filter(({ kind }) => kind === 'details')).toHaveLength(1);
  });

  it('should let arms that say the same stand together', () => {
    const arm = condition.arms[0] as ArmSummary;
    const text = markdown([arm, { ...arm, name: 'isolated' }]);

    expect(text).toContain('Interacting, isolated: A convention emerged');
  });

  it('should be empty where no measure tells of it', () => {
    const arm: ArmSummary = { ...(condition.arms[0] as ArmSummary), sociology: undefined };

    expect(sociologyBlocks({ arms: [arm] })).toEqual([]);
    expect(isSociology(arm, 'convention_emerged')).toBe(false);
  });

  it('should say how far failed decisions could move a figure, and where one is missing', () => {
    const arm = structuredClone(condition.arms[0] as ArmSummary);
    const measure = arm.measures['convention_share'] as ArmSummary['measures'][string];
    arm.measures['convention_share'] = { ...measure, bounds: { low: 0.25, high: 0.75 }, missing: { 'it was late': 2 } };

    expect(markdown([arm])).toContain('from 0.25 to 0.75 by what failed; missing in 2: it was late');
  });

  it('should name the columns that belong to it, and no others', () => {
    const arm = condition.arms[0] as ArmSummary;

    expect(isSociology(arm, 'convention_emerged')).toBe(true);
    expect(isSociology(arm, 'winner_Q')).toBe(false);
  });
});

describe('sociology.csv', () => {
  it('should have a row for each figure of whole runs and of parts', async () => {
    const [head, ...rows] = (await sociologyTable(summary)).trimEnd().split('\n');
    const own = rows.filter((row) => row.startsWith('default,interacting,'));

    expect(head).toBe('condition,arm,topic,measure,of,figure,mean,low,high,runs');
    // Of conventions six columns, and four figures of each of two names; four columns of how successes are spread.
    expect(own).toHaveLength(6 + 8 + 4);
    expect(own[6]).toMatch(/^default,interacting,convention,convention-life,Q,emerged,/);
    expect(own[14]).toMatch(/^default,interacting,inequality,successes-inequality,,successes_mean,/);
    expect(rows).toHaveLength(18 * condition.arms.length);
  });

  it('should have its head alone where nothing tells of it', async () => {
    expect((await sociologyTable({ conditions: [] })).split('\n')).toHaveLength(2);
  });
});
