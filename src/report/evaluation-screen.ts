import { mean } from '../foundation/statistics/index.js';
import { modeInWords } from '../persona/instrument/index.js';
import type { EvaluationReport } from './evaluation-report.js';
import { bestSentence, marks } from './evaluation-sections.js';
import { EVALUATION_MEASURES, evaluationSummary, type GeneratorSummary } from './evaluation-summary.js';
import { count, number, plural, share } from './format.js';
import { divergence, listed, shortened } from './persona-figures.js';
import { wrap } from './wrap.js';

/** In this order columns have room. */
const FIRST = ['corrected_coverage', 'coverage', 'slope', 'noise', 'hull_volume', 'dispersion', 'spearman', 'calls', 'tokens', 'gaussian_kl', 'mean_distance', 'minimum_distance', 'kernel_kl']; // prettier-ignore

const LONGEST_NAME = 20;

interface Column {
  readonly name: string;
  readonly title: string;
  readonly short: string;
  cell(of: GeneratorSummary): string;
  /** Of what all generators are held against. */
  reference?(values: { readonly [measure: string]: number | null }): string;
}

/**
 * The comparison of generators for a terminal: one line a generator, in as many tables under each other as `width` makes
 * necessary, then the intervals. What heads the tables where the model cannot be measured stands first.
 *
 * @param how.width At least 40.
 */
export function evaluationScreen(
  report: EvaluationReport,
  how: { readonly width: number; readonly files: readonly string[] },
): string {
  const { width, files } = how;
  const summary = evaluationSummary(report);
  const { generators, references, heading } = summary;
  const nameOf = (one: GeneratorSummary): string =>
    `${shortened(one.generator, LONGEST_NAME - 2)}${one.instrumentFailed > 0 ? ' *' : ''}`;
  const names = [...generators.map(nameOf), 'copies', 'ideal'];
  const longest = Math.max(...names.map(({ length }) => length));
  const widthOf = ({ short, cell }: Column): number =>
    2 + Math.max(short.length, ...generators.map((one) => cell(one).length));
  const table = (shown: readonly Column[]): readonly string[] => {
    const line = (name: string, cell: (column: Column) => string): string =>
      [name.padEnd(longest), ...shown.map((column) => cell(column).padStart(widthOf(column)))].join('').trimEnd();
    return [
      line('generator', ({ short }) => short),
      ...generators.map((one) => line(nameOf(one), (column) => column.cell(one))),
      line('copies', ({ reference }) => reference?.(references.clones) ?? ''),
      line('ideal', ({ reference }) => reference?.(references.ideal) ?? ''),
    ];
  };
  const tables = divided(COLUMNS, { room: width - longest, widthOf });
  return [
    ...(heading === null ? [] : wrap(heading, width)),
    ...wrap(aboutLine(report), width),
    ...tables.flatMap(table),
    ...wrap(bestSentence(summary), width),
    ...marks(report).flatMap((block) => (block.kind === 'paragraph' ? wrap(block.text, width) : [])),
    ...agreementLines(report, width),
    ...notMeasured(report, width),
    ...(summary.contexts.length < 2 ? [] : intervalLines(generators, width)),
    ...wrap(`Columns: ${COLUMNS.map(({ short, title }) => `${short} ${title}`).join('; ')}.`, width),
    ...files.flatMap((file) => wrap(`File: ${file}`, width)),
  ].join('\n');
}

const COLUMNS: readonly Column[] = [
  ...EVALUATION_MEASURES.map(({ name, title, short }): Column => ({
    name,
    title: name === 'corrected_coverage' ? 'coverage from copies (0) to the ideal (1)' : title,
    short,
    cell: ({ values }) => figure(values[name]?.value ?? null),
    reference: (values) => (name in values ? figure(values[name] ?? null) : ''),
  })),
  {
    name: 'noise',
    title: 'share of contexts with more than noise',
    short: '>noise',
    cell: ({ distinguishable }) => (distinguishable === null ? '-' : share(distinguishable)),
  },
  { name: 'calls', title: 'model calls a person', short: 'calls', cell: ({ callsEach }) => amount(callsEach) },
  { name: 'tokens', title: 'tokens a person', short: 'tokens', cell: ({ tokensEach }) => amount(tokensEach) },
];

/** All columns, in as many tables as there must be. */
function divided(
  columns: readonly Column[],
  how: { readonly room: number; readonly widthOf: (column: Column) => number },
): readonly (readonly Column[])[] {
  const tables: (readonly Column[])[] = [];
  for (let left = columns; left.length > 0;) {
    const found = fitting(left, how);
    const shown = found.length === 0 ? left.slice(0, 1) : found;
    tables.push(shown);
    left = left.filter((column) => !shown.includes(column));
  }
  return tables;
}

function intervalLines(generators: readonly GeneratorSummary[], width: number): readonly string[] {
  return [
    ...wrap('95 % intervals over contexts:', width),
    ...generators.flatMap(({ generator, values }) =>
      wrap(
        `${shortened(generator, LONGEST_NAME)}: ${EVALUATION_MEASURES.flatMap(({ name, short }) => {
          const { low, high } = values[name] ?? { low: null, high: null };
          return low === null || high === null ? [] : [`${short} ${divergence(low)} to ${divergence(high)}`];
        }).join(', ')}`,
        width,
      ),
    ),
  ];
}

/** As many columns as there is room for, the most important first, in the order of the table. */
function fitting(
  columns: readonly Column[],
  { room, widthOf }: { readonly room: number; readonly widthOf: (column: Column) => number },
): readonly Column[] {
  const chosen = new Set<Column>();
  let left = room;
  for (const name of FIRST) {
    const column = columns.find((one) => one.name === name);
    if (column === undefined || widthOf(column) > left) continue;
    chosen.add(column);
    left -= widthOf(column);
  }
  return columns.filter((column) => chosen.has(column));
}

function aboutLine({ split, size, rows, answeredBy }: EvaluationReport): string {
  const contexts = new Set(rows.map(({ context }) => context)).size;
  return `${split}: means over ${plural(contexts, 'context')}, ${plural(size, 'person', 'people')} each, answered by ${answeredBy}`;
}

function notMeasured({ rows }: EvaluationReport, width: number): readonly string[] {
  const failed = rows.filter(({ measures }) => measures === null);
  if (failed.length === 0) return [];
  const which = listed(failed.map(({ generator, context }) => `${generator} in ${context}`), 3); // prettier-ignore
  return wrap(`Not measured, ${failed.length} of ${rows.length} populations: ${which}.`, width);
}

/** How far other modes of asking order people as the first does: the mean over axes and populations. */
function agreementLines({ modes, rows }: EvaluationReport, width: number): readonly string[] {
  const [first, ...others] = modes;
  return others.flatMap((mode) => {
    const found = rows.flatMap(({ agreement }) =>
      agreement.flatMap((one) => (one.with === mode ? (one.correlation ?? []) : [])),
    );
    const value =
      found.length === 0 ? 'not known' : `rho ${divergence(mean(found))}, the mean over axes and populations`;
    return wrap(`Order of people by ${modeInWords(mode)} and by "${first}": ${value}.`, width);
  });
}

function figure(value: number | null): string {
  return value === null ? '-' : divergence(value);
}

function amount(value: number | null): string {
  if (value === null) return '-';
  return value < 10 ? number(Number(value.toFixed(1))) : count(value);
}
