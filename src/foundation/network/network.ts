import { userError } from '../errors/index.js';

/** An undirected network without loops; nodes are counted from 0. */
export interface Network {
  /** Kind and parameters, for example `ring-lattice(24,4)`. */
  readonly name: string;
  readonly size: number;
  /** Neighbours of a node, in increasing order. */
  neighbours(node: number): readonly number[];
}

/** A network from its edges; doubled edges count once. */
export function fromEdges(name: string, size: number, edges: Iterable<readonly [number, number]>): Network {
  const sets = Array.from({ length: size }, () => new Set<number>());
  for (const [a, b] of edges) {
    if (a === b) continue;
    sets[a]?.add(b);
    sets[b]?.add(a);
  }
  const lists = sets.map((set) => [...set].sort((a, b) => a - b));
  return { name, size, neighbours: (node) => lists[node] ?? [] };
}

/** Whether every node can be reached from every other. */
export function isConnected(network: Network): boolean {
  const seen = new Set<number>([0]);
  const open = [0];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of network.neighbours(node)) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen.size === network.size;
}

/** @throws MesocosmError unless the value is an integer within the bounds. */
export function assertInteger(
  what: string,
  value: number,
  bounds: { readonly min: number; readonly max?: number },
): void {
  const { min, max = Number.MAX_SAFE_INTEGER } = bounds;
  if (Number.isInteger(value) && value >= min && value <= max) return;
  const upper = bounds.max === undefined ? '' : ` to ${max}`;
  throw userError({ kind: 'usage', what: `${what} is ${value}`, expected: `an integer from ${min}${upper}` });
}

/** @throws MesocosmError unless the value lies in [0, 1]. */
export function assertProbability(what: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw userError({ kind: 'usage', what: `${what} is ${value}`, expected: 'a probability from 0 to 1' });
}
