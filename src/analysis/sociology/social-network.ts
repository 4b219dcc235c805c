import {
  degreeAssortativity,
  kindAssortativity,
  modularity,
  networkMeasures,
  numericAssortativity,
  pathMeasures,
  type Network,
  type NetworkMeasures,
} from '../../foundation/network/index.js';
import { fromEdges } from '../../foundation/network/network.js';

/** Somebody turned to somebody: chose, addressed, met or followed it. */
export interface Contact {
  readonly from: string;
  readonly to: string;
}

/** What is known of the agents of a network, by agent. */
export interface AgentTraits {
  /** A kind of each, for mixing by kind. */
  readonly kinds?: ReadonlyMap<string, string>;
  /** A number of each, for mixing by it, such as an opinion. */
  readonly values?: ReadonlyMap<string, number>;
}

/** The network that contacts make, in numbers: of one run, or of a stretch of it. */
export interface SocialNetwork extends NetworkMeasures {
  readonly contacts: number;
  /** Share of the pairs with a contact one way that have one the other way too; `null` without contacts. */
  readonly reciprocity: number | null;
  readonly meanDistance: number | null;
  readonly diameter: number | null;
  /** By betweenness: see {@link pathMeasures}. */
  readonly centralisation: number | null;
  readonly degreeAssortativity: number | null;
  /** By kind; absent where kinds are not given. */
  readonly kindAssortativity?: number | null;
  readonly modularity?: number | null;
  /** By number; absent where numbers are not given. */
  readonly valueAssortativity?: number | null;
}

/**
 * Measures the network that contacts make: who had a contact with whom is a tie, however often and whichever way, but for
 * `reciprocity`, which asks about ways. Contacts of oneself count as none.
 *
 * What a network is like depends on how long one looks: runs are compared over stretches with as many contacts, and an interval
 * takes one value of each run.
 *
 * @param agents All who could have had contacts; those without any are nodes too.
 * @throws RangeError for a contact of somebody else, or an agent without a trait that others have.
 */
export function socialNetwork(
  agents: readonly string[],
  contacts: readonly Contact[],
  traits: AgentTraits = {},
): SocialNetwork {
  const ways = waysOf(agents, contacts);
  const network = fromEdges('contacts', agents.length, ways.pairs);
  const { meanDistance, diameter, centralisation } = pathMeasures(network);
  return {
    ...networkMeasures(network),
    contacts: ways.contacts,
    reciprocity: ways.pairs.length === 0 ? null : ways.mutual / ways.pairs.length,
    meanDistance,
    diameter,
    centralisation,
    degreeAssortativity: degreeAssortativity(network),
    ...mixing(network, agents, traits),
  };
}

interface Ways {
  readonly contacts: number;
  /** Pairs of nodes with a contact. */
  readonly pairs: readonly (readonly [number, number])[];
  /** How many of them have one both ways. */
  readonly mutual: number;
}

function waysOf(agents: readonly string[], contacts: readonly Contact[]): Ways {
  const nodes = new Map(agents.map((agent, node) => [agent, node]));
  const ways = new Set<number>();
  let counted = 0;
  for (const { from, to } of contacts) {
    const [a, b] = [nodes.get(from), nodes.get(to)];
    if (a === undefined || b === undefined)
      throw new RangeError(`${a === undefined ? from : to} is none of the agents`);
    if (a === b) continue;
    counted += 1;
    ways.add(a * agents.length + b);
  }
  const all = [...ways].map((way): [number, number] => [Math.floor(way / agents.length), way % agents.length]);
  const back = ([a, b]: readonly [number, number]): boolean => ways.has(b * agents.length + a);
  const pairs = all.filter((pair) => pair[0] < pair[1] || !back(pair));
  return { contacts: counted, pairs, mutual: pairs.filter(back).length };
}

function mixing(
  network: Network,
  agents: readonly string[],
  { kinds, values }: AgentTraits,
): Pick<SocialNetwork, 'kindAssortativity' | 'modularity' | 'valueAssortativity'> {
  const of = <Trait>(traits: ReadonlyMap<string, Trait>): readonly Trait[] =>
    agents.map((agent) => {
      const trait = traits.get(agent);
      if (trait === undefined) throw new RangeError(`${agent} lacks what the others are compared by`);
      return trait;
    });
  return {
    ...(kinds === undefined
      ? {}
      : { kindAssortativity: kindAssortativity(network, of(kinds)), modularity: modularity(network, of(kinds)) }),
    ...(values === undefined ? {} : { valueAssortativity: numericAssortativity(network, of(values)) }),
  };
}
