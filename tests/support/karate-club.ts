import { fromEdges, type Network } from '../../src/foundation/network/network.js';

/** Neighbours of each member with a higher number, from member 0. */
const LATER = [
  '1 2 3 4 5 6 7 8 10 11 12 13 17 19 21 31',
  '2 3 7 13 17 19 21 30',
  '3 7 8 9 13 27 28 32',
  '7 12 13',
  '6 10',
  '6 10 16',
  '16',
  '',
  '30 32 33',
  '33',
  '',
  '',
  '',
  '33',
  '32 33',
  '32 33',
  '',
  '',
  '32 33',
  '33',
  '32 33',
  '',
  '32 33',
  '25 27 29 32 33',
  '25 27 31',
  '31',
  '29 33',
  '33',
  '31 33',
  '32 33',
  '32 33',
  '32 33',
  '33',
];

/** The 34 members and 78 ties of a karate club (Zachary 1977, Journal of Anthropological Research 33:452). */
export function karateClub(): Network {
  const edges = LATER.flatMap((later, node) =>
    later === '' ? [] : later.split(' ').map((other): [number, number] => [node, Number(other)]),
  );
  return fromEdges('karate-club', 34, edges);
}
