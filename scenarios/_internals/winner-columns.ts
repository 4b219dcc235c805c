import type { MeasureColumn } from 'mesocosm';

/** Column of a label: `winner_Q`. */
export function winnerColumn(label: string): string {
  return `winner_${label}`;
}

/** Columns that say which option won, one value an option; `who` says whose choices count. */
export function winnerColumnTitles(
  labels: readonly string[],
  who: string,
): { readonly [column: string]: MeasureColumn } {
  return Object.fromEntries(
    labels.map((label) => [
      winnerColumn(label),
      {
        title: `${label} is what most ${who} chose last (a tie is shared)`,
        unit: 'share of the win',
        proportion: true,
      },
    ]),
  );
}

/** One for the option with the largest count, shared among equals. */
export function winnerValues(
  labels: readonly string[],
  counts: readonly number[],
): { readonly [column: string]: number } {
  const most = Math.max(...counts);
  const tied = counts.filter((count) => count === most).length;
  return Object.fromEntries(labels.map((label, index) => [winnerColumn(label), counts[index] === most ? 1 / tied : 0]));
}
