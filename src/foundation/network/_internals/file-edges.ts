import { userError } from '../../errors/index.js';
import { namedNetwork, type NamedEdge, type NamedNetwork } from '../named-network.js';

/** What edges with a direction become: an error, or ties without one. */
export type Directed = 'refuse' | 'symmetrise';

/** An edge as it stands in a file. */
export interface FileEdge extends NamedEdge {
  /** From 1. */
  readonly line: number;
}

/** What a file holds, and how it is to be taken. */
export interface FileNetwork {
  readonly path: string;
  readonly name: string;
  /** Nodes, where the file lists them apart from edges; then all that edges name. */
  readonly nodes?: readonly string[];
  readonly edges: readonly FileEdge[];
  /** Whether edges both ways between two nodes are one tie, whose weight is their sum. */
  readonly bothWays: boolean;
}

/**
 * A network from what a file holds.
 *
 * @throws MesocosmError (usage) naming the line of a loop or of an edge that was there before.
 */
export function networkIn({ path, name, nodes, edges, bothWays }: FileNetwork): NamedNetwork {
  const ties = new Map<string, NamedEdge>();
  const lines = new Map<string, number>();
  for (const edge of edges) {
    const { source, target, line } = edge;
    const where = `${path}:${line}`;
    if (source === target) throw mistake(where, `"${source}" is tied to itself`, 'ties between two', 'take it out');
    const pair = JSON.stringify([source, target].sort());
    const way = bothWays ? JSON.stringify([source, target]) : pair;
    const before = lines.get(way);
    if (before !== undefined) throw doubled(where, edge, before);
    lines.set(way, line);
    ties.set(pair, merged(ties.get(pair), edge));
  }
  const ordered = nodes ?? [...new Set(edges.flatMap(({ source, target }) => [source, target]))];
  return namedNetwork(name, ordered, [...ties.values()]);
}

/** An error at a place in a file. */
export function mistake(where: string, what: string, expected: string, remedy = 'correct it there'): Error {
  return userError({ kind: 'usage', what, where, expected, remedy });
}

/** @throws MesocosmError (usage) unless the text is a positive, finite number. */
export function weightIn(text: string, where: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (value > 0 && value < Infinity) return value;
  throw mistake(
    where,
    `the weight is "${text}"`,
    'a number above 0',
    'correct it there; a pair without a tie has no line',
  );
}

function doubled(where: string, { source, target }: NamedEdge, before: number): Error {
  const what = `"${source}" and "${target}" are tied in line ${before} already`;
  return mistake(where, what, 'each tie once', "take it out, or read the file with directed: 'symmetrise' if its edges lead one way each"); // prettier-ignore
}

/** One tie from two edges that lead opposite ways. */
function merged(first: NamedEdge | undefined, { source, target, weight }: NamedEdge): NamedEdge {
  const weights = [first?.weight, weight].filter((one) => one !== undefined);
  const edge = first ?? { source, target };
  return weights.length === 0 ? edge : { ...edge, weight: weights.reduce((sum, one) => sum + one, 0) };
}
