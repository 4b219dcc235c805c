import { userError } from '../errors/index.js';
import type { Chance } from '../../spec/index.js';
import { pairing } from './_internals/pairings.js';
import { assertInteger, assertProbability, fromEdges, isConnected, type Network } from './network.js';

/** Everybody meets everybody. Lists are made when first asked for, so large networks cost what is used of them. */
export function complete(size: number): Network {
  assertInteger('the number of agents', size, { min: 2 });
  const lists = new Map<number, readonly number[]>();
  return {
    name: `complete(${size})`,
    size,
    neighbours(node) {
      let list = lists.get(node);
      if (list === undefined) {
        list = Array.from({ length: size - 1 }, (_, index) => (index < node ? index : index + 1));
        lists.set(node, list);
      }
      return list;
    },
  };
}

/** A ring in which each node knows the `degree / 2` nearest on either side. `degree` is even and below `size`. */
export function ringLattice(size: number, degree: number): Network {
  assertInteger('the number of agents', size, { min: 3 });
  assertInteger('the degree of a ring', degree, { min: 2, max: size - 1 });
  if (degree % 2 === 1) {
    throw userError({ kind: 'usage', what: `the degree of a ring is ${degree}`, expected: 'an even number' });
  }
  return fromEdges(`ring-lattice(${size},${degree})`, size, ringEdges(size, degree));
}

/**
 * A random network in which everybody has `degree` neighbours, drawn again until it is connected.
 *
 * Up to degree 5 it is a uniformly random pairing of `degree` stubs a node, drawn again until it has neither loops nor
 * double edges (Bollobás 1980, European Journal of Combinatorics 1:311, the configuration model), so all such networks
 * are equally likely. Beyond, stubs are paired one by one, each time uniformly among the pairs that make neither (Steger
 * and Wormald 1999, Combinatorics, Probability and Computing 8:377): equally likely in the limit of many nodes.
 */
export function randomRegular(size: number, degree: number, chance: Chance): Network {
  assertInteger('the number of agents', size, { min: 3 });
  assertInteger('the degree of a regular network', degree, { min: 2, max: size - 1 });
  if ((size * degree) % 2 === 1) {
    throw userError({
      kind: 'usage',
      what: `${size} agents of degree ${degree} cannot be paired`,
      expected: 'an even product',
    });
  }
  const name = `random-regular(${size},${degree})`;
  for (;;) {
    const edges = pairing(size, degree, chance);
    if (edges === undefined) continue;
    const network = fromEdges(name, size, edges);
    if (isConnected(network)) return network;
  }
}

/**
 * Each pair is joined with the probability given (Gilbert 1959, Annals of Mathematical Statistics 30:1141). It need not be
 * connected. From the same stream a larger network holds the smaller one.
 */
export function erdosRenyi(size: number, probability: number, chance: Chance): Network {
  assertInteger('the number of agents', size, { min: 2 });
  assertProbability('the probability of an edge', probability);
  const edges: [number, number][] = [];
  for (let to = 1; to < size; to += 1) {
    for (let from = 0; from < to; from += 1) if (chance.uniform() < probability) edges.push([from, to]);
  }
  return fromEdges(`erdos-renyi(${size},${probability})`, size, edges);
}

/**
 * A ring lattice whose edges are each rewired with the probability given: first those to the nearest neighbour, in the
 * order of the ring, then those to the second (Watts and Strogatz 1998, Nature 393:440, figure 1). It keeps the number of
 * edges, and need not be connected.
 */
export function smallWorld(size: number, degree: number, rewiring: number, chance: Chance): Network {
  const ring = ringLattice(size, degree);
  assertProbability('the probability of rewiring', rewiring);
  const sets = Array.from({ length: size }, (_, node) => new Set(ring.neighbours(node)));
  for (const [from, to] of ringEdges(size, degree)) {
    const known = sets[from] as Set<number>;
    if (chance.uniform() >= rewiring || known.size >= size - 1) continue;
    const candidates = Array.from({ length: size }, (_, node) => node).filter(
      (node) => node !== from && !known.has(node),
    );
    const next = candidates[chance.integer(candidates.length)] as number;
    known.delete(to);
    sets[to]?.delete(from);
    known.add(next);
    sets[next]?.add(from);
  }
  const edges = sets.flatMap((set, from) => [...set].map((to): [number, number] => [from, to]));
  return fromEdges(`small-world(${size},${degree},${rewiring})`, size, edges);
}

/**
 * Growth with preferential attachment: each new node joins `links` others, each in proportion to its degree, starting
 * from a star of `links + 1` nodes (Barabási and Albert 1999, Science 286:509). Connected; from the same stream a larger
 * network holds the smaller one.
 */
export function scaleFree(size: number, links: number, chance: Chance): Network {
  assertInteger('the number of agents', size, { min: 3 });
  assertInteger('the links of a new agent', links, { min: 1, max: size - 2 });
  const edges: [number, number][] = Array.from({ length: links }, (_, node) => [node, links]);
  const ends = edges.flat();
  for (let node = links + 1; node < size; node += 1) {
    const chosen = new Set<number>();
    while (chosen.size < links) chosen.add(ends[chance.integer(ends.length)] as number);
    for (const other of chosen) {
      edges.push([other, node]);
      ends.push(other, node);
    }
  }
  return fromEdges(`scale-free(${size},${links})`, size, edges);
}

function ringEdges(size: number, degree: number): [number, number][] {
  return Array.from({ length: degree / 2 }, (_, step) =>
    Array.from({ length: size }, (__, node): [number, number] => [node, (node + step + 1) % size]),
  ).flat();
}
