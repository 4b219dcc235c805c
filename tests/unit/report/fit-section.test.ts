import { describe, expect, it } from 'vitest';
import { closingScreen } from '../../../src/report/closing-screen.js';
import { drawChart } from '../../../src/report/charts.js';
import { fitSections } from '../../../src/report/fit-section.js';
import { renderMarkdown } from '../../../src/report/render-markdown.js';
import { fitsTable } from '../../../src/report/tables.js';
import type { FitSummary } from '../../../src/spec/index.js';
import { summaryExample } from '../../support/study-summary.js';

const share = (value: number) => ({ value, low: value - 0.05, high: value + 0.05, n: 20, method: 'Wilson 95 %' });
const points = [0.1, 0.2, 0.3].map((x) => ({ x, outcome: share(x * 2), missing: 0 }));
const none = { value: null, low: null, high: null, n: 60, method: 'profile', note: 'half of the runs tip only above' };

const fit: FitSummary = {
  kind: 'critical-mass',
  factor: 'committed',
  outcome: 'flipped_720',
  arm: 'interacting',
  title: 'tipped by 720',
  axis: 'committed share of all agents',
  horizon: { time: 720, unit: 'interactions' },
  curves: [
    {
      levels: { incumbent: 'M' },
      name: 'incumbent M',
      status: 'found',
      points,
      line: [0.1, 0.3].map((x) => ({ x, y: x })),
      figures: { critical_share: { title: 'critical share', estimate: { ...share(0.25), low: 0.2, high: null } } },
      sentence: 'With incumbent M half of the runs tip at .250.',
    },
    {
      levels: { incumbent: 'Q' },
      name: 'incumbent Q',
      status: 'censored',
      side: 'above',
      points,
      line: [],
      figures: { critical_share: { title: 'critical share', estimate: none } },
      sentence: 'With incumbent Q no critical mass was found.',
    },
  ],
  gap: {
    between: 'incumbent',
    first: 'incumbent M',
    second: 'incumbent Q',
    estimate: none,
    sentence: 'The two directions cannot be compared.',
  },
};

describe('the section of fitted curves', () => {
  it('should not be there where nothing was declared', () => {
    expect(fitSections({})).toEqual([]);
  });

  it('should say each curve and the difference in words, before the picture and the figures', () => {
    const [section] = fitSections({ fits: [fit] });

    expect(section?.blocks.map(({ kind }) => kind)).toEqual([
      'paragraph',
      'paragraph',
      'paragraph',
      'paragraph',
      'figure',
      'table',
    ]);
    expect(section?.blocks[2]).toEqual({ kind: 'paragraph', text: 'With incumbent Q no critical mass was found.' });
    expect(section?.blocks[5]).toMatchObject({
      rows: [
        ['incumbent M', 'critical share', '0.25', '0.2', 'not known', '20', 'Wilson 95 %'],
        [
          'incumbent Q',
          'critical share',
          'not known',
          'not known',
          'not known',
          '60',
          expect.stringContaining('only above'),
        ],
        expect.arrayContaining(['incumbent M less incumbent Q']),
      ],
    });
  });

  it('should draw each curve, and mark where one passes one half alone', async () => {
    const [section] = fitSections({ fits: [fit] });
    const figure = section?.blocks.find((block) => block.kind === 'figure');
    const svg = await drawChart((figure as Extract<typeof figure, { kind: 'figure' }>).chart);

    expect(svg).toContain('incumbent M');
    expect(svg).toContain('incumbent Q');
    expect(svg.match(/<rect /g)).toHaveLength(1);
    expect(svg.match(/<circle /g)).toHaveLength(6);
  });

  it('should tell the points as a table in Markdown', () => {
    const text = renderMarkdown(fitSections({ fits: [fit] }), { about: '' });

    expect(text).toContain('| incumbent Q | 0.3 | .60 | .55 | .65 |');
  });

  it('should be a row a figure in fits.csv, the difference after the curves', async () => {
    const rows = (await fitsTable({ fits: [fit] })).trim().split('\n');

    expect(rows[1]).toBe(
      'critical-mass,committed,flipped_720,interacting,720,interactions,incumbent M,found,,critical_share,0.25,0.2,,20',
    );
    expect(rows[2]).toContain('incumbent Q,censored,above,critical_share,,,,60');
    expect(rows[3]).toContain('incumbent M less incumbent Q,failed,,gap,,,,60');
  });

  it('should stand on the closing screen', () => {
    const screen = closingScreen({ ...summaryExample, fits: [fit] }, { width: 100, folder: 'f', report: 'r' });

    expect(screen).toContain('With incumbent M half of the runs tip at .250.');
    expect(screen).toContain('The two directions cannot be compared.');
  });
});
