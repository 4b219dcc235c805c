import type { AnswerTable } from '../../../spec/index.js';
import { columnsOf, meanAnswered } from '../positions-of.js';
import type { ScoreBlock } from './two-way.js';

/** The unit whose agreement is looked at: single items, or parcels of as many forward as reverse-keyed ones. */
export type ReliabilityUnit = 'items' | 'key-balanced parcels';

/** The scores of an axis in that unit. */
export function scoreBlock(table: AnswerTable, axis: string, unit: ReliabilityUnit): ScoreBlock {
  const columns = columnsOf(table, axis);
  if (unit === 'items') return table.scores.map((row) => columns.map((column) => row[column] ?? null));
  const parcels = keyBalancedParcels(table, columns);
  return table.scores.map((row) =>
    parcels.map(({ forward, reversed }) => {
      const [one, other] = [meanAnswered(row, forward), meanAnswered(row, reversed)];
      return one === null || other === null ? null : (one + other) / 2;
    }),
  );
}

/** As many parcels as the rarer key allows; items are dealt in turn. */
function keyBalancedParcels(table: AnswerTable, columns: readonly number[]) {
  const forward = columns.filter((column) => table.items[column]?.reverseKeyed === false);
  const reversed = columns.filter((column) => table.items[column]?.reverseKeyed === true);
  const count = Math.min(forward.length, reversed.length);
  const dealt = (of: readonly number[], parcel: number): number[] => of.filter((_, at) => at % count === parcel);
  return Array.from({ length: count }, (_, parcel) => ({
    forward: dealt(forward, parcel),
    reversed: dealt(reversed, parcel),
  }));
}
