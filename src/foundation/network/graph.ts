import type { UndirectedGraph } from 'graphology';
import type { AbstractGraph } from 'graphology-types';
import { userError } from '../errors/index.js';
import { named, namedNetwork, type NamedNetwork } from './named-network.js';
import type { Network } from './network.js';

/**
 * The network as a graph of graphology, for the measures and layouts of its libraries. Weights are the attribute `weight`.
 *
 * @param agents What the nodes are called. Default the network's own names, or numbers from 0.
 * @throws MesocosmError (usage) unless there are as many agents as nodes.
 */
export async function toGraph(network: Network | NamedNetwork, agents?: readonly string[]): Promise<UndirectedGraph> {
  const { UndirectedGraph } = await import('graphology');
  const { name, nodes, edges } = named(network, agents);
  const graph = new UndirectedGraph({ allowSelfLoops: false });
  graph.setAttribute('name', name);
  for (const node of nodes) graph.addNode(node);
  for (const { source, target, weight } of edges) {
    graph.addEdge(source, target, weight === undefined ? {} : { weight });
  }
  return graph;
}

/**
 * A network from a graph of graphology. Nodes keep their keys, and edges the attribute `weight` where it is a positive
 * number.
 *
 * @throws MesocosmError (usage) where an edge is directed, a loop or doubled.
 */
export function fromGraph(graph: AbstractGraph, name = 'graph'): NamedNetwork {
  const trouble = (what: string, expected: string): Error => userError({ kind: 'usage', what, where: name, expected });
  const edges = graph.mapEdges((_edge, attributes, source, target) => {
    const { weight } = attributes as { readonly weight?: unknown };
    return typeof weight === 'number' && weight > 0 && weight < Infinity
      ? { source, target, weight }
      : { source, target };
  });
  if (graph.directedSize > 0) {
    throw trouble(`it has edges with a direction (${graph.directedSize})`, 'undirected edges, as toUndirected of graphology-operators makes them'); // prettier-ignore
  }
  if (graph.selfLoopCount > 0) throw trouble(`it has edges from a node to itself (${graph.selfLoopCount})`, 'none');
  const pairs = new Set(edges.map(({ source, target }) => JSON.stringify([source, target].sort())));
  if (pairs.size < edges.length)
    throw trouble(`it has doubled edges (${edges.length - pairs.size})`, 'one edge a pair');
  return namedNetwork(name, graph.nodes(), edges);
}
