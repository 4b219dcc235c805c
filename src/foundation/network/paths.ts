import type { Network } from './network.js';

/** Shortest paths of a network, each tie a step. */
export interface PathMeasures {
  /** Mean number of steps over the pairs that can reach each other; `null` where there is none. */
  readonly meanDistance: number | null;
  /** Steps between the two of these that are farthest apart; `null` likewise. */
  readonly diameter: number | null;
  /**
   * Of each node the share of the pairs of others whose shortest paths lead through it, a pair with several such paths in
   * parts: (n − 1)(n − 2) / 2 pairs. 0 in networks of fewer than three.
   */
  readonly betweenness: readonly number[];
  /**
   * How much one node stands out by betweenness: Σ (largest − own) / (n − 1), 1 for a star and 0 where all are alike; `null`
   * of fewer than three nodes.
   */
  readonly centralisation: number | null;
}

/**
 * Measures shortest paths, in a time of nodes × ties.
 *
 * Sources: Freeman 1979, Social Networks 1:215, for betweenness and its centralisation; the algorithm is that of Brandes 2001,
 * Journal of Mathematical Sociology 25:163.
 */
export function pathMeasures(network: Network): PathMeasures {
  const { size } = network;
  const through = new Float64Array(size);
  let [pairs, steps, diameter] = [0, 0, 0];
  for (let source = 0; source < size; source += 1) {
    const search = searchFrom(network, source);
    for (const node of search.order) {
      if (node === source) continue;
      pairs += 1;
      steps += search.distance[node] as number;
      diameter = Math.max(diameter, search.distance[node] as number);
    }
    addDependencies(through, source, search);
  }
  const possible = (size - 1) * (size - 2);
  const betweenness = [...through].map((value) => (possible <= 0 ? 0 : value / possible));
  const largest = Math.max(0, ...betweenness);
  return {
    meanDistance: pairs === 0 ? null : steps / pairs,
    diameter: pairs === 0 ? null : diameter,
    betweenness,
    centralisation: size < 3 ? null : betweenness.reduce((sum, value) => sum + largest - value, 0) / (size - 1),
  };
}

interface Search {
  /** Nodes that can be reached, nearest first. */
  readonly order: readonly number[];
  readonly distance: readonly (number | undefined)[];
  /** Shortest paths to each. */
  readonly paths: Float64Array;
  readonly before: readonly (readonly number[])[];
}

function searchFrom(network: Network, source: number): Search {
  const distance: (number | undefined)[] = Array.from({ length: network.size });
  const paths = new Float64Array(network.size);
  const before: number[][] = Array.from({ length: network.size }, () => []);
  const order = [source];
  distance[source] = 0;
  paths[source] = 1;
  // Grows while it is walked along.
  for (const node of order) {
    const next = (distance[node] as number) + 1;
    for (const other of network.neighbours(node)) {
      if (distance[other] === undefined) {
        distance[other] = next;
        order.push(other);
      }
      if (distance[other] !== next) continue;
      paths[other] = (paths[other] as number) + (paths[node] as number);
      before[other]?.push(node);
    }
  }
  return { order, distance, paths, before };
}

/** What lies on paths from one source, summed up from the farthest on. */
function addDependencies(through: Float64Array, source: number, { order, paths, before }: Search): void {
  const dependency = new Float64Array(through.length);
  for (const node of order.toReversed()) {
    const carried = dependency[node] as number;
    for (const previous of before[node] as readonly number[]) {
      const part = (paths[previous] as number) / (paths[node] as number);
      dependency[previous] = (dependency[previous] as number) + part * (1 + carried);
    }
    if (node !== source) through[node] = (through[node] as number) + carried;
  }
}
