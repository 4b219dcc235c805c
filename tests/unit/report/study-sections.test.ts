import { beforeAll, describe, expect, it } from 'vitest';
import type { Block, Section } from '../../../src/report/section.js';
import { studySections } from '../../../src/report/study-sections.js';
import type { ConditionSummary, StudySummary } from '../../../src/spec/index.js';
import { majorityStudy, namingStudy } from '../../support/small-studies.js';
import { summaryExample } from '../../support/study-summary.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
let naming: StudySummary;
let names: readonly string[];
let majority: StudySummary;

beforeAll(async () => {
  naming = (await namingStudy(folder())).summary;
  names = [...(naming.conditions[0]?.arms ?? []).map(({ name }) => name), 'mean-field'];
  majority = (await majorityStudy(folder())).summary;
});

function section(summary: StudySummary, id: string): Section {
  const sections = studySections(summary);
  const found = sections.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no section ${id} among ${sections.map((one) => one.id).join(', ')}`);
  return found;
}

function texts({ blocks }: Section): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'paragraph' || block.kind === 'warning' ? [block.text] : []));
}

function tables({ blocks }: Section): readonly Extract<Block, { kind: 'table' }>[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
}

function charts({ blocks }: Section): readonly Extract<Block, { kind: 'figure' }>[] {
  return blocks.flatMap((block) => (block.kind === 'figure' ? [block] : []));
}

function changed(summary: StudySummary, change: Partial<ConditionSummary>): StudySummary {
  return { ...summary, conditions: [{ ...(summary.conditions[0] as ConditionSummary), ...change }] };
}

describe('the answer', () => {
  it('should be asked as the scenario asks it, and given in words', () => {
    const answer = section(naming, 'answer');

    expect(answer.title).toBe(naming.scenario.question);
    expect(texts(answer)).toContain(naming.conditions[0]?.outcomes[0]?.sentence);
  });

  it('should put warnings first', () => {
    const [first] = section({ ...naming, warnings: ['Mind the labels.'] }, 'answer').blocks;

    expect(first).toEqual({ kind: 'warning', text: 'Mind the labels.' });
  });

  it('should compare alone, together, isolated and by chance in one table', () => {
    const [table] = tables(section(naming, 'answer'));

    const outcome = naming.conditions[0]?.outcomes[0];
    expect(table?.head).toEqual(['figure', `name that wins: ${outcome?.focal}`, 'what it is']);
    const figures = Object.fromEntries((table?.rows ?? []).map(([name, figure]) => [name, figure]));
    expect(figures).toMatchObject({ class: outcome?.class, 'the meeting changed it': outcome?.changed });
    for (const name of [
      'alone',
      'together',
      'isolated',
      'independent draws',
      'together − prior',
      'together − isolated',
    ]) {
      expect(figures[name]).toMatch(/^[+-]?[\d.]+( \[[+-]?[\d.]+, [+-]?[\d.]+\])?$/);
    }
  });

  it('should say that an arm did not run', () => {
    const [table] = tables(section(summaryExample, 'answer'));

    expect(table?.rows.filter(([, figure]) => figure === 'did not run')).toHaveLength(2);
  });

  it('should have a line for each outcome where they are many, with its condition where there are several', () => {
    const [condition] = naming.conditions as [ConditionSummary];
    const conditions = ['few', 'some', 'many'].map((name) => ({ ...condition, name }));
    const [table] = tables(section({ ...naming, conditions }, 'answer'));

    expect(table?.head.slice(0, 3)).toEqual(['condition', 'outcome', 'alone']);
    expect(table?.rows.map(([name]) => name)).toEqual(['few', 'some', 'many']);
  });

  it('should say that too many decisions failed, and not that runs are missing, where all were made', () => {
    const [first] = section({ ...naming, status: 'too-many-failures' }, 'answer').blocks;

    expect(first).toMatchObject({ kind: 'warning', text: expect.stringMatching(/failed/) as string });
    expect(first).not.toMatchObject({ text: expect.stringContaining('not finished') as string });
  });

  it('should say where a study is not finished', () => {
    const [first] = section({ ...naming, status: 'interrupted' }, 'answer').blocks;

    expect(first).toMatchObject({ kind: 'warning', text: expect.stringContaining('not finished') as string });
  });
});

describe('the contrasts', () => {
  it('should show prior, independent draws and every arm with its interval', () => {
    const [figure] = charts(section(naming, 'contrast-default'));

    expect(figure?.chart).toMatchObject({ kind: 'intervals', neutral: 0.5 });
    const points = figure?.chart.kind === 'intervals' ? figure.chart.points : [];
    expect(points.map(({ name }) => name)).toEqual(['prior, alone', 'independent draws', ...names]);
    for (const { value, low, high } of points) expect(low <= value && value <= high).toBe(true);
  });

  it('should show interacting and isolated by the intervals of the comparison', () => {
    const [figure] = charts(section(naming, 'contrast-default'));
    const points = figure?.chart.kind === 'intervals' ? figure.chart.points : [];
    const outcome = naming.conditions[0]?.outcomes[0];

    for (const arm of ['interacting', 'isolated'] as const) {
      const { value, low, high } = outcome?.[arm] ?? { value: null, low: null, high: null };
      expect(points.find(({ name }) => name === arm)).toMatchObject({ value, low, high });
    }
  });

  it('should show null arms, whatever the columns of the scenario are called', () => {
    const [condition] = summaryExample.conditions as [ConditionSummary];
    const rules = condition.arms.map((arm) => ({ ...arm, name: 'rule' }));
    const [figure] = charts(
      section(changed(summaryExample, { arms: [...condition.arms, ...rules] }), 'contrast-default'),
    );
    const points = figure?.chart.kind === 'intervals' ? figure.chart.points : [];

    expect(points.find(({ name }) => name === 'rule')).toMatchObject({ value: 0.6, low: 0.5, high: 0.7 });
  });

  it('should not call the order of draws a prior', () => {
    const [figure] = charts(section(majority, 'contrast-default'));
    const points = figure?.chart.kind === 'intervals' ? figure.chart.points : [];

    expect(points.map(({ name }) => name)).not.toContain('prior, alone');
    expect(points.map(({ name }) => name)).toContain('independent draws');
  });
});

describe('the response curve', () => {
  it('should be drawn point by point, with the fit and how far it is off', () => {
    const curve = section(majority, 'curve-default');
    const [figure] = charts(curve);

    expect(figure?.chart).toMatchObject({ kind: 'curve', x: 'others who hold Q, of 3' });
    expect(figure?.chart.kind === 'curve' ? figure.chart.points.map(({ x }) => x) : []).toEqual([0, 1, 2, 3]);
    expect(texts(curve)[0]).toMatch(/^At temperature 0\.5 the mean of 8 presentations follows .* with β = \d/);
  });

  it('should tell how live presentations agree with it', () => {
    const liveAgreement = { points: 3, meanDifference: 0.1, largestDifference: 0.2, sentence: 'They agree somewhat.' };

    expect(texts(section(changed(majority, { liveAgreement }), 'curve-default'))).toContain('They agree somewhat.');
  });
});

describe('the course of time', () => {
  it('should have one figure for each series, with one line an arm', () => {
    const figures = charts(section(naming, 'time-default'));

    expect(figures.map(({ chart }) => (chart.kind === 'series' ? chart.y : chart.kind))).toEqual([
      'success',
      'share Q',
    ]);
    for (const { chart } of figures) {
      expect(chart.kind === 'series' ? chart.lines.map(({ name }) => name) : []).toEqual(names);
    }
  });

  it('should leave out moments that no run has', () => {
    const [figure] = charts(section(summaryExample, 'time-default'));

    expect(figure?.chart).toMatchObject({
      lines: [{ name: 'interacting', points: [{ time: 0, mean: 0.1, low: 0, high: 0.2 }] }],
    });
  });
});

describe('the arms', () => {
  it('should say what each does, its winners and its endings', () => {
    const [first] = tables(section(naming, 'arms-default'));

    expect(first?.rows.map(([name]) => name)).toEqual(names);
    expect(first?.rows.at(-1)?.slice(2)).toEqual(['none', 'see below', 'integrated']);
    for (const row of first?.rows.slice(0, -1) ?? []) {
      expect(row[2]).toBe('3');
      expect(row[3]).toMatch(/^Q [\d.]+, M [\d.]+$/);
      expect(row[4]).toMatch(/(a convention formed|the horizon was reached) \d/);
    }
  });

  it('should give every measure of every arm, and say in how many runs it is missing, and why', () => {
    const [, measures] = tables(section(summaryExample, 'arms-default'));

    expect(measures?.head).toEqual(['measure', 'interacting']);
    expect(measures?.rows).toEqual([
      ['order (1)', '.6 [.5, .7]'.replaceAll('.', '0.')],
      ['time (steps)', 'none; missing in 40: censored'],
    ]);
  });

  it('should say which arms do not apply, and why', () => {
    expect(texts(section(summaryExample, 'arms-default'))).toEqual([
      'Not applicable: shuffled (everybody meets everybody).',
    ]);
  });
});

describe('the priors', () => {
  it('should give every situation with its range over agents', () => {
    const [table] = tables(section(summaryExample, 'priors-default'));

    expect(table?.head).toEqual(['situation', 'A', 'B', 'range', 'agents', 'mass on options', 'spread', 'asked of']);
    expect(table?.rows).toEqual([['empty', '.50', '.50', '.40 to .60', '21', '.90', 'none', 'asked']]);
  });
});

describe('the method', () => {
  it('should tell failures, cost, intervals, mind, design, versions and sources', () => {
    const all = texts(section(summaryExample, 'method')).join('\n').replaceAll('\u00a0', ' ');

    for (const part of [
      '1 of 84 000 decisions failed (1 refused); none was turned into a choice.',
      '10 model calls; 2 requests answered from the record, 83 990 decisions without any request; 13 s.',
      'Intervals: seed variation only.',
      'Mind: rule, fingerprint f. Population: nobody in particular. Design abc, frozen before the first run.',
      'Made with mesocosm 0.1.0.',
      'De Marzo, Castellano, Garcia (2026). Title. Journal.',
    ]) {
      expect(all).toContain(part);
    }
  });

  it('should tell what was changed after the design was frozen', () => {
    const design = { ...summaryExample.design, deviations: ['model calls: at most 5, then without limit'] };

    expect(texts(section({ ...summaryExample, design }, 'method')).join('\n')).toContain(
      'frozen before the first run; deviations: model calls: at most 5, then without limit.',
    );
  });

  it('should count tokens where they are known', () => {
    const cost = { ...summaryExample.cost, promptTokens: 1000, completionTokens: 20 };

    expect(texts(section({ ...summaryExample, cost }, 'method')).join('\n')).toContain(
      '10 model calls, 1\u00a0020 tokens;',
    );
  });

  it('should say that nothing failed', () => {
    const failures = { decisions: 5, failed: 0, byKind: {}, share: 0 };

    expect(texts(section({ ...summaryExample, failures }, 'method'))[0]).toBe('None of 5 decisions failed.');
  });
});

describe('the words', () => {
  it('should explain every class there is', () => {
    const [table] = tables(section(naming, 'words'));

    expect(table?.rows.map(([word]) => word).sort()).toEqual(
      ['amplified', 'damped', 'induced', 'inconclusive', 'no-order', 'reversed', 'unchanged'].sort(),
    );
  });
});
