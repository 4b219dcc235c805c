import { describe, expect, it } from 'vitest';
import { varianceTable } from '../../../src/report/tables.js';
import { varianceBlocks, varianceLine, varianceSections } from '../../../src/report/variance-section.js';
import type { VarianceSummary } from '../../../src/spec/index.js';
import { summaryExample } from '../../support/study-summary.js';

const told: VarianceSummary = {
  over: 'arms',
  unit: 'persons',
  value: 'whether the last choice of an agent in a run was Q',
  persons: ['Ada', 'Bo'],
  situations: ['together', 'alone'],
  outcomes: 80,
  runs: 40,
  missing: 2,
  terms: [
    {
      term: 'person',
      groups: 2,
      component: 0.05,
      share: 0.2,
      overRuns: { low: 0.1, high: 0.3 },
      overPopulations: null,
      added: { inSample: 0.2, crossValidated: -0.01 },
    },
    { term: 'run', groups: 40, component: -0.01, share: -0.04, overRuns: null, overPopulations: null, added: null },
  ],
  choice: {
    noise: 0.1,
    pathDependence: 0.05,
    shares: { noise: 0.4, pathDependence: 0.2 },
    overRuns: { low: 0.15, high: 0.26 },
  },
  notes: ['one model: what it contributes is in no term'],
  reason: null,
};
const refused: VarianceSummary = { ...told, terms: [], choice: null, reason: 'there was one situation only' };

const text = (variance: VarianceSummary): string =>
  varianceBlocks(variance)
    .map((block) => (block.kind === 'paragraph' ? block.text : ''))
    .join('\n');

describe('varianceBlocks', () => {
  it('should give shares as they are, also below 0, with both intervals', () => {
    const table = varianceBlocks(told).find(({ kind }) => kind === 'table');
    if (table?.kind !== 'table') throw new Error('no table');

    expect(table.rows).toEqual([
      ['person: who chooses', '2', '.20', '[.10, .30]', 'not known', '-.01'],
      ['run: how the run happened to go', '40', '-.04', 'not known', 'not known', 'cannot foretell'],
    ]);
  });

  it('should say what the values are, and tell the draw from path dependence', () => {
    expect(text(told)).toContain('whether the last choice of an agent in a run was Q');
    expect(text(told)).toContain('(together, alone); 80 values of 2 agents in 40 runs; 2 missing.');
    expect(text(told)).toContain('takes .40 of the variance, and .20 [.15, .26] is path dependence');
    expect(text(told)).toContain('Note: one model: what it contributes is in no term.');
  });

  it('should say why there are no shares, and nothing of a summary of an earlier version', () => {
    expect(text(refused)).toContain('It cannot be told here: there was one situation only.');
    expect(varianceBlocks(refused).map(({ kind }) => kind)).not.toContain('table');
    expect(varianceBlocks(undefined)).toEqual([]);
  });
});

describe('varianceLine', () => {
  it('should give all shares, or nothing', () => {
    expect(varianceLine(told)).toBe('Shares of variance (last choices, alone and together): person .20, run -.04.');
    expect(varianceLine(refused)).toBeUndefined();
    expect(varianceLine(undefined)).toBeUndefined();
  });
});

describe('varianceSections', () => {
  it('should be one section with all that is across conditions', () => {
    const across = { ...told, over: 'conditions' as const, situations: ['x', 'y'] };

    expect(varianceSections({})).toEqual([]);
    expect(varianceSections({ variance: [across, refused] })).toHaveLength(1);
    expect(JSON.stringify(varianceSections({ variance: [across] }))).toContain('Situations are the conditions (x, y)');
  });
});

describe('varianceTable', () => {
  it('should have a row a term, those across conditions without a condition', async () => {
    const [condition] = summaryExample.conditions;
    const summary = {
      ...summaryExample,
      conditions: [{ ...(condition as object), name: 'one', variance: told } as never],
      variance: [{ ...told, over: 'conditions' as const }],
    };
    const lines = (await varianceTable(summary)).trimEnd().split('\n');

    expect(lines[0]).toBe(
      'condition,over,unit,term,groups,component,share,low,high,population_low,population_high,added_in_sample,added_held_out',
    );
    expect(lines[1]).toBe('one,arms,persons,person,2,0.05,0.2,0.1,0.3,,,0.2,-0.01');
    expect(lines[4]).toBe(',conditions,persons,run,40,-0.01,-0.04,,,,,,');
  });
});
