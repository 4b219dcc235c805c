import { describe, expect, it } from 'vitest';
import {
  bipartiteMatching,
  edgeMatching,
  erdosRenyi,
  randomMatching,
  ringLattice,
  roundRobin,
  type Matching,
  type Pair,
} from '../../../../src/foundation/network/index.js';
import { fromEdges } from '../../../../src/foundation/network/network.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';

const people = (count: number) => Array.from({ length: count }, (_, index) => `agent-${index + 1}`);
const chances = chancesFrom(21);
const named = ([a, b]: Pair): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
const inWords = (pairs: readonly Pair[]): string => pairs.map(named).sort().join(', ');

/** How often each thing came in so many rounds. */
function counts(matching: Matching, agents: readonly string[], rounds: number, what = inWords): readonly number[] {
  const found = new Map<string, number>();
  const pairing = matching.pairing(agents, chances);
  for (let round = 0; round < rounds; round += 1) {
    const key = what(pairing(round));
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return [...found.values()];
}

function chiSquare(found: readonly number[]): number {
  const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
  return found.reduce((sum, one) => sum + (one - mean) ** 2 / mean, 0);
}

describe('randomMatching', () => {
  it('should give every matching of six equally often', () => {
    const found = counts(randomMatching(), people(6), 6000);

    // 15 matchings; 14 degrees of freedom: 36.1 is passed by chance once in a thousand seeds.
    expect(found).toHaveLength(15);
    expect(chiSquare(found)).toBeLessThan(36.1);
  });

  it('should give every matching of five equally often, and so let each rest', () => {
    const found = counts(randomMatching(), people(5), 6000);

    expect(found).toHaveLength(15);
    expect(chiSquare(found)).toBeLessThan(36.1);
  });

  it('should let either of two stand first', () => {
    const found = counts(randomMatching(), people(2), 2000, ([pair]) => pair?.join(' ') ?? '');

    expect(found).toHaveLength(2);
    expect(Math.abs((found[0] as number) - 1000)).toBeLessThan(4 * 22.4);
  });

  it('should change few pairs when one more agent is there', () => {
    const rounds = 100;
    const [before, after] = [people(1000), people(1001)].map((agents) => randomMatching().pairing(agents, chances));
    let changed = 0;
    for (let round = 0; round < rounds; round += 1) {
      const pairs = new Set(after?.(round).map(named));
      changed += before?.(round).filter((pair) => !pairs.has(named(pair))).length ?? 0;
    }

    // Of 500 pairs; the chain grows with the logarithm of their number.
    expect(changed / rounds).toBeLessThan(10);
  });

  it.each([[[]], [['ann']]])('should refuse to match %j', (agents) => {
    expect(() => randomMatching().pairing(agents, chances)).toThrow('so nobody ever meets anybody');
  });
});

describe('roundRobin', () => {
  it('should be the circle method for four and for three', () => {
    const four = roundRobin().pairing(['a', 'b', 'c', 'd'], chances);
    const three = roundRobin().pairing(['a', 'b', 'c'], chances);

    expect([0, 1, 2].map((round) => inWords(four(round)))).toEqual(['a d, b c', 'a c, b d', 'a b, c d']);
    expect([0, 1, 2].map((round) => inWords(three(round)))).toEqual(['b c', 'a c', 'a b']);
    expect(four(3)).toEqual(four(0));
  });
});

describe('bipartiteMatching', () => {
  const roleOf = (agent: string): string => (agent.startsWith('buyer') ? 'buyer' : 'seller');
  const agents = ['buyer-1', 'seller-1', 'buyer-2', 'seller-2', 'seller-3'];

  it('should give every way to match two and three equally often', () => {
    const found = counts(bipartiteMatching(['buyer', 'seller'], roleOf), agents, 3000);

    // 6 ways; 5 degrees of freedom: 20.5 once in a thousand.
    expect(found).toHaveLength(6);
    expect(chiSquare(found)).toBeLessThan(20.5);
  });

  it('should put the first role first, and let others rest', () => {
    const pairing = bipartiteMatching(['seller', 'buyer'], (agent) => (agent === 'judge' ? 'judge' : roleOf(agent)));
    const pairs = pairing.pairing([...agents, 'judge'], chances)(0);

    expect(pairs.map(([a, b]) => [roleOf(a), roleOf(b)])).toEqual([['seller', 'buyer'], ['seller', 'buyer']]); // prettier-ignore
    expect(pairs.flat()).not.toContain('judge');
  });

  it('should refuse roles that nobody has, or that are one', () => {
    expect(() => bipartiteMatching(['buyer', 'agent'], roleOf).pairing(agents, chances)).toThrow(
      'there is no agent of the role "agent", so nobody ever meets anybody',
    );
    expect(() => bipartiteMatching(['buyer', 'buyer'], roleOf).pairing(agents, chances)).toThrow(
      'both roles of a bipartite matching are "buyer"; expected two different roles. Name another role',
    );
  });
});

describe('edgeMatching', () => {
  it('should take each edge of a triangle and each half of a square equally often', () => {
    const triangle = counts(edgeMatching(ringLattice(3, 2)), people(3), 3000);
    const square = counts(edgeMatching(ringLattice(4, 2)), people(4), 3000);

    expect(triangle).toHaveLength(3);
    // 2 and 1 degrees of freedom: 13.8 and 10.8 once in a thousand.
    expect(chiSquare(triangle)).toBeLessThan(13.8);
    expect(square).toHaveLength(2);
    expect(chiSquare(square)).toBeLessThan(10.8);
  });

  it('should take the middle of a path of four in one of three rounds', () => {
    const path = fromEdges('path', 4, [[0, 1], [1, 2], [2, 3]]); // prettier-ignore
    const found = counts(edgeMatching(path), people(4), 3000, (pairs) => String(pairs.length));

    // Standard deviation sqrt(3000 × 2/9) = 25.8.
    expect(Math.abs(Math.min(...found) - 1000)).toBeLessThan(4 * 25.8);
  });

  it('should let either end stand first', () => {
    const found = counts(edgeMatching(ringLattice(3, 2)), people(3), 3000, ([pair]) => pair?.join(' ') ?? '');

    // 6 ways; 5 degrees of freedom.
    expect(found).toHaveLength(6);
    expect(chiSquare(found)).toBeLessThan(20.5);
  });

  it('should change few pairs when one edge more is there', () => {
    const chance = chances('edges');
    const network = erdosRenyi(300, 0.02, chance);
    const edges = Array.from({ length: 300 }, (_, node) => network.neighbours(node).map((other): [number, number] => [node, other])).flat(); // prettier-ignore
    const more = fromEdges('more', 300, [...edges, [0, 299]]);
    let changed = 0;
    for (let round = 0; round < 50; round += 1) {
      const [before, after] = [network, more].map((one) => edgeMatching(one).pairing(people(300), chances)(round));
      const pairs = new Set(after?.map(named));
      changed += before?.filter((pair) => !pairs.has(named(pair))).length ?? 0;
    }

    expect(changed / 50).toBeLessThan(2);
  });

  it('should match along the edges that there were when the pairing was made', () => {
    const edges: number[][] = [[1], [0]];
    const network = { name: 'changing', size: 2, neighbours: (node: number) => edges[node] ?? [] };
    const pairing = edgeMatching(network).pairing(['a', 'b'], chances);
    edges.fill([]);

    expect(pairing(0).map(named)).toEqual(['a b']);
    expect(() => edgeMatching(network).pairing(['a', 'b'], chances)).toThrow('has no links');
  });

  it('should refuse a network without edges, and agents that are not as many as nodes', () => {
    expect(() => edgeMatching(fromEdges('none', 3, [])).pairing(people(3), chances)).toThrow(
      'the network none has no links, so nobody ever meets anybody',
    );
    expect(() => edgeMatching(ringLattice(3, 2)).pairing(people(4), chances)).toThrow('has 3 nodes, and the number of agents is 4'); // prettier-ignore
  });
});
