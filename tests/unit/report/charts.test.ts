import { describe, expect, it } from 'vitest';
import { drawChart, type ChartSpec } from '../../../src/report/charts.js';
import { COLOURS } from '../../../src/report/colours.js';
import { htmlProblems } from '../../support/html.js';

const intervals: ChartSpec = {
  kind: 'intervals',
  label: 'share of runs that Q wins',
  neutral: 0.5,
  domain: [0, 1],
  points: [
    { name: 'prior, alone', value: 0.5, low: 0.5, high: 0.5, role: 'reference' },
    { name: 'interacting', value: 0.8, low: 0.7, high: 0.9, role: 'run' },
  ],
};

const curve: ChartSpec = {
  kind: 'curve',
  x: 'others who hold Q',
  y: 'probability of Q',
  beta: 1.5,
  points: [0, 1, 2].map((x) => ({ x, p: x / 2, low: x / 2 - 0.1, high: x / 2 + 0.1, presentations: [x / 2, x / 3] })),
};

const series: ChartSpec = {
  kind: 'series',
  x: 'time',
  y: 'order',
  lines: ['interacting', 'isolated'].map((name, place) => ({
    name,
    points: [0, 10, 20].map((time) => ({ time, mean: time / 20 - place / 100, low: time / 25, high: time / 18 })),
  })),
};

const arrows: ChartSpec = {
  kind: 'arrows',
  x: 'trust',
  y: 'thrift',
  people: [
    { name: 'Ada', from: [0.1, 0.9], to: [0.3, 0.6] },
    { name: 'Bram', from: [0.8, 0.2], to: [0.6, 0.4] },
  ],
  balls: [{ centre: [0.9, 0.9], radius: 0.3 }],
};

const responses: ChartSpec = {
  kind: 'responses',
  axes: ['trust', 'thrift'].map((name) => ({
    name,
    points: [-0.2, 0.4, 1].map((aim) => ({ aim, answer: 0.5 + (aim - 0.5) / 3 })),
    fit: [0, 1].map((aim) => ({ aim, answer: 0.5 + (aim - 0.5) / 3 })),
  })),
};

const comparison: ChartSpec = {
  kind: 'comparison',
  label: 'coverage',
  rows: [
    { name: 'first-person', value: 0.9, low: 0.8, high: 0.95, apart: false },
    { name: 'name-only', value: 0.3, low: null, high: null, apart: true },
    { name: 'formative-memories + loop', value: null, low: null, high: null, apart: false },
  ],
  lines: [{ value: 0.3, dashed: true }],
};

const strip: ChartSpec = {
  kind: 'strip',
  axis: 'trust',
  people: [{ name: 'Ada', from: 0.1, to: 0.3 }],
  gaps: [{ centre: 1, radius: 0.6 }],
  small: true,
};

/** Charts at the edge of what can be drawn. */
const edges: { readonly [what: string]: ChartSpec } = {
  'an interval without width at the end of the scale': {
    ...intervals,
    points: [{ name: 'isolated', value: 1, low: 1, high: 1, role: 'run' }],
  },
  'intervals without a domain': { ...intervals, domain: null },
  'no interval': { ...intervals, points: [] },
  'a curve of one point at nought': {
    ...curve,
    points: [{ x: 0, p: 0.5, low: 0.5, high: 0.5, presentations: [0.5] }],
  },
  'a curve without presentations': { ...curve, points: curve.points.map((point) => ({ ...point, presentations: [] })) },
  'a steep curve': { ...curve, beta: 20 },
  'a series of one moment': {
    ...series,
    lines: [{ name: 'interacting', points: [{ time: 0, mean: 0.5, low: 0.5, high: 0.5 }] }],
  },
  'a series that does not change': {
    ...series,
    lines: [{ name: 'rule', points: [0, 1].map((time) => ({ time, mean: 0, low: 0, high: 0 })) }],
  },
  'no series': { ...series, lines: [] },
  'a series without points': { ...series, lines: [{ name: 'rule', points: [] }, ...series.lines] },
  'nobody who moved': { ...arrows, people: [{ name: 'Ada', from: null, to: [0.5, 0.5] }], balls: [] },
  'somebody who stayed': { ...arrows, people: [{ name: 'Ada', from: [0.5, 0.5], to: [0.5, 0.5] }] },
  nobody: { ...arrows, people: [] },
  'no response': { kind: 'responses', axes: [{ name: 'trust', points: [], fit: [] }] },
  'nothing to compare': { ...comparison, rows: [], lines: [] },
  'nothing that was measured': { ...comparison, rows: comparison.rows.slice(2), lines: [] },
  'a ball around the whole frame': { ...arrows, balls: [{ centre: [0.5, 0.5], radius: 0.8, label: '1' }] },
  'a ball of no size': { ...arrows, balls: [{ centre: [0.5, 0.5], radius: 0 }] },
  'more series than colours': {
    ...series,
    lines: Array.from({ length: COLOURS.length + 3 }, (_, index) => ({
      ...(series.lines[0] as never as object),
      name: `arm ${index}`,
    })) as never,
  },
};

