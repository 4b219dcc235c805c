import { describe, expect, it } from 'vitest';
import { drawChart } from '../../../src/report/charts.js';
import { DASHES } from '../../../src/report/colours.js';
import type { SeriesChart } from '../../../src/report/chart-specs.js';
import { inPanels } from '../../../src/report/series-chart.js';
import { htmlProblems } from '../../support/html.js';

function chartOf(names: readonly string[], more: Partial<SeriesChart> = {}): SeriesChart {
  const lines = names.map((name, place) => ({
    name,
    points: [0, 10, 20].map((time) => ({ time, mean: 0.5 + place / 100, low: 0.4, high: 1 })),
  }));
  return { kind: 'series', x: 'time', y: 'order', lines, ...more };
}

const many = ['interacting', 'isolated', 'relabelled', 'memoryless', 'rule', 'drift'];

describe('lines in the course of time', () => {
  it('should be drawn together while they are few, each with a stroke of its own', async () => {
    const svg = await drawChart(chartOf(many.slice(0, 4), { beside: 'interacting' }));
    const strokes = [...svg.matchAll(/stroke-dasharray="([^"]+)"/g)].map(([, stroke]) => stroke);

    // A line that is not broken needs no pattern.
    expect(strokes).toEqual(DASHES.slice(1, 4));
    for (const name of many.slice(0, 4)) expect(svg).toContain(`>${name}</text>`);
  });

  it('should have a panel each where they are many, with the one they are held against in every panel', async () => {
    const svg = await drawChart(chartOf(many, { beside: 'interacting' }));

    expect(svg.match(/stroke-dasharray="7 3"/g)).not.toBeNull();
    for (const name of many.slice(1)) expect(svg).toContain(`>${name}</text>`);
    expect(svg).not.toContain('>interacting</text>');
    expect(htmlProblems(svg)).toEqual([]);
  });

  it('should say whether there are panels, lines without points left out', () => {
    const empty = { name: 'mean-field', points: [] };

    expect(inPanels(chartOf(many, { beside: 'interacting' }))).toBe(true);
    expect(inPanels(chartOf(many))).toBe(false);
    expect(inPanels(chartOf(many, { beside: 'somebody else' }))).toBe(false);
    expect(inPanels({ ...chartOf(many.slice(0, 4), { beside: 'interacting' }) })).toBe(false);
    const four = chartOf(many.slice(0, 4), { beside: 'interacting' });
    expect(inPanels({ ...four, lines: [...four.lines, empty] })).toBe(false);
  });

  it('should not name the only line, and shorten long names', async () => {
    const long = 'tipped by 720: at least 95 % of the last interactions';

    expect(await drawChart(chartOf(['alone']))).not.toContain('>alone</text>');
    expect(await drawChart(chartOf([long, 'rule']))).toContain('>tipped by 720: at least 9…</text>');
  });

  it('should end the scale where bands end, however many names stand at the top', async () => {
    const svg = await drawChart(chartOf(['a', 'b', 'c', 'd'].map((name) => name)));
    const [, axis = ''] = /aria-label="y-axis tick label"(.*?)<\/g>/s.exec(svg) ?? [];
    const ticks = [...axis.matchAll(/>([\d.]+)</g)].map(([, text]) => Number(text));

    expect(Math.max(...ticks)).toBeLessThanOrEqual(1);
  });

  it('should show a line of one point as a dot', async () => {
    const chart = chartOf(['a', 'b']);
    const [one, other] = chart.lines as [SeriesChart['lines'][number], SeriesChart['lines'][number]];
    const svg = await drawChart({ ...chart, lines: [{ ...one, points: one.points.slice(0, 1) }, other] });

    expect(svg.match(/<circle/g)).toHaveLength(3);
  });
});
