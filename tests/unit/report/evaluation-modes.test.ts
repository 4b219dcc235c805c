import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { modesTable } from '../../../src/report/evaluation-modes.js';
import type { EvaluatedPopulation, EvaluationReport } from '../../../src/report/evaluation-report.js';
import { evaluationScreen } from '../../../src/report/evaluation-screen.js';
import { evaluationSections } from '../../../src/report/evaluation-sections.js';
import { evaluationTable } from '../../../src/report/evaluation-table.js';
import { renderEvaluation } from '../../../src/report/render-evaluation.js';
import type { Section } from '../../../src/report/section.js';
import { evaluationReport } from '../../support/persona-report.js';

const FAILING = 'andean-lithium-salt-flat';
let plain: EvaluationReport;
/** The same, asked by likelihood as well: which measures one of the two axes on which the first mode fails. */
let report: EvaluationReport;

beforeAll(async () => {
  plain = await evaluationReport();
  report = { ...plain, modes: ['single', 'likelihood'], rows: plain.rows.map(askedAgain) };
});

function askedAgain(row: EvaluatedPopulation): EvaluatedPopulation {
  if (row.measures === null) return row;
  const [first = '', second = ''] = row.measures.axes.map(({ axis }) => axis);
  return {
    ...row,
    otherModes: [{ mode: 'likelihood', instrumentFailed: row.context === FAILING ? [second] : [] }],
    agreement: [
      { with: 'likelihood', axis: first, correlation: 0.5, interval: { low: 0.2, high: 0.7 }, n: 25 },
      { with: 'likelihood', axis: second, correlation: 0.3, interval: { low: 0, high: 0.6 }, n: 25 },
    ],
  };
}

const textOf = (text: string): string => text.replaceAll(/\s+/g, ' ');
const screen = (of: EvaluationReport): string => textOf(evaluationScreen(of, { width: 100, files: [] }));
const sectionOf = (of: EvaluationReport, id: string): Section | undefined =>
  evaluationSections(of).find((section) => section.id === id);

describe('an evaluation in several modes', () => {
  it('should name the failing axes and the mode that does better, wherever the instrument fails', () => {
    const said = 'the instrument fails on mine-or-water, who-decides; mode "likelihood" (relative stance) does better: 1 of 2 axes'; // prettier-ignore
    const csv: Record<string, string>[] = parse(evaluationTable(report), { columns: true });
    const notes = csv.filter(({ context, value }) => context === FAILING && value !== '').map(({ note }) => note);

    expect(JSON.stringify(sectionOf(report, 'contexts'))).toContain(said.replaceAll('"', '\\"'));
    expect(screen(report)).toContain('Mode "likelihood" (relative stance) does better: 1 of 2 axes.');
    expect(notes.filter((note) => note === said).length).toBeGreaterThan(10);
  });

  it('should say that no mode does better, or which were not tried', () => {
    const failing = (row: EvaluatedPopulation): EvaluatedPopulation => ({
      ...row,
      otherModes: row.otherModes.map((other) => ({ ...other, instrumentFailed: row.instrumentFailed })),
    });

    expect(screen({ ...report, rows: report.rows.map(failing) })).toContain(
      'No other mode that was tried does better.',
    );
    expect(screen({ ...plain, untried: ['likelihood'] })).toContain(
      'Other modes were not tried: --modes single,likelihood.',
    );
    expect(screen(plain)).not.toContain('modes');
  });

  it('should show what each mode can measure and how far they agree, under the heading', () => {
    const section = sectionOf(report, 'modes');
    const [instrument, agreement] = section!.blocks.filter((block) => block.kind === 'table');

    expect(section!.blocks[0]).toMatchObject({ kind: 'warning', text: expect.stringMatching(/in 1 of 2 contexts/) });
    expect(instrument!.rows).toEqual([
      ['bell-diver-town', '2 of 2', '2 of 2'],
      [FAILING, '0 of 2 (mine-or-water, who-decides)', '1 of 2 (who-decides)'],
    ]);
    expect(agreement!.rows[0]).toEqual(['bell-diver-town', 'first-person', '.40', '.30', '.50']);
    expect(agreement!.rows).toHaveLength(5);
    expect(sectionOf(plain, 'modes')).toBeUndefined();
  });

  it('should never set a relative stance beside Likert coverage in one table', () => {
    for (const { blocks } of evaluationSections(report)) {
      for (const block of blocks) {
        if (block.kind !== 'table') continue;
        const head = block.head.join(' ');
        expect(head.includes('coverage') && head.includes('relative stance'), head).toBe(false);
      }
    }
    expect(modesTable(report)).not.toContain('coverage');
  });

  it('should tell how modes order people in the terminal', () => {
    expect(screen(report)).toContain(
      'Order of people by mode "likelihood" (relative stance) and by "single": rho .40, the mean over axes and populations.',
    );
  });

  it('should be one report', async () => {
    const { html, markdown } = await renderEvaluation(report, 'report.html');

    for (const text of [html, markdown]) {
      expect(text).toContain('Modes of asking');
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});

describe('modesTable', () => {
  it('should have the verdict of each mode and axis, and the correlation with the first', () => {
    const rows: Record<string, string>[] = parse(modesTable(report), { columns: true });
    const own = rows.filter((row) => row['context'] === FAILING && row['generator'] === 'first-person');

    expect(own.map(({ mode, axis, verdict }) => `${mode} ${axis} ${verdict}`)).toEqual([
      'single mine-or-water failed',
      'single who-decides failed',
      'likelihood mine-or-water measurable',
      'likelihood who-decides failed',
    ]);
    expect(own[0]).toMatchObject({ correlation: '', people: '' });
    expect(own[2]).toMatchObject({ correlation: '0.5', low: '0.2', high: '0.7', people: '25' });
  });

  it('should hold the first mode where no other was asked, and nothing that was not measured', () => {
    const rows: Record<string, string>[] = parse(modesTable(plain), { columns: true });

    expect(new Set(rows.map(({ mode }) => mode))).toEqual(new Set(['single']));
    expect(rows).toHaveLength(5 * 2);
  });
});
