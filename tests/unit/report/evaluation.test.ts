import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EvaluationReport } from '../../../src/report/evaluation-report.js';
import { evaluationScreen } from '../../../src/report/evaluation-screen.js';
import { evaluationSections } from '../../../src/report/evaluation-sections.js';
import { evaluationSummary } from '../../../src/report/evaluation-summary.js';
import { evaluationTable } from '../../../src/report/evaluation-table.js';
import { renderEvaluation } from '../../../src/report/render-evaluation.js';
import { htmlProblems, loadedFrom } from '../../support/html.js';
import { evaluationReport } from '../../support/persona-report.js';

let report: EvaluationReport;

beforeAll(async () => {
  report = await evaluationReport();
});

/** With the instrument failing in so many of the two contexts. */
function failingIn(contexts: number): EvaluationReport {
  const names = [...new Set(report.rows.map(({ context }) => context))].slice(0, contexts);
  const failed = (context: string): readonly string[] => (names.includes(context) ? ['an axis'] : []);
  return { ...report, rows: report.rows.map((row) => ({ ...row, instrumentFailed: failed(row.context) })) };
}

describe('evaluationSummary', () => {
  it('should average over contexts, with an interval from two contexts on', () => {
    const [first, , demographic] = evaluationSummary(report).generators;
    const own = report.rows.filter(({ generator }) => generator === 'first-person');
    const values = own.map(({ measures }) => measures!.metrics[0]!.value!);
    const coverage = first!.values['coverage']!;

    expect(coverage.value).toBeCloseTo((values[0]! + values[1]!) / 2, 12);
    // Of two values a bootstrap can draw either twice.
    expect([coverage.low, coverage.high]).toEqual([Math.min(...values), Math.max(...values)]);
    expect(demographic!.values['coverage']).toMatchObject({ low: null, high: null });
  });

  it('should count contexts that were measured, and what each written person took', () => {
    const [first, , demographic] = evaluationSummary(report).generators;

    expect(first).toMatchObject({ measured: 2, contexts: 2, callsEach: 2, tokensEach: 200, distinguishable: 0.5 });
    expect(demographic).toMatchObject({ measured: 1, contexts: 2, callsEach: 80 / 26, tokensEach: null });
  });

  it('should be headed wherever the instrument fails in a context, with their number', () => {
    expect(evaluationSummary(failingIn(0)).heading).toBeNull();
    expect(evaluationSummary(failingIn(1)).heading).toMatch(
      /^This model cannot be measured with this instrument in 1 of 2 contexts/,
    );
    expect(evaluationSummary(failingIn(2)).heading).toMatch(
      /^This model cannot be measured with this instrument in 2 of 2 contexts/,
    );
  });

  it('should hold generators against copies and the ideal, each context counted once', () => {
    const { clones, ideal } = evaluationSummary(report).references;
    const of = (context: number) => report.rows[3 * context]!.measures!.metrics[0]!;

    expect(clones['coverage']).toBeCloseTo((of(0).clones! + of(1).clones!) / 2, 10);
    expect(ideal['coverage']).toBeGreaterThan(clones['coverage']!);
  });

  it('should be the same for the same seed', () => {
    expect(evaluationSummary(report)).toEqual(evaluationSummary(report));
  });
});

describe('evaluationScreen', () => {
  it.each([40, 60, 80, 110])('should fit %i columns, with all measures and their intervals', (width) => {
    const lines = evaluationScreen(report, { width, files: ['out/evaluation.html'] }).split('\n');
    const head = lines.filter((line) => line.startsWith('generator')).join(' ');
    const said = lines.join(' ').replaceAll(/\s+/g, ' ');

    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(width);
    expect(head).toContain('corr');
    expect(head).toContain('slope');
    for (const [short, title] of [
      ['rho', 'Spearman'],
      ['calls', 'model calls a person'],
    ] as const) {
      expect(head).toContain(short);
      expect(said).toContain(`${short} ${title}`);
    }
    expect(said).toMatch(/95 % intervals over contexts: first-person: cover [\d.]+ to [\d.]+, /);
    expect(lines.at(-1)).toBe('File: out/evaluation.html');
  });

  it('should mark generators where the instrument fails, and say what was not measured', () => {
    const screen = evaluationScreen(report, { width: 80, files: [] });

    expect(screen).toMatch(/^first-person \*/m);
    expect(screen).toMatch(/^demographic /m);
    expect(screen.replaceAll(/\s+/g, ' ')).toContain(
      '* The instrument fails in 1 of 2 contexts: andean-lithium-salt-flat (mine-or-water, who-decides).',
    );
    expect(screen).toContain('Not measured, 1 of 6 populations: demographic in andean-lithium-salt-flat.');
  });

  it('should begin with the heading where the model cannot be measured', () => {
    expect(evaluationScreen(failingIn(2), { width: 110, files: [] })).toMatch(/^This model cannot be measured/);
  });
});

describe('evaluationTable', () => {
  it('should have means with intervals, what they are held against, and every population', () => {
    const rows: Record<string, string>[] = parse(evaluationTable(report), { columns: true });
    const find = (generator: string, context: string, measure: string): Record<string, string> | undefined =>
      rows.find((row) => row['generator'] === generator && row['context'] === context && row['measure'] === measure);
    const measures = report.rows[0]!.measures!;

    expect(Number(find('first-person', 'bell-diver-town', 'coverage')!['low'])).toBe(measures.metrics[0]!.low);
    expect(Number(find('first-person', '(all)', 'calls_per_persona')!['value'])).toBe(2);
    expect(find('(ideal)', '(all)', 'hull_volume')!['value']).not.toBe('');
    expect(find('demographic', 'andean-lithium-salt-flat', 'coverage')).toMatchObject({
      value: '',
      note: '1 of 25 people could be written',
    });
    expect(evaluationTable(report)).not.toMatch(/NaN|Infinity|undefined|null/);
  });
});

describe('evaluationSections', () => {
  it('should show all generators with copies and the ideal, then each context', () => {
    const [answer, contexts] = evaluationSections(report);
    const tables = [...answer!.blocks, ...contexts!.blocks].filter((block) => block.kind === 'table');

    expect(tables[0]!.rows.map(([name]) => name)).toEqual([
      'first-person *',
      '(name-only *)',
      '(demographic)',
      'copies',
      'ideal',
    ]);
    expect(tables[2]!.rows).toHaveLength(6);
    expect(answer!.blocks.filter(({ kind }) => kind === 'warning')).toHaveLength(1);
  });

  it('should head all tables where the model cannot be measured in some context, and none else', () => {
    const headOf = (failing: number): readonly string[] =>
      evaluationSections(failingIn(failing)).slice(0, 2).map(({ blocks }) => blocks[0]!.kind); // prettier-ignore

    expect(headOf(1)).toEqual(['warning', 'warning']);
    expect(headOf(0)).not.toContain('warning');
  });

  it('should say that few contexts decide nothing, and that intervals which meet may be luck', () => {
    const [answer, , method] = evaluationSections(report);

    expect(JSON.stringify(method)).toContain('Fewer than 6 contexts decide nothing');
    expect(JSON.stringify(answer)).toContain('which may be luck');
  });

  it('should become one well-formed page and Markdown', async () => {
    const { html, markdown } = await renderEvaluation(report);

    expect(htmlProblems(html)).toEqual([]);
    expect(loadedFrom(html)).toEqual([]);
    expect(markdown).toMatch(/^# Persona generators on the train split/);
    for (const text of [html, markdown]) expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });
});
