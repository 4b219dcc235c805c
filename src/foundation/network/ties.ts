import { isDraft } from 'immer';
import { z } from 'zod';
import { assertOneEach } from './named-network.js';
import { fromEdges, type Network } from './network.js';

/**
 * Who is tied to whom, as part of a world's state: for each agent the ids of its neighbours, in the order of UTF-16 code
 * units, each tie on both sides. Plain JSON; an agent that is not there has no ties.
 *
 * The functions that change ties give new ones and leave those before as they were. In `reduce` of a world they change the
 * draft that they are given and give it back, so that a change costs no more there than the lists of its agents:
 * `draft.shared.ties = tie(draft.shared.ties, a, b)`.
 */
export const Ties = z.record(z.string(), z.array(z.string()).readonly()).readonly();
export type Ties = z.infer<typeof Ties>;

/** A pair of agents by their ids. */
export type Pair = readonly [string, string];

/** The ties of a network; `agents` are in the order of its nodes. @throws MesocosmError (usage) unless as many. */
export function tiesOf(network: Network, agents: readonly string[]): Ties {
  assertOneEach(network, agents);
  return Object.fromEntries(
    agents.map((agent, node) => [
      agent,
      network
        .neighbours(node)
        .map((other) => agents[other] as string)
        .sort(),
    ]),
  );
}

/** Ties as a network of these agents, in their order, for measures and for files. Ties to others are left out. */
export function networkOf(ties: Ties, agents: readonly string[], name = 'ties'): Network {
  const places = new Map(agents.map((agent, place) => [agent, place]));
  const edges = pairsOf(ties).flatMap(([a, b]): [number, number][] => {
    const [from, to] = [places.get(a), places.get(b)];
    return from === undefined || to === undefined ? [] : [[from, to]];
  });
  return fromEdges(name, agents.length, edges);
}

/** The agents to whom an agent is tied. */
export function neighboursOf(ties: Ties, agent: string): readonly string[] {
  return Object.hasOwn(ties, agent) ? (ties[agent] as readonly string[]) : [];
}

/** Whether two agents are tied. */
export function areTied(ties: Ties, a: string, b: string): boolean {
  return neighboursOf(ties, a).includes(b);
}

/** Ties with one more; the same ones where it is there. @throws Error for a tie of an agent to itself. */
export function tie(ties: Ties, a: string, b: string): Ties {
  if (a === b) throw new Error(`"${a}" cannot be tied to itself`);
  if (areTied(ties, a, b)) return ties;
  return changed(ties, [
    [a, [...neighboursOf(ties, a), b].sort()],
    [b, [...neighboursOf(ties, b), a].sort()],
  ]);
}

/** Ties with one less; the same ones where it is not there. */
export function cut(ties: Ties, a: string, b: string): Ties {
  if (!areTied(ties, a, b)) return ties;
  return changed(ties, [
    [a, without(ties, a, b)],
    [b, without(ties, b, a)],
  ]);
}

/** Ties without any of this agent's, as when it leaves. */
export function cutAll(ties: Ties, agent: string): Ties {
  const others = neighboursOf(ties, agent);
  if (others.length === 0) return ties;
  return changed(ties, [...others.map((other): Entry => [other, without(ties, other, agent)]), [agent, []]]);
}

/** Every tie once, the lesser id first, in the order of ids. */
export function pairsOf(ties: Ties): readonly Pair[] {
  return Object.keys(ties)
    .sort()
    .flatMap((a) =>
      neighboursOf(ties, a)
        .filter((b) => a < b)
        .map((b): Pair => [a, b]),
    );
}

/**
 * Ties that both sides wish for (the link-announcement game of Myerson 1991, Game Theory: Analysis of Conflict, page 448):
 * for worlds in which everybody names, at once, with whom it would be tied.
 */
export function mutualTies(wishes: { readonly [agent: string]: readonly string[] }): readonly Pair[] {
  const wishesFor = (a: string, b: string): boolean => Object.hasOwn(wishes, a) && wishes[a]?.includes(b) === true;
  const pairs = Object.keys(wishes)
    .sort()
    .flatMap((a) => [...new Set(wishes[a])].sort().map((b): Pair => [a, b]));
  return pairs.filter(([a, b]) => a < b && wishesFor(b, a));
}

type Entry = readonly [string, readonly string[]];

function changed(ties: Ties, entries: readonly Entry[]): Ties {
  const lists = Object.fromEntries(entries);
  return isDraft(ties) ? Object.assign(ties, lists) : { ...ties, ...lists };
}

function without(ties: Ties, agent: string, other: string): readonly string[] {
  return neighboursOf(ties, agent).filter((one) => one !== other);
}
