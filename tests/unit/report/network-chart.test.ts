import { describe, expect, it } from 'vitest';
import { drawChart } from '../../../src/report/charts.js';
import type { NetworkChart } from '../../../src/report/chart-specs.js';
import { heavy } from '../../../src/report/network-chart.js';
import { renderMarkdown } from '../../../src/report/render-markdown.js';
import { htmlProblems } from '../../support/html.js';

const chart: NetworkChart = {
  kind: 'network',
  nodes: [
    { name: 'Ann', group: 0 },
    { name: 'Ben <b>', group: 1 },
    { name: 'Cara', group: null },
  ],
  edges: [
    { from: 0, to: 1, weight: 1 },
    { from: 1, to: 2, weight: 5 },
  ],
  groups: ['Q', 'M'],
  label: 'events that followed',
};

describe('a network', () => {
  it('should name every agent and group, and draw an arrow for each edge', async () => {
    const svg = await drawChart(chart);
    const [, arrows = ''] = /aria-label="arrow"[^>]*>(.*?)<\/g>/s.exec(svg) ?? [];

    for (const name of ['Ann', 'Ben &lt;b&gt;', 'Cara', 'Q', 'M']) expect(svg).toContain(`>${name}</text>`);
    expect(arrows.match(/<path/g)).toHaveLength(2);
    expect(svg.match(/<circle/g)).toHaveLength(5);
    expect(htmlProblems(svg)).toEqual([]);
  });

  it('should be the same bytes for the same data, and no number that is none where there is nobody', async () => {
    expect(await drawChart(structuredClone(chart))).toBe(await drawChart(chart));
    const empty = await drawChart({ ...chart, nodes: [], edges: [], groups: [] });

    expect(empty).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('should leave away names where they would cover each other', async () => {
    const nodes = Array.from({ length: 41 }, (_, index) => ({ name: `Person${index}`, group: null }));

    expect(await drawChart({ ...chart, nodes })).not.toContain('Person7');
  });

  it('should be told as a table of its strongest ties', () => {
    const text = renderMarkdown(
      [
        { id: 'a', title: 'A', blocks: [] },
        { id: 'b', title: 'B', blocks: [{ kind: 'figure', caption: 'Who', chart }] },
      ],
      { about: 'x' },
    );

    expect(text).toContain(
      '| from | to | events that followed |\n| --- | --- | --- |\n| Ben &lt;b> | Cara | 5 |\n| Ann |',
    );
    expect(heavy(chart.edges, 1)).toEqual([chart.edges[1]]);
  });
});
