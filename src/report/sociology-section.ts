import type { ArmSummary, ConditionSummary, Estimate, SociologyPart } from '../spec/index.js';
import { count, estimate, number } from './format.js';
import type { Block } from './section.js';

/** Rows of parts that a report shows; all of them are in `sociology.csv`. */
const MOST_ROWS = 60;

/** What runs showed of the life between agents: in words, beside the null models, and by parts of a run. */
export function sociologyBlocks({ arms }: Pick<ConditionSummary, 'arms'>): readonly Block[] {
  const [first] = arms;
  return (first?.sociology ?? []).flatMap((part) => [
    { kind: 'paragraph', text: `${sentenceCase(part.title)}. ${part.note}` } as const,
    ...sentences(part.measure, arms),
    { kind: 'table', caption: captionOf(part), head: ['measure', ...arms.map(({ name }) => name)], rows: rowsOf(part, arms) } as const, // prettier-ignore
    ...partsOf(part, first?.name ?? ''),
  ]);
}

/** Whether a column stands in the section on the life between agents, and so not among the other measures. */
export function isSociology({ sociology = [] }: Pick<ArmSummary, 'sociology'>, column: string): boolean {
  return sociology.some(({ columns }) => columns.includes(column));
}

function captionOf({ title }: SociologyPart): string {
  return `${sentenceCase(title)}: mean over runs with 95 % intervals.`;
}

/** What each arm says; arms that say the same stand together. */
function sentences(measure: string, arms: readonly ArmSummary[]): readonly Block[] {
  const said = new Map<string, string[]>();
  for (const { name, sociology = [] } of arms) {
    const sentence = sociology.find((one) => one.measure === measure)?.sentence ?? null;
    if (sentence !== null) said.set(sentence, [...(said.get(sentence) ?? []), name]);
  }
  return [...said].map(([sentence, names]) => ({ kind: 'paragraph', text: `${sentenceCase(names.join(', '))}: ${sentence}` })); // prettier-ignore
}

function rowsOf({ columns }: SociologyPart, arms: readonly ArmSummary[]): readonly (readonly string[])[] {
  return columns.map((column) => {
    const about = arms.map(({ measures }) => measures[column]).find((one) => one !== undefined);
    const title = about === undefined ? column : about.unit === '' ? about.title : `${about.title} (${about.unit})`;
    return [title, ...arms.map((arm) => cell(arm, column))];
  });
}

function cell({ measures }: ArmSummary, column: string): string {
  const measure = measures[column];
  if (measure === undefined) return 'not measured';
  const { mean, bounds, missing } = measure;
  const reasons = Object.entries(missing).map(([reason, runs]) => `${count(runs)}: ${reason}`);
  return [
    mean.value === null ? 'none' : estimate(mean, number),
    ...(bounds === undefined ? [] : [`from ${number(bounds.low)} to ${number(bounds.high)} by what failed`]),
    ...(reasons.length === 0 ? [] : [`missing in ${reasons.join(', ')}`]),
  ].join('; ');
}

function partsOf({ parts }: SociologyPart, arm: string): readonly Block[] {
  if (parts === undefined || parts.rows.length === 0) return [];
  const figures = Object.entries(parts.figures);
  const shown = parts.rows.slice(0, MOST_ROWS);
  const left = parts.rows.length - shown.length;
  return [
    {
      kind: 'details',
      summary: `${parts.title} (arm ${arm}, ${count(parts.rows.length)} rows)`,
      blocks: [
        {
          kind: 'table',
          caption: 'Mean over the runs that have it, with 95 % intervals.',
          head: [...parts.keys, ...figures.map(([, { title, unit }]) => `${title} (${unit})`)],
          rows: shown.map(({ of, values }) => [...of, ...figures.map(([field]) => figureCell(values[field]))]),
        },
        ...(left === 0 ? [] : [{ kind: 'paragraph', text: `${count(left)} more in sociology.csv.` } as const]),
      ],
    },
  ];
}

function figureCell(given: Estimate | undefined): string {
  return given === undefined || given.value === null ? 'none' : estimate(given, number);
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
