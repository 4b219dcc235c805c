import { describe, expect, it } from 'vitest';
import {
  complete,
  erdosRenyi,
  isConnected,
  randomRegular,
  ringLattice,
  scaleFree,
  smallWorld,
  type Network,
} from '../../../../src/foundation/network/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import type { Chance } from '../../../../src/spec/index.js';

const chance = (...key: (string | number)[]): Chance => chancesFrom(42)('network', ...key);
const lists = (network: Network): (readonly number[])[] =>
  Array.from({ length: network.size }, (_, node) => network.neighbours(node));
const degrees = (network: Network): number[] => lists(network).map((neighbours) => neighbours.length);
const edgeCount = (network: Network): number => degrees(network).reduce((sum, degree) => sum + degree, 0) / 2;

describe('complete', () => {
  it('should let everybody meet everybody', () => {
    expect(lists(complete(4))).toEqual([
      [1, 2, 3],
      [0, 2, 3],
      [0, 1, 3],
      [0, 1, 2],
    ]);
  });

  it('should cost only what is asked of it', () => {
    const network = complete(1_000_000);

    expect(network.neighbours(999_999)).toHaveLength(999_999);
    expect(network.neighbours(999_999)).toBe(network.neighbours(999_999));
  });

  it('should say what it is', () => expect(complete(24).name).toBe('complete(24)'));

  it.each([1, 0, 2.5, NaN])('should refuse %d agents', (size) => {
    expect(() => complete(size)).toThrow(`the number of agents is ${size}`);
  });
});

describe('ringLattice', () => {
  it('should join the nearest on either side', () => {
    expect(lists(ringLattice(6, 4))).toEqual([
      [1, 2, 4, 5],
      [0, 2, 3, 5],
      [0, 1, 3, 4],
      [1, 2, 4, 5],
      [0, 2, 3, 5],
      [0, 1, 3, 4],
    ]);
  });

  it('should be a triangle at its smallest', () =>
    expect(lists(ringLattice(3, 2))).toEqual([
      [1, 2],
      [0, 2],
      [0, 1],
    ]));

  it('should be complete where the degree is as large as can be', () => {
    expect(lists(ringLattice(7, 6))).toEqual(lists(complete(7)));
  });

  it('should refuse an odd degree', () => {
    expect(() => ringLattice(10, 3)).toThrow('the degree of a ring is 3; expected an even number');
  });

  it.each([0, 10, 2.5])('should refuse the degree %d of ten', (degree) => {
    expect(() => ringLattice(10, degree)).toThrow('expected an integer from 2 to 9');
  });
});

describe('randomRegular', () => {
  it.each([
    [24, 4],
    [10, 3],
    [24, 8],
    [30, 7],
    [9, 8],
    [40, 15],
    [5, 2],
  ])('should make a connected network of %d with degree %d', (size, degree) => {
    const network = randomRegular(size, degree, chance('regular'));

    expect(new Set(degrees(network))).toEqual(new Set([degree]));
    expect(isConnected(network)).toBe(true);
  });

  it('should make all networks of low degree equally often', () => {
    // Of the 70 labelled cubic networks on six nodes, 10 are K(3,3), which alone has no triangle; the others are prisms.
    const draws = 3000;
    let bipartite = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const all = lists(randomRegular(6, 3, chance('cubic', draw)));
      const [first, ...others] = all[0] as [number, ...number[]];
      if (
        others.every((other) => all[first]?.includes(other) !== true) &&
        !all[others[0] ?? 0]?.includes(others[1] ?? 0)
      ) {
        bipartite += 1;
      }
    }

    // Standard deviation of the count is sqrt(3000 × 1/7 × 6/7) = 19.
    expect(Math.abs(bipartite - draws / 7)).toBeLessThan(4 * 19.2);
  });

  it('should join every pair equally often, at a degree where stubs are paired one by one', () => {
    const [size, degree, draws] = [10, 6, 1500];
    const joined = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (let draw = 0; draw < draws; draw += 1) {
      lists(randomRegular(size, degree, chance('dense', draw))).forEach((neighbours, node) => {
        const row = joined[node] as number[];
        for (const other of neighbours) row[other] = (row[other] as number) + 1;
      });
    }

    // Each pair is joined with probability 6 / 9; standard deviation of the count is sqrt(1500 × 2/3 × 1/3) = 18.3.
    for (let node = 0; node < size; node += 1) {
      for (let other = 0; other < node; other += 1) {
        expect(Math.abs((joined[node]?.[other] as number) - 1000)).toBeLessThan(5 * 18.3);
      }
    }
  });

  it('should refuse what cannot be paired', () => {
    expect(() => randomRegular(5, 3, chance())).toThrow(
      '5 agents of degree 3 cannot be paired; expected an even product',
    );
  });

  it.each([1, 10, 2.5])('should refuse the degree %d of ten', (degree) => {
    expect(() => randomRegular(10, degree, chance())).toThrow('expected an integer from 2 to 9');
  });
});

