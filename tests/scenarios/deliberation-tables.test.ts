import { describe, expect, it } from 'vitest';
import { influenceTables } from '../../scenarios/deliberation/influence-table.js';
import { deliberation, scriptedDeliberator } from 'mesocosm/scenarios';
import type { Population, RunRecord } from '../../src/spec/index.js';
import { runStudy } from '../../src/study/index.js';
import { byRule } from '../support/deliberations.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
const ABOUT = { personas: [] };
const tablesOf = (...records: readonly RunRecord[]) => influenceTables([{ name: 'interacting', records }], ABOUT);

/** Ann is never moved; the two others take half of what they hear. */
const RULE = {
  positions: { 'agent-1': [1, 0], 'agent-2': [0, 1], 'agent-3': [0.5, 0.5] },
  stubbornness: { 'agent-1': 1, 'agent-2': 0.5, 'agent-3': 0.5 },
};

describe('the table of who moved whom', () => {
  it('should put whoever was heard before most of the movement first, with a column for each listener', async () => {
    const { record } = await byRule({ agents: 3, rounds: 1 }, RULE);
    const [table] = tablesOf(record);
    const names = table?.head.slice(3);

    expect(names?.toSorted()).toEqual(['Ann', 'Ben', 'Cara']);
    expect(table?.rows).toHaveLength(3);
    const ann = table?.rows.find(([name]) => name === 'Ann') as string[];
    expect(ann[table?.head.indexOf('Ann') as number]).toBe('self');
    const toAnn = table?.rows.map((row) => row[table.head.indexOf('Ann')]);
    expect(toAnn?.toSorted()).toEqual(['.00', '.00', 'self']);
    const totals = table?.rows.map((row) => Number(row[1])) as number[];
    expect(totals).toEqual(totals.toSorted((one, other) => other - one));
    expect(table?.rows.reduce((sum, row) => sum + Number(row[2]), 0)).toBeCloseTo(1, 1);
    expect(table?.sentence).toContain(`most goes to ${table?.rows[0]?.[0]}: ${table?.rows[0]?.[1]} in a run`);
  });

  it('should average over runs with an interval, and count runs in which nobody moved anybody', async () => {
    const { record } = await byRule({ agents: 2, rounds: 1 }, { ...RULE });
    const still = { ...record, cases: {} };
    const [table] = tablesOf(record, still);
    const [name, all, , ...listeners] = table?.rows[0] ?? [];

    expect(name).toBe('Ann');
    expect(all).toBe('.25 [.00, .50]');
    expect(listeners).toEqual(['self', '.25']);
  });

  it('should be none where nobody was moved', async () => {
    const { record } = await byRule({ agents: 3 }, { stubbornness: 1 });

    expect(tablesOf(record)).toEqual([]);
    expect(influenceTables([{ name: 'isolated', records: [record] }], ABOUT)).toEqual([]);
  });

  it('should have no columns of listeners where they are many', async () => {
    const { record } = await byRule({ agents: 13, rounds: 1 }, { stubbornness: 0.5 });
    const [table] = tablesOf(record);

    expect(table?.head).toEqual(['who was heard', 'moved all others by', 'share']);
    expect(table?.rows).toHaveLength(13);
  });

  it('should be in the summary of a study, by the names of its people', async () => {
    const population: Population = {
      formatVersion: 1,
      name: 'three',
      personas: ['Zoe Quist', 'Yan Oduya', 'Xia Brandt'].map((name) => ({ name, text: `I am ${name}.` })),
    };
    const { summary } = await runStudy({
      scenario: deliberation({ agents: 3, rounds: 1 }),
      mind: scriptedDeliberator(RULE),
      population,
      runs: 2,
      folder: folder(),
    });
    const [table] = summary.conditions[0]?.tables ?? [];

    expect(table?.title).toBe('Who moved whom');
    expect(table?.rows.map(([name]) => name).toSorted()).toEqual(['Xia Brandt', 'Yan Oduya', 'Zoe Quist']);
  });
});
