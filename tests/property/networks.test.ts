import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  complete,
  erdosRenyi,
  isConnected,
  randomRegular,
  ringLattice,
  scaleFree,
  smallWorld,
  stochasticBlock,
  type Network,
} from '../../src/foundation/network/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Chance } from '../../src/spec/index.js';

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const ring = fc
  .integer({ min: 3, max: 40 })
  .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 1, max: Math.floor((size - 1) / 2) })))
  .map(([size, half]) => ({ size, degree: 2 * half }));
const regular = fc
  .integer({ min: 3, max: 30 })
  .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 2, max: size - 1 })))
  .map(([size, degree]) => ({ size, degree: (size * degree) % 2 === 0 ? degree : degree - 1 }))
  .filter(({ degree }) => degree >= 2);
const growth = fc
  .integer({ min: 3, max: 40 })
  .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 1, max: size - 2 })))
  .map(([size, links]) => ({ size, links }));

interface Promises {
  readonly size: number;
  readonly edges?: number;
  readonly degree?: number;
  readonly connected?: true;
}

/** A way to make networks at any of its parameters, and what is promised of each. */
type Kind = fc.Arbitrary<{ make(chance: Chance): Network; readonly promises: Promises }>;

const kinds: Record<string, Kind> = {
  complete: fc.integer({ min: 2, max: 40 }).map((size) => ({
    make: () => complete(size),
    promises: { size, degree: size - 1, connected: true },
  })),
  ringLattice: ring.map(({ size, degree }) => ({
    make: () => ringLattice(size, degree),
    promises: { size, degree, connected: true },
  })),
  randomRegular: regular.map(({ size, degree }) => ({
    make: (chance) => randomRegular(size, degree, chance),
    promises: { size, degree, connected: true },
  })),
  erdosRenyi: fc.tuple(fc.integer({ min: 2, max: 40 }), probability).map(([size, joined]) => ({
    make: (chance) => erdosRenyi(size, joined, chance),
    promises: { size },
  })),
  smallWorld: fc.tuple(ring, probability).map(([{ size, degree }, rewiring]) => ({
    make: (chance) => smallWorld(size, degree, rewiring, chance),
    promises: { size, edges: (size * degree) / 2 },
  })),
  stochasticBlock: fc
    .tuple(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 40 }), probability, probability)
    .map(([blocks, within, between]) => ({
      make: (chance) => {
        const table = [0, 1, 2].map((a) => [0, 1, 2].map((b) => (a === b ? within : between)));
        return stochasticBlock(blocks, table, chance);
      },
      promises: { size: blocks.length },
    })),
  scaleFree: growth.map(({ size, links }) => ({
    make: (chance) => scaleFree(size, links, chance),
    promises: { size, edges: links * (size - links), connected: true },
  })),
};

const lists = (network: Network): (readonly number[])[] =>
  Array.from({ length: network.size }, (_, node) => network.neighbours(node));

/** What makes it no undirected network without loops. */
function faults(network: Network): readonly string[] {
  const sets = lists(network).map((neighbours) => new Set(neighbours));
  return lists(network).flatMap((neighbours, node) => [
    ...(neighbours.every((other, place) => place === 0 || other > (neighbours[place - 1] as number))
      ? []
      : [`the neighbours of ${node} are doubled or out of order`]),
    ...(neighbours.includes(node) ? [`${node} is its own neighbour`] : []),
    ...neighbours.filter((other) => sets[other]?.has(node) !== true).map((other) => `${other} does not know ${node}`),
  ]);
}

/** Promises that it does not keep. */
function broken(network: Network, { size, degree, edges, connected }: Promises): readonly string[] {
  const degrees = lists(network).map(({ length }) => length);
  const sum = degrees.reduce((total, one) => total + one, 0);
  return [
    ...(network.size === size ? [] : [`its size is ${network.size}, not ${size}`]),
    ...(degree === undefined || degrees.every((one) => one === degree) ? [] : [`degrees ${degrees.join(' ')}`]),
    ...(edges === undefined || sum === 2 * edges ? [] : [`${sum / 2} edges, not ${edges}`]),
    ...(connected === undefined || isConnected(network) ? [] : ['it is not connected']),
  ];
}

describe.each(Object.entries(kinds))('%s', (_, kind) => {
  const seed = fc.integer();
  const made = (given: number): Chance => chancesFrom(given)('network');

  it('should have no loops and no doubled edges, neighbours in order, and each on both sides', () => {
    fc.assert(
      fc.property(kind, seed, ({ make }, number) => {
        expect(faults(make(made(number)))).toEqual([]);
      }),
    );
  });

  it('should keep what is promised of it', () => {
    fc.assert(
      fc.property(kind, seed, ({ make, promises }, number) => {
        expect(broken(make(made(number)), promises)).toEqual([]);
      }),
    );
  });

  it('should be the same from the same seed', () => {
    fc.assert(
      fc.property(kind, seed, ({ make }, number) => {
        const [one, other] = [make(made(number)), make(made(number))];

        expect(other.name).toBe(one.name);
        expect(lists(other).join(' ')).toBe(lists(one).join(' '));
      }),
    );
  });
});
