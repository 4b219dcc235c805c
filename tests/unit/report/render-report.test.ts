import { beforeAll, describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/report/render-report.js';
import { StudySummary } from '../../../src/spec/index.js';
import { htmlProblems, loadedFrom, poisoned } from '../../support/html.js';
import { majorityStudy, namingStudy } from '../../support/small-studies.js';
import { summaryExample } from '../../support/study-summary.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
let naming: StudySummary;
let majority: StudySummary;

beforeAll(async () => {
  naming = (await namingStudy(folder())).summary;
  majority = (await majorityStudy(folder())).summary;
});

/** Words that a summary may have only as they are. */
const CLOSED = new Set(
  (
    'finished policy-table language-model other choice order pass fail note amplified damped induced reversed ' +
    'unchanged no-order inconclusive yes no'
  ).split(' '),
);

describe.each(['naming', 'majority'] as const)('the report of the %s study', (which) => {
  const of = (): StudySummary => (which === 'naming' ? naming : majority);

  it('should be well-formed and load nothing from anywhere', async () => {
    const { html } = await renderReport(of());

    expect(htmlProblems(html)).toEqual([]);
    expect(loadedFrom(html)).toEqual([]);
    expect(html.match(/https?:\/\/[^"'\s<)]+/g)?.filter((url) => !url.startsWith('http://www.w3.org/')) ?? []).toEqual(
      [],
    );
  });

  it('should be the same bytes for the same summary', async () => {
    expect(await renderReport(structuredClone(of()))).toEqual(await renderReport(of()));
  });

  it('should be the same after a way through JSON', async () => {
    const read = StudySummary.parse(JSON.parse(JSON.stringify(of())));

    expect(await renderReport(read)).toEqual(await renderReport(of()));
  });

  it('should hold no number that is none, and nothing unsaid', async () => {
    const { html, markdown } = await renderReport(of());

    expect(html.replaceAll('text-anchor="null"', '')).not.toMatch(/\b(NaN|undefined|Infinity)\b/);
    expect(markdown).not.toMatch(/\b(NaN|undefined|null|Infinity)\b/);
  });

  it('should escape every text that comes from outside', async () => {
    const script = '<script>alert(1)</script>';
    const text = poisoned(of(), (word) => `${word}"'&|${script}\n`, CLOSED);
    const { html, markdown } = await renderReport(text);

    expect(html).not.toMatch(/<script/i);
    expect(htmlProblems(html)).toEqual([]);
    expect(markdown).not.toMatch(/<script/i);
  });

  it('should escape names of options, arms and measures, which stand as keys too', async () => {
    const script = '<script>alert(1)</script>';
    const [condition] = of().conditions;
    const arms = condition?.arms.map((arm) => ({
      ...arm,
      name: `${arm.name}${script}`,
      winners: Object.fromEntries(Object.entries(arm.winners).map(([option, won]) => [`${option}${script}`, won])),
      series: Object.fromEntries(Object.entries(arm.series).map(([name, one]) => [`${name}${script}`, one])),
      endings: { [script]: 3 },
    }));
    const { html, markdown } = await renderReport({ ...of(), conditions: [{ ...condition, arms } as never] });

    expect(html).not.toMatch(/<script/i);
    expect(htmlProblems(html)).toEqual([]);
    expect(markdown).not.toMatch(/<script/i);
  });

  it('should say the same in both forms', async () => {
    const { html, markdown } = await renderReport(of());
    const headings = [...html.matchAll(/<(?:h[12]|summary)>([^<]*)<\//g)].map((match) => match[1]);

    expect([...markdown.matchAll(/^#+ (.*)$/gm)].map((match) => match[1])).toEqual(headings);
  });
});

describe('renderReport', () => {
  it('should be told apart by its title', async () => {
    const { html } = await renderReport({ ...summaryExample, name: 'pilot' });

    expect(html).toContain('<title>Majority opinion: pilot</title>');
    expect(html).toContain('Majority opinion. Study study, 40 runs of every arm, by rule.');
  });
});
