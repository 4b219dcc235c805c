import { count, number, plural } from './format.js';
import { wrap } from './wrap.js';

/** What is told of two studies. */
export interface Compared {
  readonly ids: readonly [string, string];
  readonly design: readonly { readonly what: string; readonly values: readonly [string | null, string | null] }[];
  readonly columns: readonly ComparedColumn[];
  readonly margin: number;
}

interface ComparedColumn {
  readonly condition: string;
  readonly arm: string;
  readonly column: string;
  readonly means: readonly [number, number];
  readonly runs: readonly [number, number];
  readonly difference: { readonly value: number; readonly low: number; readonly high: number };
  readonly paired: boolean;
  readonly probability: number;
  readonly verdict: 'differs' | 'alike' | 'open';
}

/** So many columns of a kind are told one by one. */
const TOLD = 12;

/** Two studies beside each other, for a terminal of so many columns. */
export function comparisonScreen(compared: Compared, { width }: { readonly width: number }): string {
  const { ids, design, columns, margin } = compared;
  const of = (verdict: ComparedColumn['verdict']): readonly ComparedColumn[] =>
    columns.filter((one) => one.verdict === verdict);
  const [different, alike, open] = [of('differs'), of('alike'), of('open')];
  const lines = [
    `First: ${ids[0]}`,
    `Second: ${ids[1]}`,
    ...(design.length === 0
      ? ['They were designed alike.']
      : [
          'Designed differently:',
          ...design.map(
            ({ what, values }) => `  ${what}: ${values[0] ?? 'not there'}, then ${values[1] ?? 'not there'}`,
          ),
        ]),
    ...(columns.length === 0 ? ['They measured nothing in the same condition and arm.'] : []),
    ...(different.length === 0 && columns.length > 0
      ? [`No difference is sure in ${plural(columns.length, 'comparison')}.`]
      : []),
    ...told('What they found differs (second − first, 95 % interval, p of all tests together):', different),
    ...(alike.length === 0 ? [] : [`Alike within ${margin}: ${named(alike)}.`]),
    ...(open.length === 0 ? [] : [`Open, neither different nor alike: ${named(open)}. More runs would tell.`]),
  ];
  return lines.flatMap((line) => wrap(line, Math.max(20, Math.min(width, 100)))).join('\n');
}

function told(title: string, columns: readonly ComparedColumn[]): readonly string[] {
  if (columns.length === 0) return [];
  const more = columns.length - TOLD;
  return [
    title,
    ...columns.slice(0, TOLD).map((one) => {
      const { difference, means, runs, probability, paired } = one;
      const between = `[${number(difference.low)}, ${number(difference.high)}]`;
      const pairs = paired ? `${plural(runs[0], 'pair')}` : `${count(runs[0])} and ${plural(runs[1], 'run')}`;
      return (
        `  ${nameOf(one)}: ${number(means[0])}, then ${number(means[1])}: ${number(difference.value)} ${between}, ` +
        `p ${probability < 0.001 ? '< .001' : number(probability)}, ${pairs}`
      );
    }),
    ...(more > 0 ? [`  and ${plural(more, 'more column')}; --json has all`] : []),
  ];
}

function named(columns: readonly ComparedColumn[]): string {
  const more = columns.length - TOLD;
  const names = columns.slice(0, TOLD).map(nameOf).join(', ');
  return more > 0 ? `${names} and ${count(more)} more` : names;
}

function nameOf({ condition, arm, column }: ComparedColumn): string {
  return condition === 'default' ? `${arm} ${column}` : `${condition} ${arm} ${column}`;
}
