import { stringify } from 'csv-stringify/sync';
import { csvRows, type CsvRow } from '../../storage/csv-rows.js';
import type { NamedNetwork } from '../named-network.js';
import { mistake, weightIn, type FileEdge } from './file-edges.js';

const COLUMNS = ['source', 'target', 'weight'];
const HEADER = 'a first line source,target or source,target,weight';

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

function columnsOf(head: CsvRow | undefined, path: string): readonly string[] {
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

/** Rows with the lines at which they begin. */
function rowsOf(path: string, text: string): readonly CsvRow[] {
  const rows = csvRows(text);
  if ('what' in rows) throw mistake(`${path}:${rows.line}`, rows.what, 'cells in whole quotes');
  return rows;
}
