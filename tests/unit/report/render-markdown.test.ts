import { describe, expect, it } from 'vitest';
import type { ChartSpec } from '../../../src/report/charts.js';
import { renderMarkdown } from '../../../src/report/render-markdown.js';
import type { Block, Section } from '../../../src/report/section.js';

function markdown(...blocks: readonly Block[]): string {
  return renderMarkdown([{ id: 'a', title: 'Do they agree?', blocks }], { about: '40 runs' });
}

function chart(spec: ChartSpec): string {
  return markdown({ kind: 'figure', caption: 'As drawn', chart: spec });
}

describe('renderMarkdown', () => {
  it('should have one heading, then a heading for each other section', () => {
    const sections: Section[] = [
      { id: 'a', title: 'Do they agree?', blocks: [{ kind: 'paragraph', text: 'They do.' }] },
      { id: 'b', title: 'Arms', blocks: [{ kind: 'warning', text: 'Mind the labels.' }] },
    ];

    expect(renderMarkdown(sections, { about: '40 runs' })).toBe(
      '# Do they agree?\n\n40 runs\n\nThey do.\n\n## Arms\n\n> **Note.** Mind the labels.\n',
    );
  });

  it('should be empty where there is nothing', () => {
    expect(renderMarkdown([], { about: '' })).toBe('\n');
  });

  it('should write tables with their caption', () => {
    const text = markdown({ kind: 'table', caption: 'All arms', head: ['arm', 'runs'], rows: [['isolated', '40']] });

    expect(text).toContain('| arm | runs |\n| --- | --- |\n| isolated | 40 |\n\n*All arms*');
  });

  it('should keep a cell in its cell', () => {
    const text = markdown({ kind: 'table', caption: 'c', head: ['a'], rows: [['x | y'], ['two\nlines']] });

    expect(text).toContain('| x \\| y |\n| two lines |');
  });

  it('should put what is folded elsewhere under a heading of its own', () => {
    const text = markdown({
      kind: 'details',
      summary: 'A town',
      blocks: [{ kind: 'paragraph', text: 'It is small.' }],
    });

    expect(text).toContain('\n\n### A town\n\nIt is small.\n');
  });

  it('should tell a comparison as a table', () => {
    const rows = [
      { name: 'first-person', value: 0.9, low: 0.8, high: 0.95, apart: false },
      { name: 'name-only', value: null, low: null, high: null, apart: true },
    ];

    expect(chart({ kind: 'comparison', label: 'coverage', rows, lines: [] })).toContain(
      '|  | coverage | low | high |\n| --- | --- | --- | --- |\n| first-person | .90 | .80 | .95 |\n| name-only | not available | not available | not available |',
    );
  });

  it('should tell intervals as a table', () => {
    const points = [{ name: 'isolated', value: 0.5, low: 0.4, high: 0.6, role: 'run' as const }];

    expect(chart({ kind: 'intervals', label: 'order', neutral: 0.5, domain: null, points })).toContain(
      '|  | order | low | high |\n| --- | --- | --- | --- |\n| isolated | .50 | .40 | .60 |\n\n*As drawn*',
    );
  });

  it('should tell a curve as a table', () => {
    const points = [{ x: 3, p: 0.5, low: 0.4, high: 0.6, presentations: [] }];

    expect(chart({ kind: 'curve', x: 'others', y: 'p', beta: 1, points })).toContain(
      '| others | p | low | high |\n| --- | --- | --- | --- |\n| 3 | .50 | .40 | .60 |',
    );
  });

  it('should tell a series by at most eleven of its times, the ends among them', () => {
    const points = Array.from({ length: 101 }, (_, time) => ({ time, mean: time / 100, low: 0, high: 1 }));
    const lines = [
      { name: 'together', points },
      { name: 'alone', points: points.slice(0, 50) },
    ];
    const rows = chart({ kind: 'series', x: 'time', y: 'order', lines }).match(/^\| \d.*$/gm) ?? [];

    expect(rows).toHaveLength(11);
    expect(rows[0]).toBe('| 0 | .00 | .00 |');
    expect(rows[4]).toBe('| 40 | .40 | .40 |');
    expect(rows.at(-1)).toBe('| 100 | 1.00 | not available |');
  });

  it('should tell a series of which the first line is the shortest to its end', () => {
    const line = (name: string, length: number) => ({
      name,
      points: Array.from({ length }, (_, time) => ({ time, mean: 1, low: 1, high: 1 })),
    });
    const text = chart({ kind: 'series', x: 'time', y: 'order', lines: [line('short', 2), line('long', 5)] });

    expect(text).toContain('| 4 | not available | 1.00 |');
  });

  it('should let no text of a user become markup, wherever it stands', () => {
    const text = '<script>alert(1)</script>';
    const section = (blocks: readonly Block[]): Section => ({ id: text, title: text, blocks });
    const all = renderMarkdown(
      [
        section([{ kind: 'paragraph', text }]),
        section([
          { kind: 'warning', text },
          { kind: 'table', caption: text, head: [text], rows: [[text]] },
        ]),
      ],
      { about: text },
    );

    expect(all).not.toContain('<script');
  });

  it('should fence code beyond the fences in it, and tell as HTML what could be taken for that', () => {
    expect(markdown({ kind: 'code', text: '{ "a": 1 }' })).toContain('```\n{ "a": 1 }\n```');
    expect(markdown({ kind: 'code', text: 'a ``` b' })).toContain('````\na ``` b\n````');
    expect(markdown({ kind: 'code', text: 'a <b> & c' })).toContain('<pre><code>a &lt;b> &amp; c</code></pre>');
  });

  it('should keep a heading on its line', () => {
    const text = renderMarkdown([{ id: 'a', title: 'Do they\nagree?', blocks: [] }], { about: 'x' });

    expect(text).toContain('# Do they agree?\n');
  });
});
