import { stringify } from 'csv-stringify/sync';

/** What stands in a cell; what is missing is an empty one. */
export type CsvCell = string | number | boolean | null | undefined;

/** Rows as CSV, the head first. A number that is none is missing too. */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'number' && !Number.isFinite(cell) ? '' : (cell ?? '')))),
    { cast: { boolean: String } },
  );
}
