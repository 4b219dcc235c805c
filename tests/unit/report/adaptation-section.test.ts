import { describe, expect, it } from 'vitest';
import { adaptationBlocks, adaptationLines } from '../../../src/report/adaptation-section.js';
import { drawChart } from '../../../src/report/charts.js';
import { renderMarkdown } from '../../../src/report/render-markdown.js';
import type { Block } from '../../../src/report/section.js';
import type { AdaptationOfMind, AdaptationPoint, ConditionSummary, Estimate } from '../../../src/spec/index.js';

const estimate = (value: number | null, width = 0): Estimate => ({
  value,
  low: value === null || width === 0 ? null : value - width,
  high: value === null || width === 0 ? null : value + width,
  n: 8,
  method: 'made up',
});
const point = (x: number | null, forced: number, lived: number | null): AdaptationPoint => ({
  x,
  histories: 3,
  forced: estimate(forced, 0.05),
  lived: estimate(lived, 0.1),
  decisions: lived === null ? 0 : 40,
  livedLessForced: estimate(lived === null ? null : 0.02, 0.01),
});
const mind: AdaptationOfMind = {
  people: 1,
  answers: 11,
  missing: { refused: 1 },
  fallbacks: 4,
  points: [point(null, 0.5, 0.5), point(0, 0.1, 0.15), point(0.5, 0.4, null), point(1, 0.8, 0.9)],
  livedLessForced: estimate(0.02, 0.01),
  verdict: 'no',
  margin: 0.05,
  order: {
    value: 0.12,
    groups: 2,
    histories: 5,
    inRuns: estimate(0.1, 0.02),
    byChance: { mean: 0.05, p: 0.01 },
    furthest: {
      agent: 'agent-1',
      low: { state: 'QQ MM', probability: 0.2 },
      high: { state: 'MM QQ', probability: 0.7 },
    },
  },
  decisions: 120,
  unmatched: 20,
  sentence: 'It follows what it is told.',
};

function condition(minds: readonly AdaptationOfMind[] = [mind]): ConditionSummary {
  const adaptation = { axis: 'share of Q', option: 'Q', asked: 12, of: 21, length: 2, minds };
  return { adaptation } as unknown as ConditionSummary;
}

const tables = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
const texts = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));

describe('the section about constructed histories', () => {
  it('should say nothing where nobody was asked', () => {
    expect(adaptationBlocks({} as ConditionSummary)).toEqual([]);
    expect(adaptationLines({} as ConditionSummary)).toEqual([]);
  });

  it('should say how much was asked, and what is lacking', () => {
    const [about = '', found] = texts(adaptationBlocks(condition()));

    expect(about).toContain('1 person was told 12 of 21 constructed histories, of at most length 2');
    expect(about).toContain('Without an answer: 1 refused.');
    expect(about).toContain('For 4 of 11 answers the table lacks the state');
    expect(found).toBe('It follows what it is told.');
    expect(adaptationLines(condition())).toEqual(['Histories: It follows what it is told.']);
  });

  it('should have a row a place, told beside lived', () => {
    const [places] = tables(adaptationBlocks(condition()));

    expect(places?.rows).toEqual([
      ['none', '3', '.50 [.45, .55]', '.50 [.40, .60]', '40', '+.02 [+.01, +.03]'],
      ['.00', '3', '.10 [.05, .15]', '.15 [.05, .25]', '40', '+.02 [+.01, +.03]'],
      ['.50', '3', '.40 [.35, .45]', 'nobody came by', '0', ''],
      ['1.00', '3', '.80 [.75, .85]', '.90 [.80, 1.00]', '40', '+.02 [+.01, +.03]'],
    ]);
  });

  it('should tell the effect of order with what counting alone gives, and where it is largest', () => {
    const rows = tables(adaptationBlocks(condition()))[1]?.rows ?? [];

    expect(rows).toContainEqual(['lived − told', '+.02 [+.01, +.03]', '8 runs; 100 of 120 decisions']);
    expect(rows).toContainEqual(['order, of all that were asked', '.12', '5 histories in 2 groups']);
    expect(rows).toContainEqual(['order, by counting replies alone', '.05', 'p = .01']);
    expect(rows).toContainEqual(['furthest apart by order alone', '.20 and .70', 'QQ MM and MM QQ']);
  });

  it('should draw a line with a band of what is told and dots of what is lived, each with its name', async () => {
    const figure = adaptationBlocks(condition()).find((block) => block.kind === 'figure');
    const svg = figure?.kind === 'figure' ? await drawChart(figure.chart) : '';

    expect(svg).toContain('>told<');
    expect(svg).toContain('>lived<');
    expect(svg.match(/aria-label="area"/g)).toHaveLength(1);
    expect(svg.match(/<circle/g)).toHaveLength(2);
  });

  it('should tell several minds apart', () => {
    const blocks = adaptationBlocks(condition([{ ...mind, mind: 'a' }, { ...mind, mind: 'b' }])); // prettier-ignore
    const figure = blocks.find((block) => block.kind === 'figure');
    const chart = figure?.kind === 'figure' && figure.chart.kind === 'fit' ? figure.chart : undefined;

    expect(chart?.curves.map(({ name }) => name)).toEqual(['a, told', 'a, lived', 'b, told', 'b, lived']);
    expect(tables(blocks)).toHaveLength(3);
    expect(renderMarkdown([{ id: 'x', title: 'X', blocks }], { about: '' })).toContain('| a, lived |');
  });
});
