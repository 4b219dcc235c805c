import { csvText, type CsvCell } from './csv-text.js';
import { failureNote } from './evaluation-instrument.js';
import type { EvaluatedPopulation, EvaluationReport } from './evaluation-report.js';
import { EVALUATION_MEASURES, evaluationSummary, type EvaluationSummary } from './evaluation-summary.js';

/** Stands for a context where a value is a mean over all. */
const ALL = '(all)';

/**
 * A comparison of generators as one CSV: a row a generator, context and measure. Context `(all)` has means over contexts
 * with intervals over contexts, the others intervals over people, where there are any; generators `(copies)` and
 * `(ideal)` are what all are held against. A missing value is empty, and `note` says why.
 */
export function evaluationTable(report: EvaluationReport): string {
  return csvText([
    ['generator', 'context', 'measure', 'value', 'low', 'high', 'note'],
    ...meanRows(evaluationSummary(report)),
    ...report.rows.flatMap((row) => populationRows(row, report)),
  ]);
}

function meanRows({ generators, references }: EvaluationSummary): readonly CsvCell[][] {
  const held = Object.entries({ '(copies)': references.clones, '(ideal)': references.ideal });
  return [
    ...generators.flatMap((one): CsvCell[][] => {
      const { generator, values, measured, contexts, instrumentFailed } = one;
      const failed = instrumentFailed === 0 ? '' : `; the instrument fails in ${instrumentFailed} of them`;
      const note = `over ${measured} of ${contexts} contexts${failed}`;
      const single: Readonly<Record<string, number | null>> = {
        distinguishable_from_noise: one.distinguishable,
        calls_per_persona: one.callsEach,
        tokens_per_persona: one.tokensEach,
      };
      return [
        ...Object.entries(values).map(([name, { value, low, high }]) => [generator, ALL, name, value, low, high, note]),
        ...Object.entries(single).map(([name, value]) => [generator, ALL, name, value, '', '', note]),
      ];
    }),
    ...held.flatMap(([name, values]) =>
      Object.entries(values).map(([measure, value]) => [name, ALL, measure, value, '', '', '']),
    ),
  ];
}

function populationRows(row: EvaluatedPopulation, report: EvaluationReport): readonly CsvCell[][] {
  const { generator, context, measures, failed } = row;
  const note = [failed ?? '', failureNote(row, report)].filter((part) => part !== '').join('; ');
  const intervals = new Map(measures?.metrics.map(({ metric, low, high }) => [metric as string, { low, high }]));
  if (measures !== null) intervals.set('corrected_coverage', measures.correctedCoverage);
  const coverage = measures?.metrics.find(({ metric }) => metric === 'coverage');
  const single: Readonly<Record<string, number | null | undefined>> = {
    coverage_ideal: coverage?.ideal,
    coverage_copies: coverage?.clones,
    reliability: measures?.gate.reliability.value,
    noise_gate_p_value: measures?.gate.pValue,
    people_written: row.written,
    people_planned: row.planned,
    calls: row.calls,
    tokens: row.tokens,
  };
  return [
    ...EVALUATION_MEASURES.map(({ name, of }): CsvCell[] => {
      const interval = intervals.get(name);
      return [generator, context, name, measures === null ? null : of(measures), interval?.low, interval?.high, note];
    }),
    ...Object.entries(single).map(([name, value]): CsvCell[] => [generator, context, name, value, '', '', note]),
  ];
}
