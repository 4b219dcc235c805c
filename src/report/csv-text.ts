import { stringify } from 'csv-stringify/sync';

/** What stands in a cell; what is missing is an empty one. */
export type CsvCell = string | number | boolean | null | undefined;

/** What a spreadsheet would compute, and not show. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV, the head first. A number that is none is missing too; a text that begins as a formula has an apostrophe before it. */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => row.map(written)),
    { cast: { boolean: String } },
  );
}

function written(cell: CsvCell): string | number | boolean {
  if (typeof cell === 'string' && FORMULA.test(cell)) return `'${cell}`;
  return typeof cell === 'number' && !Number.isFinite(cell) ? '' : (cell ?? '');
}
