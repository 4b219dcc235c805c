import type { Chances } from '../../spec/index.js';
import { mix, seed32, type Words } from '../random/index.js';
import { userError } from '../errors/index.js';
import { closestFirst, type Point } from './_internals/closest-first.js';
import { assertOneEach } from './named-network.js';
import type { Network } from './network.js';
import type { Pair } from './ties.js';

/** Who meets whom, round by round. */
export interface Matching {
  readonly name: string;
  /**
   * The pairs of each round, counted from 0, for these agents. Nobody is in two pairs of a round; who is in none rests. A
   * round depends on the agents, the streams and its number alone.
   *
   * @throws MesocosmError (usage) when nobody could ever meet anybody.
   */
  pairing(agents: readonly string[], chances: Chances): (round: number) => readonly Pair[];
}

/**
 * Everybody meets somebody, each matching as likely as any other; of an odd number one rests. Who stands first in a pair is
 * by chance too.
 *
 * Every agent has a place on a line in each round, keyed by its id, and those closest to each other are paired first. As
 * places are alike for all, so are matchings; and an agent more or less changes few pairs of a round: those along one chain
 * from it to who rests.
 */
export function randomMatching(): Matching {
  return {
    name: 'random-matching',
    pairing(agents, chances) {
      if (agents.length < 2) throw nobodyMeets(`there ${agents.length === 1 ? 'is one agent' : 'are no agents'}`);
      return (round) => closestFirst(agents.map((agent) => pointOf(agent, round, chances)));
    },
  };
}

/**
 * Everybody meets everybody else once in a cycle of rounds, by the circle method (Kirkman 1847, Cambridge and Dublin
 * Mathematical Journal 2:191): `n - 1` rounds for an even number of agents, `n` for an odd one, in each of which another
 * rests. Then it begins anew. Who stands first changes, so that everybody does in half of its pairs, give or take one.
 */
export function roundRobin(): Matching {
  return {
    name: 'round-robin',
    pairing(agents) {
      if (agents.length < 2) throw nobodyMeets(`there ${agents.length === 1 ? 'is one agent' : 'are no agents'}`);
      const seats = agents.length + (agents.length % 2);
      return (round) => circle(seats, round % (seats - 1)).flatMap(([a, b]) => pairAt(agents, a, b));
    },
  };
}

/**
 * Agents of one role meet agents of another, each way to match them as likely as any other; of the larger group some rest.
 * The first of a pair has the first role. Places on a line as in {@link randomMatching}, but chains are longer here: an agent
 * more or less changes about as many pairs as the square root of their number.
 *
 * @param roles The names of the two roles.
 * @param roleOf The role of an agent; one with another role rests.
 */
export function bipartiteMatching(roles: Pair, roleOf: (agent: string) => string): Matching {
  return {
    name: `bipartite-matching(${roles.join(',')})`,
    pairing(agents, chances) {
      if (roles[0] === roles[1]) throw oneRole(roles[0]);
      const sides = new Map(agents.map((agent) => [agent, roles.indexOf(roleOf(agent))]));
      const missing = roles.find((_, side) => ![...sides.values()].includes(side));
      if (missing !== undefined) throw nobodyMeets(`there is no agent of the role "${missing}"`);
      const apart = agents.filter((agent) => sides.get(agent) !== -1);
      return (round) => {
        const points = apart.map((agent) => pointOf(agent, round, chances));
        const pairs = closestFirst(points, (a, b) => sides.get(a) !== sides.get(b));
        return pairs.map(([a, b]): Pair => (sides.get(a) === 0 ? [a, b] : [b, a]));
      };
    },
  };
}

/**
 * Neighbours of a network meet: edges are taken in an order by chance, each whose two ends are still free. No edge is left
 * whose ends both rest. Who stands first in a pair is by chance.
 *
 * Priorities are keyed by the two ends, so that one agent or edge more or less changes only what hangs on it. The network is
 * a fixed one: its edges are read when `pairing` is called, and ties that a world changes during a run are not followed.
 */
export function edgeMatching(network: Network): Matching {
  return {
    name: `edge-matching:${network.name}`,
    pairing(agents, chances) {
      assertOneEach(network, agents);
      const edges = agents.flatMap((a, node) =>
        network
          .neighbours(node)
          .filter((other) => other > node)
          .map((other) => {
            const b = agents[other] as string;
            return a < b ? { a, b, item: seed32(a, b) } : { a: b, b: a, item: seed32(b, a) };
          }),
      );
      if (edges.length === 0) throw nobodyMeets(`the network ${network.name} has no links`);
      return (round) => {
        const chance = chances('matching', round);
        const word = (): number => chance.integer(2 ** 32);
        const key: Words = [word(), word(), word(), word()];
        const priorities = Float64Array.from(edges, ({ item }) => mix(key, item));
        const order = Uint32Array.from(edges.keys()).sort(
          (x, y) => (priorities[x] as number) - (priorities[y] as number),
        );
        const taken = new Set<string>();
        const pairs: Pair[] = [];
        for (const place of order) {
          const { a, b, item } = edges[place] as (typeof edges)[number];
          if (taken.has(a) || taken.has(b)) continue;
          taken.add(a).add(b);
          pairs.push(mix(key, ~item) % 2 === 0 ? [a, b] : [b, a]);
        }
        return pairs;
      };
    },
  };
}

function pointOf(agent: string, round: number, chances: Chances): Point {
  const chance = chances('matching', agent, round);
  return { agent, place: chance.uniform() + chance.uniform() / 2 ** 32 };
}

/** Seats that face each other in a round: the last stays, the others move on. Of an odd number, the last is empty. */
function circle(seats: number, round: number): readonly (readonly [number, number])[] {
  const moving = seats - 1;
  return Array.from({ length: seats / 2 }, (_, step): readonly [number, number] => {
    const seat = (round + step) % moving;
    if (step === 0) return round % 2 === 0 ? [seat, moving] : [moving, seat];
    const facing = (round - step + moving) % moving;
    return step % 2 === 0 ? [seat, facing] : [facing, seat];
  });
}

function pairAt(agents: readonly string[], a: number, b: number): readonly Pair[] {
  const [first, second] = [agents[a], agents[b]];
  return first === undefined || second === undefined ? [] : [[first, second]];
}

function oneRole(role: string): Error {
  const what = `both roles of a bipartite matching are "${role}"`;
  const remedy = 'name another role, or take randomMatching()';
  return userError({ kind: 'usage', what, expected: 'two different roles', remedy });
}

function nobodyMeets(why: string): Error {
  const remedy = 'take more agents, another network or other roles';
  return userError({ kind: 'usage', what: `${why}, so nobody ever meets anybody`, expected: 'a pair that can meet', remedy }); // prettier-ignore
}
