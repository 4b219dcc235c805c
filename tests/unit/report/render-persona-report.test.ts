import { beforeAll, describe, expect, it } from 'vitest';
import { drawChart } from '../../../src/report/charts.js';
import { renderPersonaReport } from '../../../src/report/render-persona-report.js';
import type { PersonaReport } from '../../../src/report/persona-report.js';
import { htmlProblems, loadedFrom } from '../../support/html.js';
import { personaReport } from '../../support/persona-report.js';

const reports: Record<number, PersonaReport> = {};

beforeAll(async () => {
  for (const axes of [1, 2, 3]) reports[axes] = await personaReport({ axes, parameters: { slope: 0.6, noise: 0.3 } });
});

describe.each([1, 2, 3])('the report of a population on %i axes', (axes) => {
  it('should be one well-formed page that loads nothing, and the same each time', async () => {
    const { html } = await renderPersonaReport(reports[axes]!);
    const again = await renderPersonaReport(reports[axes]!);

    expect(htmlProblems(html)).toEqual([]);
    expect(loadedFrom(html)).toEqual([]);
    expect(again.html).toBe(html);
  });

  it('should hold no number that is none', async () => {
    const { html, markdown } = await renderPersonaReport(reports[axes]!);

    for (const text of [html, markdown]) expect(text).not.toMatch(/NaN|Infinity|undefined|\bnull\b/);
  });

  it('should draw every pair of axes, and list everybody in Markdown', async () => {
    const { html, markdown } = await renderPersonaReport(reports[axes]!);
    const { personas } = reports[axes]!.measurement.responses;

    // One figure more: the responses.
    expect(html.match(/<figure/g)).toHaveLength([1, 1, 3][axes - 1]! + 1);
    for (const name of personas) expect(markdown).toContain(`| ${name} |`);
  });
});

describe('small figures', () => {
  it('should stand side by side where there are more than two axes', async () => {
    expect((await renderPersonaReport(reports[3]!)).html.match(/<figure class="small">/g)).toHaveLength(3);
    expect((await renderPersonaReport(reports[2]!)).html).not.toContain('<figure class="small">');
  });
});

describe('long names of axes', () => {
  const name = 'how far one trusts those who have lived in the valley for three generations or more';

  it('should be shortened in charts', async () => {
    const people = [{ name: 'Ada', from: [0.1, 0.2] as const, to: [0.3, 0.4] as const }];
    const small = await drawChart({ kind: 'arrows', x: name, y: name, people, balls: [], small: true });
    const strip = await drawChart({
      kind: 'strip',
      axis: name,
      people: [{ name: 'Ada', from: null, to: 0.3 }],
      gaps: [{ centre: 0, radius: 0.3 }],
    });

    for (const svg of [small, strip]) {
      expect(htmlProblems(svg)).toEqual([]);
      expect(svg).not.toContain(name);
      expect(svg).toContain('how far one trusts those who');
      expect(svg).not.toMatch(/NaN|undefined|null/);
    }
  });
});
