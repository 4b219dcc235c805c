import { userError } from '../errors/index.js';
import { fromEdges, type Network } from './network.js';

/** A tie between two named nodes. */
export interface NamedEdge {
  readonly source: string;
  readonly target: string;
  /** Positive; kept for measures and for writing. Nothing in a run depends on it. */
  readonly weight?: number;
}

/** A network whose nodes have names. */
export interface NamedNetwork extends Network {
  /** Names in the order of the nodes. */
  readonly nodes: readonly string[];
  readonly edges: readonly NamedEdge[];
}

/**
 * A network of named nodes; those that no edge names have no ties.
 *
 * @throws Error where a node is named twice, or an edge is a loop, doubled (either way round) or names no node.
 */
export function namedNetwork(name: string, nodes: readonly string[], edges: readonly NamedEdge[]): NamedNetwork {
  const places = placesOf(nodes);
  const seen = new Set<string>();
  const pairs = edges.map(({ source, target }): [number, number] => {
    const [from, to] = [places.get(source), places.get(target)];
    if (from === undefined || to === undefined) throw new Error(`"${source}" – "${target}" names no node of ${name}`);
    const key = from < to ? `${from} ${to}` : `${to} ${from}`;
    if (from === to || seen.has(key)) throw new Error(`"${source}" – "${target}" is a loop or doubled in ${name}`);
    seen.add(key);
    return [from, to];
  });
  return { ...fromEdges(name, nodes.length, pairs), nodes, edges };
}

/**
 * The network with its nodes in the order of the agents, as regimes and channels take it. Agents that are no nodes have no
 * ties: an edge list cannot name them.
 *
 * @param agents What the nodes are called: ids or names, in the order of the population.
 * @throws MesocosmError (usage) where a node is none of the agents, or an agent is given twice.
 */
export function forAgents(network: NamedNetwork, agents: readonly string[]): NamedNetwork {
  const known = new Set(agents);
  if (known.size < agents.length) {
    const doubled = agents.find((agent, place) => agents.indexOf(agent) !== place);
    throw userError({ kind: 'usage', what: `the agent "${doubled}" is given twice`, expected: 'each agent once' });
  }
  const stray = network.nodes.find((node) => !known.has(node));
  if (stray !== undefined) {
    throw userError({
      kind: 'usage',
      what: `the network ${network.name} has a node "${stray}", which is none of the ${agents.length} agents`,
      available: agents.length <= 20 ? agents : undefined,
      given: agents.length <= 20 ? stray : undefined,
      expected: 'nodes that are called as the agents',
      remedy: 'correct its name in the file, or take it out',
    });
  }
  return namedNetwork(network.name, [...agents], network.edges);
}

/**
 * The network with names for its nodes: the agents' in their order, or else its own, or else numbers from 0.
 *
 * @throws MesocosmError (usage) unless there are as many agents as nodes.
 */
export function named(network: Network | NamedNetwork, agents?: readonly string[]): NamedNetwork {
  const own = 'nodes' in network ? network : undefined;
  if (own !== undefined && agents === undefined) return own;
  const nodes = agents ?? Array.from({ length: network.size }, (_, node) => String(node));
  assertOneEach(network, nodes);
  if (own === undefined) return namedNetwork(network.name, nodes, edgesOf(network, nodes));
  const names = new Map(own.nodes.map((node, place) => [node, nodes[place] as string]));
  const edges = own.edges.map((edge) => ({
    ...edge,
    source: names.get(edge.source) as string,
    target: names.get(edge.target) as string,
  }));
  return namedNetwork(network.name, nodes, edges);
}

/** @throws MesocosmError unless there are as many agents as nodes. */
export function assertOneEach(network: Network, agents: readonly string[]): void {
  if (agents.length === network.size) return;
  throw userError({
    kind: 'usage',
    what: `the network ${network.name} has ${network.size} nodes, and the number of agents is ${agents.length}`,
    expected: 'one node an agent',
  });
}

function edgesOf(network: Network, nodes: readonly string[]): readonly NamedEdge[] {
  return nodes.flatMap((source, node) =>
    network
      .neighbours(node)
      .filter((other) => other > node)
      .map((other) => ({ source, target: nodes[other] as string })),
  );
}

function placesOf(nodes: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map(nodes.map((node, place) => [node, place]));
  if (places.size === nodes.length) return places;
  const doubled = nodes.find((node, place) => places.get(node) !== place);
  throw new Error(`the node "${doubled}" is named twice`);
}
