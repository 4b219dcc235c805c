import { CsvError, parse } from 'csv-parse/sync';

/** A row of a table, and the line at which it begins, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Why a text is no table, and at which line. */
export interface CsvTrouble {
  readonly line: number;
  readonly what: string;
}

/** Rows of comma-separated values (RFC 4180). A byte order mark is passed over, and so are empty lines. */
export function csvRows(text: string): readonly CsvRow[] | CsvTrouble {
  try {
    const how = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    // With `info` each row comes as a record and its place, which the types of the library do not tell.
    const rows = parse(text, how) as unknown as readonly { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => {
      const within = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      return { line: info.lines - within, cells: record };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines = typeof error['lines'] === 'number' ? error['lines'] : 1;
    const open = error.code === 'CSV_QUOTE_NOT_CLOSED';
    return { line: lines, what: open ? 'a quote is opened and never closed' : 'a quote stands where none can stand' };
  }
}
