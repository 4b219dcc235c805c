import type { ConditionSummary, Estimate, Json, StudySummary } from '../spec/index.js';
import { estimate, number } from './format.js';
import type { Block, Section } from './section.js';

/** What a study that varies something found at each combination of levels; nothing where nothing is varied. */
export function factorSections({ conditions }: Pick<StudySummary, 'conditions'>): readonly Section[] {
  const factors = factorsOf(conditions);
  if (factors.length === 0 || conditions.length < 2) return [];
  const results = resultsOf(conditions);
  return [
    {
      id: 'factors',
      title: 'What varies, and what comes of it',
      blocks: [
        {
          kind: 'table',
          caption: 'Where agents meet, at each combination of levels: over runs, with 95 % intervals.',
          head: [...factors, ...results.map(({ title }) => title)],
          rows: conditions.map((condition) => [
            ...factors.map((factor) => levelOf(condition, factor)),
            ...results.map((result) => shownIn(condition, result)),
          ]),
        },
        ...factors.flatMap((factor) => results.flatMap((result) => scan(factor, factors, { result, conditions }))),
      ],
    },
  ];
}

/** One line a condition, for the closing screen: its levels, and the first results. */
export function factorLines({ conditions }: Pick<StudySummary, 'conditions'>): readonly string[] {
  const factors = factorsOf(conditions);
  const results = resultsOf(conditions);
  if (factors.length === 0 || results.length === 0) return [];
  // What is marked as worth a line comes after the outcomes, and is what a scan is for.
  const [result] = results.toReversed() as [Result];
  return [
    `${sentenceCase(result.title)}:`,
    ...conditions.map((condition) => {
      const levels = factors.map((factor) => `${factor} ${levelOf(condition, factor)}`).join(', ');
      return `  ${levels}: ${shownIn(condition, result)}`;
    }),
  ];
}

/** A figure of a condition that is worth a column. */
interface Result {
  readonly title: string;
  of(condition: ConditionSummary): Estimate | null;
  readonly show?: (value: number | null) => string;
  /** Which option it is about, where that differs between conditions: then it is no curve. */
  about?(condition: ConditionSummary): string;
}

function factorsOf(conditions: readonly ConditionSummary[]): readonly string[] {
  return [...new Set(conditions.flatMap(({ levels = {} }) => Object.keys(levels)))];
}

function levelOf({ levels = {} }: ConditionSummary, factor: string): string {
  const level = levels[factor];
  return typeof level === 'string' ? level : JSON.stringify(level ?? null);
}

/** The outcomes, each about its focal option, and the measures that are worth a line. */
function resultsOf(conditions: readonly ConditionSummary[]): readonly Result[] {
  const outcomes = [...new Set(conditions.flatMap((condition) => condition.outcomes.map(({ name }) => name)))];
  const together = (condition: ConditionSummary): ConditionSummary['arms'][number]['measures'] =>
    condition.arms.find(({ name }) => name === 'interacting')?.measures ?? {};
  const columns = new Map<string, string>();
  for (const condition of conditions) {
    for (const [column, { title, headline }] of Object.entries(together(condition))) {
      if (headline !== true) continue;
      // What is called differently at different levels goes by the name of its column.
      const known = columns.get(column) ?? title;
      columns.set(column, known === title ? title : column.replaceAll('_', ' '));
    }
  }
  const results = [
    ...outcomes.map((name): Result => {
      const find = (condition: ConditionSummary) => condition.outcomes.find((one) => one.name === name);
      const focals = new Set(conditions.map((condition) => find(condition)?.focal));
      const [focal] = focals;
      const about = (condition: ConditionSummary): string => find(condition)?.focal ?? '';
      const same = focals.size === 1 && typeof focal === 'string' ? `: ${focal}` : '';
      const title = conditions.map((condition) => find(condition)?.title).find((one) => one !== undefined) ?? name;
      const of = (condition: ConditionSummary): Estimate | null => find(condition)?.interacting ?? null;
      const isScaled = conditions.some((condition) => find(condition)?.range !== undefined);
      return {
        title: `${title}${same}`,
        of,
        ...(focals.size === 1 ? {} : { about }),
        ...(isScaled ? { show: number } : {}),
      };
    }),
    ...[...columns].map(([column, title]): Result => {
      const of = (condition: ConditionSummary): Estimate | null => together(condition)[column]?.mean ?? null;
      const isShare = conditions.every((condition) => of(condition)?.method.startsWith('Wilson') !== false);
      return { title, of, ...(isShare ? {} : { show: number }) };
    }),
  ];
  return results.filter(({ of }) => conditions.some((condition) => (of(condition)?.value ?? null) !== null));
}

function shownIn(condition: ConditionSummary, { of, show, about }: Result): string {
  const given = of(condition);
  const named = about === undefined ? '' : `${about(condition)} `;
  return given === null ? 'not measured' : `${named}${estimate(given, show)}`;
}

/** A result along a factor of numbers, one line for each combination of the other levels. */
function scan(
  factor: string,
  factors: readonly string[],
  { result, conditions }: { readonly result: Result; readonly conditions: readonly ConditionSummary[] },
): readonly Block[] {
  const numeric = conditions.filter(({ levels = {} }) => typeof levels[factor] === 'number');
  const levels = new Set(numeric.map((condition) => condition.levels?.[factor]));
  if (levels.size < 3 || result.about !== undefined) return [];
  const others = factors.filter((other) => other !== factor);
  const lineOf = (condition: ConditionSummary): string =>
    others.length === 0 ? result.title : others.map((other) => `${other} ${levelOf(condition, other)}`).join(', ');
  const lines = [...new Set(numeric.map(lineOf))].map((name) => ({
    name,
    points: numeric
      .filter((condition) => lineOf(condition) === name)
      .flatMap((condition) => pointOf(condition.levels?.[factor] ?? null, result.of(condition)))
      .toSorted((one, other) => one.time - other.time),
  }));
  if (lines.every(({ points }) => points.length === 0)) return [];
  return [
    {
      kind: 'figure',
      caption: `${sentenceCase(result.title)} by ${factor}: over runs, with 95 % bands between the levels that ran.`,
      chart: { kind: 'series', x: factor, y: result.title, lines: lines.filter(({ points }) => points.length > 0) },
    },
  ];
}

function pointOf(
  level: Json,
  found: Estimate | null,
): readonly { readonly time: number; readonly mean: number; readonly low: number; readonly high: number }[] {
  if (typeof level !== 'number' || found === null || found.value === null) return [];
  return [{ time: level, mean: found.value, low: found.low ?? found.value, high: found.high ?? found.value }];
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
