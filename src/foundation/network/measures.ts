import type { Network } from './network.js';

/** What a network is like, in numbers. */
export interface NetworkMeasures {
  readonly nodes: number;
  readonly edges: number;
  readonly meanDegree: number;
  /** Edges as a share of all pairs. `null` for one node. */
  readonly density: number | null;
  /**
   * Mean over nodes of the share of a node's pairs of neighbours that are joined (Watts and Strogatz 1998, Nature 393:440);
   * a node with fewer than two neighbours counts as 0. `null` without nodes.
   */
  readonly clustering: number | null;
  /** Share of paths of two edges that are closed to a triangle. `null` where there is no such path. */
  readonly transitivity: number | null;
  /** Parts within which everybody can be reached. */
  readonly components: number;
  /** Nodes of the largest component. */
  readonly largestComponent: number;
}

/** Measures a network. It costs the sum of the squares of the degrees. */
export function networkMeasures(network: Network): NetworkMeasures {
  const { size } = network;
  let [degrees, locals, closed, paths] = [0, 0, 0, 0];
  for (let node = 0; node < size; node += 1) {
    const degree = network.neighbours(node).length;
    const pairs = (degree * (degree - 1)) / 2;
    const joined = joinedNeighbours(network, node);
    degrees += degree;
    closed += joined;
    paths += pairs;
    if (pairs > 0) locals += joined / pairs;
  }
  const parts = connectedComponents(network).map(({ length }) => length);
  return {
    nodes: size,
    edges: degrees / 2,
    meanDegree: size === 0 ? 0 : degrees / size,
    density: size < 2 ? null : degrees / (size * (size - 1)),
    clustering: size === 0 ? null : locals / size,
    transitivity: paths === 0 ? null : closed / paths,
    components: parts.length,
    largestComponent: parts.reduce((most, one) => Math.max(most, one), 0),
  };
}

/** The parts within which every node can be reached from every other; each in increasing order, by their first nodes. */
export function connectedComponents(network: Network): readonly (readonly number[])[] {
  const seen = new Set<number>();
  const parts: number[][] = [];
  for (let start = 0; start < network.size; start += 1) {
    if (seen.has(start)) continue;
    seen.add(start);
    const part = [start];
    // Grows while it is walked along.
    for (const node of part) {
      for (const next of network.neighbours(node)) {
        if (seen.has(next)) continue;
        seen.add(next);
        part.push(next);
      }
    }
    parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}

/** How many pairs of a node's neighbours are joined. */
function joinedNeighbours(network: Network, node: number): number {
  const known = new Set(network.neighbours(node));
  let ends = 0;
  for (const neighbour of known) for (const other of network.neighbours(neighbour)) if (known.has(other)) ends += 1;
  return ends / 2;
}
