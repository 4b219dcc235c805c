import type { Estimate, SociologyPart, StudySummary } from '../spec/index.js';

type Cell = string | number;

/**
 * `sociology.csv`: one row a condition, arm, measure and figure on the life between agents. `of` says of which part of a run,
 * what tells parts apart being joined by a slash; it is empty where the figure is of the whole run.
 */
export async function sociologyTable({ conditions }: Pick<StudySummary, 'conditions'>): Promise<string> {
  const rows = conditions.flatMap(({ name, arms }) =>
    arms.flatMap(({ name: arm, sociology = [], measures }) =>
      sociology.flatMap((part) => {
        const about: readonly Cell[] = [name, arm, part.topic, part.measure];
        const whole = part.columns.map((column) => [...about, '', column, ...cells(measures[column]?.mean)]);
        return [...whole, ...partRows(part, about)];
      }),
    ),
  );
  const { stringify } = await import('csv-stringify/sync');
  return stringify([
    ['condition', 'arm', 'topic', 'measure', 'of', 'figure', 'mean', 'low', 'high', 'runs'],
    ...(rows as Cell[][]),
  ]);
}

function partRows({ parts }: SociologyPart, about: readonly Cell[]): readonly (readonly Cell[])[] {
  return (parts?.rows ?? []).flatMap(({ of, values }) =>
    Object.entries(values).map(([figure, value]) => [...about, of.join(' / '), figure, ...cells(value)]),
  );
}

function cells(estimate: Estimate | undefined): readonly Cell[] {
  if (estimate === undefined) return ['', '', '', 0];
  const { value, low, high, n } = estimate;
  return [value ?? '', low ?? '', high ?? '', n];
}