describe('erdosRenyi', () => {
  it('should join nobody at 0 and everybody at 1', () => {
    expect(edgeCount(erdosRenyi(20, 0, chance()))).toBe(0);
    expect(edgeCount(erdosRenyi(20, 1, chance()))).toBe(190);
  });

  it('should join each pair with the probability given', () => {
    const edges = edgeCount(erdosRenyi(300, 0.1, chance('renyi')));

    // Of 44,850 pairs 4,485; standard deviation sqrt(44,850 × .09) = 63.5.
    expect(Math.abs(edges - 4485)).toBeLessThan(4 * 63.5);
  });

  it('should hold the smaller network that the same stream makes', () => {
    const [small, large] = [erdosRenyi(30, 0.2, chance('grow')), erdosRenyi(31, 0.2, chance('grow'))];

    expect(lists(large).slice(0, 30)).toEqual(
      lists(small).map((neighbours, node) => (large.neighbours(30).includes(node) ? [...neighbours, 30] : neighbours)),
    );
  });

  it.each([-0.1, 1.5, NaN])('should refuse the probability %d', (probability) => {
    expect(() => erdosRenyi(5, probability, chance())).toThrow('expected a probability from 0 to 1');
  });
});

describe('smallWorld', () => {
  it('should be the ring where nothing is rewired', () => {
    expect(lists(smallWorld(20, 4, 0, chance()))).toEqual(lists(ringLattice(20, 4)));
  });

  it.each([0.1, 0.5, 1])('should keep the number of edges when %d of them are rewired', (rewiring) => {
    expect(edgeCount(smallWorld(40, 4, rewiring, chance('edges')))).toBe(80);
  });

  it('should leave every node the edges that it had to its right', () => {
    // Each node keeps or rewires degree / 2 edges of its own, so it has at least as many.
    expect(Math.min(...degrees(smallWorld(60, 6, 1, chance('own'))))).toBeGreaterThanOrEqual(3);
  });

  it('should rewire with the probability given', () => {
    const [size, rewiring] = [1000, 0.3];
    const ring = ringLattice(size, 4);
    const kept = lists(smallWorld(size, 4, rewiring, chance('share'))).reduce(
      (sum, neighbours, node) => sum + neighbours.filter((other) => ring.neighbours(node).includes(other)).length / 2,
      0,
    );

    // Of 2,000 edges 1,400 stay and few come back by chance; standard deviation sqrt(2000 × .21) = 20.5.
    expect(Math.abs(kept - 1400)).toBeLessThan(4 * 20.5);
  });

  it('should shorten the ways and keep the circles at little rewiring', () => {
    // Watts and Strogatz 1998, figure 2 (n = 1000, k = 10): at p = .01 the mean path is about a fifth of the ring's, the
    // clustering nearly the same. The ring's clustering is 3 (k − 2) / (4 (k − 1)) = 2/3, its mean path about n / 2k = 50.
    const network = smallWorld(1000, 10, 0.01, chance('watts'));

    expect(clustering(network)).toBeGreaterThan(0.9 * (2 / 3));
    expect(meanPath(network, 20)).toBeLessThan(0.3 * 50);
  });

  it('should leave a complete ring as it is', () => {
    expect(lists(smallWorld(5, 4, 1, chance()))).toEqual(lists(complete(5)));
  });

  it('should refuse a rewiring that is no probability', () => {
    expect(() => smallWorld(10, 4, 2, chance())).toThrow('the probability of rewiring is 2');
  });
});

describe('scaleFree', () => {
  it('should have the edges of a star and so many a node', () => {
    const network = scaleFree(50, 3, chance('count'));

    expect(edgeCount(network)).toBe(3 + 46 * 3);
    expect(isConnected(network)).toBe(true);
  });

  it('should be a star and one at its smallest', () => {
    expect(degrees(scaleFree(3, 1, chance('small'))).sort()).toEqual([1, 1, 2]);
  });

  it('should give every node that came later its links', () => {
    expect(Math.min(...degrees(scaleFree(200, 4, chance('links'))).slice(5))).toBeGreaterThanOrEqual(4);
  });

  it('should have degrees as growth by preference has', () => {
    // P(k) = 2 m (m + 1) / (k (k + 1) (k + 2)) (Dorogovtsev, Mendes and Samukhin 2000, Physical Review Letters 85:4633,
    // equation 9): for m = 2, .5 of all have degree 2 and .2 degree 3.
    const all = degrees(scaleFree(5000, 2, chance('degrees')));
    const share = (degree: number): number => all.filter((other) => other === degree).length / all.length;

    expect(Math.abs(share(2) - 0.5)).toBeLessThan(0.02);
    expect(Math.abs(share(3) - 0.2)).toBeLessThan(0.02);
    expect(Math.max(...all)).toBeGreaterThan(60);
  });

  it('should hold the smaller network that the same stream makes', () => {
    const [small, large] = [scaleFree(30, 2, chance('grow')), scaleFree(40, 2, chance('grow'))];

    expect(
      lists(large)
        .map((neighbours) => neighbours.filter((other) => other < 30))
        .slice(0, 30),
    ).toEqual(lists(small));
  });

  it.each([0, 9, 1.5])('should refuse %d links among ten', (links) => {
    expect(() => scaleFree(10, links, chance())).toThrow('the links of a new agent');
  });
});

function clustering(network: Network): number {
  const shares = lists(network).map((neighbours) => {
    let closed = 0;
    for (const a of neighbours) for (const b of neighbours) if (a < b && network.neighbours(a).includes(b)) closed += 1;
    return (2 * closed) / (neighbours.length * (neighbours.length - 1));
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Mean length of the shortest ways from the first so many nodes, breadth first. */
function meanPath(network: Network, starts: number): number {
  let [sum, count] = [0, 0];
  for (let start = 0; start < starts; start += 1) {
    const distance = new Map([[start, 0]]);
    for (const node of distance.keys()) {
      for (const next of network.neighbours(node)) {
        if (!distance.has(next)) distance.set(next, (distance.get(node) as number) + 1);
      }
    }
    for (const far of distance.values()) sum += far;
    count += distance.size - 1;
  }
  return sum / count;
}
