import { mean } from '../foundation/statistics/index.js';
import type { AnswerMode } from '../spec/index.js';
import { csvText, type CsvCell } from './csv-text.js';
import type { EvaluatedPopulation, EvaluationReport } from './evaluation-report.js';
import { paragraph, table } from './persona-blocks.js';
import { orNone } from './persona-figures.js';
import type { Block, Section } from './section.js';

/**
 * What each mode of asking can measure in each context, and how far the modes agree on who stands where. No section where
 * one mode was asked; no Likert score stands in it, for a relative stance is none.
 *
 * @param head What heads tables over contexts in which the instrument fails.
 */
export function modesSection(report: EvaluationReport, head: readonly Block[]): readonly Section[] {
  const { modes } = report;
  if (modes.length < 2) return [];
  const about = paragraph(
    'The first mode is the one that was measured. Modes are compared by the order in which they put people: a relative stance by likelihood is no Likert score, and has no coverage.',
  );
  return [
    {
      id: 'modes',
      title: 'Modes of asking',
      blocks: [...head, about, instrumentTable(report), agreementTable(report)],
    },
  ];
}

function instrumentTable({ modes, rows }: EvaluationReport): Block {
  const measured = rows.filter(({ measures }) => measures !== null);
  const contexts = [...new Set(measured.map(({ context }) => context))];
  return table(
    'Axes that the instrument can measure, asked in each mode, and in brackets those that it cannot.',
    ['context', ...modes.map(inWords)],
    contexts.map((context) => {
      const row = measured.find((one) => one.context === context) as EvaluatedPopulation;
      return [context, ...modes.map((mode) => measurable(row, failedIn(row, mode, modes)))];
    }),
  );
}

function measurable({ measures }: EvaluatedPopulation, failed: readonly string[] | undefined): string {
  if (failed === undefined) return 'not asked';
  const axes = measures?.axes.length ?? 0;
  return `${axes - failed.length} of ${axes}${failed.length === 0 ? '' : ` (${failed.join(', ')})`}`;
}

function failedIn(
  row: EvaluatedPopulation,
  mode: AnswerMode,
  [first]: EvaluationReport['modes'],
): readonly string[] | undefined {
  if (mode === first) return row.instrumentFailed;
  return row.otherModes.find((other) => other.mode === mode)?.instrumentFailed;
}

function agreementTable({ modes, rows }: EvaluationReport): Block {
  const [first, ...others] = modes;
  return table(
    `Spearman correlation of where people stand, by the mode "${first}" and by another: the mean over axes, and the least and the largest of them.`,
    ['context', 'generator', ...others.flatMap((mode) => [inWords(mode), 'least', 'largest'])],
    rows
      .filter(({ agreement }) => agreement.length > 0)
      .map((row) => [
        row.context,
        row.generator,
        ...others.flatMap((mode) => {
          const values = row.agreement.flatMap((one) => (one.with === mode ? (one.correlation ?? []) : []));
          const of = (value: (all: readonly number[]) => number): string =>
            values.length === 0 ? 'none' : orNone(value(values));
          return [of(mean), of((all) => Math.min(...all)), of((all) => Math.max(...all))];
        }),
      ]),
  );
}

function inWords(mode: AnswerMode): string {
  return mode === 'likelihood' ? 'likelihood (relative stance)' : mode;
}

/**
 * Modes of asking as CSV: a row a generator, context, mode and axis, with the instrument's verdict, and of every mode but
 * the first the correlation of people's order with the first, its 95 % interval and the people that both know.
 */
export function modesTable({ modes, rows }: EvaluationReport): string {
  return csvText([
    ['generator', 'context', 'mode', 'axis', 'verdict', 'correlation', 'low', 'high', 'people'],
    ...rows.flatMap((row) => modes.flatMap((mode) => modeRows(row, mode, modes))),
  ]);
}

function modeRows(row: EvaluatedPopulation, mode: AnswerMode, modes: EvaluationReport['modes']): CsvCell[][] {
  const failed = failedIn(row, mode, modes);
  if (row.measures === null || failed === undefined) return [];
  return row.measures.axes.map(({ axis }): CsvCell[] => {
    const found = row.agreement.find((one) => one.with === mode && one.axis === axis);
    const agreement = [found?.correlation, found?.interval?.low, found?.interval?.high, found?.n];
    return [row.generator, row.context, mode, axis, failed.includes(axis) ? 'failed' : 'measurable', ...agreement];
  });
}
