import { basename, extname } from 'node:path';
import { userError } from '../errors/index.js';
import { readTextFile, writeFileAtomic } from '../storage/index.js';
import { networkIn, type Directed } from './_internals/file-edges.js';
import { forAgents, named, type NamedNetwork } from './named-network.js';
import type { Network } from './network.js';

/** How a file becomes a network. */
export interface ReadNetworkOptions {
  /** Ids or names of the agents, in their order, as the file calls them; see {@link forAgents}. Default as in the file. */
  readonly agents?: readonly string[];
  /**
   * Edges with a direction: `refuse` (default) is an error; `symmetrise` makes each a tie, and one tie of edges both ways,
   * with the sum of their weights. In a CSV file it lets a pair stand there once each way.
   */
  readonly directed?: Directed;
  /** GraphML: name of the node attribute that says what a node is called, for example `name`. Default its `id`. */
  readonly label?: string;
}

/**
 * Reads a network: an edge list (`.csv`, with the columns `source`, `target` and perhaps `weight`) or GraphML
 * (`.graphml`, `.xml`). Its name is that of the file.
 *
 * @throws MesocosmError (usage) in one sentence that names the line, what is wrong there and what to do.
 */
export async function readNetwork(path: string, options: ReadNetworkOptions = {}): Promise<NamedNetwork> {
  const { agents, directed = 'refuse', label } = options;
  const format = formatOf(path);
  if (format === 'csv' && label !== undefined) {
    throw userError({ kind: 'usage', what: `an edge list has no attribute "${label}"`, where: path, expected: 'no label', remedy: 'leave it out, or read GraphML' }); // prettier-ignore
  }
  const text = await readTextFile(path);
  const content =
    format === 'csv'
      ? { edges: (await import('./_internals/edge-list.js')).edgeListIn(path, text) }
      : (await import('./_internals/graphml.js')).graphmlIn(path, text, { directed, label });
  const network = networkIn({ path, name: basename(path), bothWays: directed === 'symmetrise', ...content });
  return agents === undefined ? network : forAgents(network, agents);
}

/**
 * Writes a network, at once or not at all: `.csv` or `.graphml` (or `.xml`) by the name of the file. {@link readNetwork}
 * gives it back.
 *
 * @param agents What the nodes are called. Default the network's own names, or numbers from 0.
 * @throws MesocosmError (usage) where the format cannot hold it: a CSV file no node without ties.
 */
export async function writeNetwork(
  path: string,
  network: Network | NamedNetwork,
  agents?: readonly string[],
): Promise<void> {
  const whole = named(network, agents);
  const text =
    formatOf(path) === 'csv'
      ? (await import('./_internals/edge-list.js')).edgeListOf(whole, path)
      : (await import('./_internals/graphml-text.js')).graphmlOf(whole, path);
  await writeFileAtomic(path, text);
}

function formatOf(path: string): 'csv' | 'graphml' {
  const ending = extname(path).toLowerCase();
  if (ending === '.csv') return 'csv';
  if (ending === '.graphml' || ending === '.xml') return 'graphml';
  throw userError({
    kind: 'usage',
    what: ending === '' ? 'the name of the file has no ending' : `a file that ends in ${ending} is no network`,
    where: path,
    expected: '.csv for an edge list, .graphml or .xml for GraphML',
    remedy: 'name the file by its format',
  });
}
