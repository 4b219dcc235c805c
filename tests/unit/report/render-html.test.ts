import { describe, expect, it } from 'vitest';
import { escape, renderHtml } from '../../../src/report/render-html.js';
import type { Section } from '../../../src/report/section.js';
import { htmlProblems, loadedFrom } from '../../support/html.js';

const sections: readonly Section[] = [
  { id: 'answer', title: 'Do they agree?', blocks: [{ kind: 'paragraph', text: 'They do.' }] },
  {
    id: 'arms',
    title: 'Arms',
    blocks: [
      { kind: 'warning', text: 'Mind the labels.' },
      { kind: 'table', caption: 'All arms', head: ['arm', 'runs'], rows: [['isolated', '40']] },
      {
        kind: 'figure',
        caption: 'All arms again',
        chart: { kind: 'intervals', label: 'order', neutral: 0.5, domain: null, points: [] },
      },
    ],
  },
];
const meta = { title: 'Majority opinion: study', about: '40 runs of every arm' };

describe('renderHtml', () => {
  it('should put the first section under the heading, and the others under their own', async () => {
    const html = await renderHtml(sections, meta);

    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<title>Majority opinion: study</title>');
    expect(html).toContain('<h1>Do they agree?</h1><p class="about">40 runs of every arm</p>');
    expect(html).toContain('<p>They do.</p>');
    expect(html).toContain('<section id="arms"><h2>Arms</h2><p class="warning" role="note">Mind the labels.</p>');
    expect(html).toContain('<caption>All arms</caption>');
    expect(html).toContain('<th scope="col">arm</th><th scope="col">runs</th>');
    expect(html).toContain('<td>isolated</td><td>40</td>');
    expect(html).toMatch(/<figure><svg [\s\S]*<\/svg><figcaption>All arms again<\/figcaption><\/figure>/);
  });

  it('should be well-formed and load nothing', async () => {
    const html = await renderHtml(sections, meta);

    expect(htmlProblems(html)).toEqual([]);
    expect(loadedFrom(html)).toEqual([]);
  });

  it('should fold what is read only by those who open it', async () => {
    const folded = (open?: boolean): Section => ({
      id: 'more',
      title: 'More',
      blocks: [
        {
          kind: 'details',
          summary: 'a <town>',
          blocks: [{ kind: 'paragraph', text: 'It is small.' }],
          ...(open && { open }),
        },
      ],
    });
    const html = await renderHtml([sections[0]!, folded(), folded(true)], meta);

    expect(html).toContain('<details><summary>a &lt;town&gt;</summary><p>It is small.</p></details>');
    expect(html).toContain('<details open="">');
    expect(htmlProblems(html)).toEqual([]);
  });

  it('should set what stands between backticks, and whole blocks, as code', async () => {
    const blocks = [
      { kind: 'paragraph', text: 'Run `mesocosm show <x>` twice.' },
      { kind: 'code', text: 'a `b` <c>\nd' },
    ] as const;
    const html = await renderHtml([{ id: 'answer', title: 'How?', blocks }], meta);

    expect(html).toContain('<p>Run <code>mesocosm show &lt;x&gt;</code> twice.</p>');
    expect(html).toContain('<pre><code>a `b` &lt;c&gt;\nd</code></pre>');
    expect(htmlProblems(html)).toEqual([]);
  });

  it('should set tables of many columns smaller', async () => {
    const table = (columns: number): Section => {
      const head = Array.from({ length: columns }, (_, index) => `c${index}`);
      return { id: 'answer', title: 'How?', blocks: [{ kind: 'table', caption: 'All', head, rows: [head] }] };
    };

    expect(await renderHtml([table(7)], meta)).toContain('<table class="dense">');
    expect(await renderHtml([table(6)], meta)).not.toContain('<table class="dense">');
  });

  it('should be the same bytes for the same sections', async () => {
    expect(await renderHtml(structuredClone(sections), meta)).toBe(await renderHtml(sections, meta));
  });

  it('should take its title for the heading where there is no section', async () => {
    const html = await renderHtml([], meta);

    expect(html).toContain('<h1>Majority opinion: study</h1>');
    expect(htmlProblems(html)).toEqual([]);
  });

  it('should escape every text, also where it stands in an attribute', async () => {
    const text = '"><script>alert(1)</script>&';
    const html = await renderHtml(
      [
        { id: text, title: text, blocks: [] },
        {
          id: text,
          title: text,
          blocks: [
            { kind: 'paragraph', text },
            { kind: 'warning', text },
            { kind: 'table', caption: text, head: [text], rows: [[text]] },
          ],
        },
      ],
      { title: text, about: text },
    );

    expect(html).not.toContain('<script');
    expect(htmlProblems(html)).toEqual([]);
  });
});

describe('escape', () => {
  it('should escape what has a meaning in HTML, once', () => {
    expect(escape('<a href="x">&amp;</a>')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;');
  });
});

describe('the checks of this file', () => {
  it.each([
    ['<p>open', 'never closed: p'],
    ['<p><b></p></b>', '</p> closes <b>'],
    ['a > b', 'stray >'],
    ['a & b', 'stray &'],
    ['a < b', 'no tag'],
    ['<p class=x></p>', 'no tag'],
    ['<p class="a"b"></p>', 'no tag'],
  ])('should find what is wrong with %s', (html, problem) => {
    expect(htmlProblems(html).join('; ')).toContain(problem);
  });

  it.each([
    ['<img src="https://x.org/a.png">', 'https://x.org/a.png'],
    ['<a href="//x.org">', '//x.org'],
    ['<style>p{background:url(https://x.org/b)}</style>', 'https://x.org/b'],
    ['<style>@import "c.css";</style>', '"c.css"'],
    ['<script>1</script>', 'script'],
  ])('should find what %s loads', (html, address) => {
    expect(loadedFrom(html)).toContain(address);
  });
});
