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

/**
 * Rows of comma-separated values (RFC 4180): a cell in quotes may hold commas, line breaks and doubled quotes; lines
 * end with LF or CRLF. A byte order mark is passed over, and so are empty lines.
 */
export function csvRows(text: string): readonly CsvRow[] | CsvTrouble {
  const rows: CsvRow[] = [];
  let line = 1;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const begin = line;
    const cells: string[] = [];
    for (;;) {
      const cell = text[at] === '"' ? quoted(text, at) : bare(text, at);
      if (cell === undefined) return { line: begin, what: 'a quote is opened and never closed' };
      line += cell.value.split('\n').length - 1;
      cells.push(cell.value);
      at = cell.end;
      if (text[at] !== ',') break;
      at += 1;
    }
    const end = /^(\r?\n|$)/.exec(text.slice(at, at + 2));
    if (end === null) return { line, what: `"${text[at]}" follows the quote that closes a cell` };
    at += end[0].length;
    line += 1;
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begin, cells });
  }
  return rows;
}

interface Cell {
  readonly value: string;
  /** What comes after it. */
  readonly end: number;
}

function bare(text: string, from: number): Cell {
  const rest = /[,\r\n]/g;
  rest.lastIndex = from;
  const end = rest.exec(text)?.index ?? text.length;
  return { value: text.slice(from, end), end };
}

function quoted(text: string, from: number): Cell | undefined {
  for (let at = from + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return undefined;
    if (text[at + 1] !== '"') return { value: text.slice(from + 1, at).replaceAll('""', '"'), end: at + 1 };
  }
}