describe('drawChart', () => {
  for (const [kind, spec] of Object.entries({ intervals, curve, series, arrows, responses, comparison, strip })) {
    it(`should draw the same bytes for the same ${kind}`, async () => {
      const first = await drawChart(spec);
      await drawChart(intervals);

      expect(await drawChart(structuredClone(spec))).toBe(first);
    });

    it(`should draw ${kind} as one SVG that can stand alone`, async () => {
      const svg = await drawChart(spec);

      expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg).toMatch(/^<svg [^>]*role="img"/);
      expect(htmlProblems(svg)).toEqual([]);
    });
  }

  it('should show every name and both labels', async () => {
    const drawn = await drawChart(intervals);

    for (const text of ['prior, alone', 'interacting', 'share of runs that Q wins']) expect(drawn).toContain(text);
    for (const text of ['interacting', 'isolated', 'time', 'order']) expect(await drawChart(series)).toContain(text);
    for (const text of ['others who hold Q', 'probability of Q']) expect(await drawChart(curve)).toContain(text);
    for (const text of ['trust', 'thrift']) {
      expect(await drawChart(arrows)).toContain(text);
      expect(await drawChart(responses)).toContain(text);
    }
  });

  it.each(Object.keys(edges))('should draw %s without a number that is none', async (what) => {
    const svg = await drawChart(edges[what] as ChartSpec);

    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(htmlProblems(svg)).toEqual([]);
  });

  it('should keep what tells long names apart, and write none for what has no value', async () => {
    const svg = await drawChart(comparison);

    expect(svg).toContain('>formative-me… + loop</text>');
    expect(svg).toContain('>none</text>');
    expect(svg.match(/<circle/g)).toHaveLength(2);
  });

  it('should leave room between the numbers below a comparison', async () => {
    for (const high of [0.17, 0.8, 1, 2.3, 9.5]) {
      const rows = [{ name: 'first-person', value: high / 2, low: 0, high, apart: false }];
      const svg = await drawChart({ kind: 'comparison', label: 'minimum distance', rows, lines: [] });
      const [, axis = ''] = /aria-label="x-axis tick label"(.*?)<\/g>/s.exec(svg) ?? [];
      const ticks = [...axis.matchAll(/translate\(([\d.]+)[^>]*>([^<]+)</g)].map(([, at, text]) => ({
        at: Number(at),
        text: text!,
      }));

      expect(ticks.length).toBeGreaterThan(1);
      ticks.slice(1).forEach(({ at, text }, before) => expect(at - ticks[before]!.at).toBeGreaterThan(text.length * 8));
    }
  });

  it('should round coordinates to tenths of a pixel, and nothing else', async () => {
    const name = 'x 0.12345';
    const svg = await drawChart({ ...arrows, x: name });

    expect(svg).toContain(name);
    expect(svg.match(/ (?:d|cx|cy|transform)="[^"]*\d\.\d{2,}/g)).toBeNull();
  });

  it('should draw names as text, whatever they hold', async () => {
    const name = '<script>alert("1")</script> & "more" \'quotes\'';
    const points = intervals.points.map((point) => ({ ...point, name }));
    const svgs = [
      await drawChart({ ...intervals, label: name, points: points.slice(0, 1) }),
      await drawChart({ ...curve, x: name, y: name }),
      await drawChart({ ...series, x: name, y: name, lines: series.lines.map((line) => ({ ...line, name })) }),
    ];

    for (const svg of svgs) {
      expect(svg).not.toContain('<script');
      expect(svg).toContain('&lt;script');
      expect(htmlProblems(svg)).toEqual([]);
    }
  });

  it('should keep the names of lines that end at the same place apart', async () => {
    const lines = ['a', 'b', 'c'].map((name) => ({
      name,
      points: [
        { time: 0, mean: 0, low: 0, high: 0 },
        { time: 9, mean: 1, low: 1, high: 1 },
      ],
    }));
    const svg = await drawChart({ ...series, lines });
    const heights = [...svg.matchAll(/translate\(([\d.]+),([\d.]+)\)"[^>]*>([abc])</g)].map((match) =>
      Number(match[2]),
    );

    expect(heights).toHaveLength(3);
    const [first = 0, second = 0, third = 0] = heights.sort((a, b) => a - b);
    expect(Math.min(second - first, third - second)).toBeGreaterThan(8);
  });
});
