import { describe, expect, it } from 'vitest';
import { informationInStudy, holmOverTests } from '../../../src/analysis/information/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import { informationBlocks, informationLine } from '../../../src/report/information-section.js';
import { informationTable } from '../../../src/report/tables.js';
import type { InformationMeasure, InformationSummary } from '../../../src/spec/index.js';
import { chosenRun } from '../../support/chosen-runs.js';
import { summaryExample } from '../../support/study-summary.js';

const chances = chancesFrom('information in a report');
const copying = Array.from({ length: 8 }, (_, run) => {
  const first = Array.from({ length: 20 }, (_step, step) => chances('run', run, step).integer(2));
  return chosenRun(run, { a: first, b: [0, ...first.slice(0, -1)] });
});
const how = { options: ['Q', 'M'], conditions: 1, chances };
const [met] = holmOverTests([informationInStudy(copying, how)]) as [InformationSummary];

const text = (information: InformationSummary | undefined): string =>
  informationBlocks({ information })
    .map((block) => (block.kind === 'paragraph' ? block.text : ''))
    .join('\n');

/** The same summary, with all its tests judged so. */
const judged = (verdict: (measure: InformationMeasure, at: number) => InformationMeasure['verdict']) => ({
  ...met,
  measures: met.measures.map((measure, at) => ({ ...measure, verdict: verdict(measure, at) })),
});

describe('informationBlocks', () => {
  it('should set each measure beside agents who never met, with p as it is and corrected', () => {
    const table = informationBlocks({ information: met }).find(({ kind }) => kind === 'table');
    if (table?.kind !== 'table') throw new Error('no table');
    const row = table.rows.find(([title]) => title?.startsWith('transfer entropy'));

    expect(table.rows).toHaveLength(met.measures.length);
    expect(row?.slice(3, 6)).toEqual(['.004', '.02', 'more than agents who never met']);
    expect(table.rows[0]?.slice(2, 6)).toEqual([
      'not compared',
      'none',
      'none',
      'not tested: agents that never met have as much of it',
    ]);
  });

  it('should state the window, and how much of what was given is in it', () => {
    expect(text(met)).toContain('Looked at are choices 1 to 20 of 2 agents in 8 runs of 8.');
    expect(text(met)).toContain('up to where .90 of these agents agree for 20 steps on end');
    expect(text(met)).toContain('Of 320 choices none is missing.');
  });

  it('should say why nothing was measured', () => {
    expect(text(informationInStudy([chosenRun(1, { a: [0], b: [1] })], how))).toContain(
      'It was not measured here: no run has enough steps before consensus (of the first: 1 steps from step 0 on',
    );
  });

  it('should have nothing to say of a summary of an earlier version', () => {
    expect(informationBlocks({})).toEqual([]);
    expect(informationLine({})).toBeUndefined();
  });
});

describe('informationLine', () => {
  it('should name what is above agents who never met', () => {
    const one = judged(({ name }) => (name === 'synergy' ? 'above-surrogates' : 'not-above-surrogates'));

    expect(informationLine({ information: one })).toBe(
      'Agents tell of each other (above agents who never met): synergy.',
    );
  });

  it('should say as much where nothing is, and where all is open', () => {
    const none = judged(({ crossRun }) => (crossRun === null ? 'not-tested' : 'not-above-surrogates'));
    const open = judged(({ crossRun }) => (crossRun === null ? 'not-tested' : 'inconclusive'));

    expect(informationLine({ information: none })).toBe(
      'Agents tell no more of each other than agents who never met, as far as can be seen.',
    );
    expect(informationLine({ information: open })).toBe('Whether agents tell of each other: inconclusive.');
  });
});

describe('informationTable', () => {
  it('should have a row a measure, with an empty cell where there is nothing', async () => {
    const [condition] = summaryExample.conditions;
    const summary = { ...summaryExample, conditions: [{ ...(condition as object), information: met } as never] };
    const [head, first, ...rest] = (await informationTable(summary)).trimEnd().split('\n');

    expect(head).toBe(
      'condition,measure,bits,low,high,runs,bound_low,bound_high,never_met,p,p_adjusted,identity_shuffled,verdict',
    );
    expect(first).toMatch(/^[^,]+,entropy,[\d.]+,[\d.]+,[\d.]+,8,[\d.]+,[\d.]+,,,,[\d.]+,not-tested$/);
    expect(rest).toHaveLength(met.measures.length - 1);
  });
});
