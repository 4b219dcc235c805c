import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { NamedNetwork } from '../named-network.js';
import { mistake, weightIn, type FileEdge } from './file-edges.js';

const COLUMNS = ['source', 'target', 'weight'];
const HEADER = 'a first line source,target or source,target,weight';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Edges of a CSV file (RFC 4180) with the columns `source`, `target` and perhaps `weight`, in any order.
 *
 * @throws MesocosmError (usage) naming the line, what is wrong in it and what was expected.
 */
export function edgeListIn(path: string, text: string): readonly FileEdge[] {
  const [head, ...rows] = rowsOf(path, text);
  const columns = columnsOf(head, path);
  const at = (column: string): number => columns.indexOf(column);
  if (rows.length === 0) throw mistake(path, 'it has no ties', 'a line for each', 'a network without ties can be had from GraphML'); // prettier-ignore
  return rows.map(({ line, cells }) => {
    const where = `${path}:${line}`;
    if (cells.length !== columns.length) {
      throw mistake(where, `it has ${cells.length} cells, and there are ${columns.length} columns`, 'as many');
    }
    const nodeIn = (column: string): string => {
      const node = (cells[at(column)] as string).trim();
      if (node === '') throw mistake(where, `there is no ${column}`, 'the id or name of an agent');
      return node;
    };
    const edge = { source: nodeIn('source'), target: nodeIn('target'), line };
    return at('weight') < 0 ? edge : { ...edge, weight: weightIn(cells[at('weight')] as string, where) };
  });
}

/**
 * A network as CSV, for {@link edgeListIn}.
 *
 * @throws MesocosmError (usage) where it would not come back: a node without ties, some edges with weights and some
 *   without, or a name with white space around it.
 */
export function edgeListOf({ nodes, edges }: NamedNetwork, path: string): string {
  const cannot = (what: string): Error =>
    mistake(path, what, 'what an edge list can say', 'write GraphML (a name that ends in .graphml) instead');
  const tied = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const alone = nodes.find((node) => !tied.has(node));
  if (alone !== undefined) throw cannot(`the node "${alone}" has no ties, so no line of a CSV file can name it`);
  const padded = nodes.find((node) => node.trim() !== node);
  if (padded !== undefined) throw cannot(`the node "${padded}" has white space around its name`);
  const weighted = edges.filter(({ weight }) => weight !== undefined).length;
  if (weighted > 0 && weighted < edges.length) throw cannot('some ties have a weight and some have none');
  const columns = weighted > 0 ? COLUMNS : COLUMNS.slice(0, 2);
  return stringify([columns, ...edges.map((edge) => columns.map((column) => edge[column as keyof typeof edge]))]);
}

function columnsOf(head: Row | undefined, path: string): readonly string[] {
  if (head === undefined) throw mistake(path, 'it is empty', HEADER, 'name the columns, then one tie a line');
  const where = `${path}:${head.line}`;
  const columns = head.cells.map((cell) => cell.trim());
  const missing = ['source', 'target'].find((column) => !columns.includes(column));
  if (missing !== undefined) throw mistake(where, `there is no column "${missing}" among ${columns.join(', ')}`, HEADER, 'name the columns in the first line'); // prettier-ignore
  const stray = columns.find((column) => !COLUMNS.includes(column));
  if (stray !== undefined) throw mistake(where, `the column "${stray}" is not known`, HEADER, 'take it out');
  const twice = columns.find((column, place) => columns.indexOf(column) !== place);
  if (twice !== undefined) throw mistake(where, `the column "${twice}" stands there twice`, HEADER);
  return columns;
}

/** Rows with the lines at which they begin. A byte order mark is passed over, and so are empty lines. */
function rowsOf(path: string, text: string): readonly Row[] {
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
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    const open = error.code === 'CSV_QUOTE_NOT_CLOSED';
    const what = open ? 'a quote is opened and never closed' : 'a quote stands where none can stand';
    throw mistake(`${path}:${line}`, what, 'cells in whole quotes');
  }
}
