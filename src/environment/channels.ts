import type { Network } from '../foundation/network/index.js';

/** Who perceives what is said in a channel, given the agent that it comes from. */
export type Channel = (from: string) => 'public' | readonly string[];

/** Everybody perceives it. */
export function publicChannel(): Channel {
  return () => 'public';
}

/** A fixed group perceives it, whoever speaks. */
export function groupChannel(members: readonly string[]): Channel {
  const group = [...members];
  return () => group;
}

/** Only the agent itself perceives it. */
export function privateChannel(): Channel {
  return (from) => [from];
}

/** The agent and its neighbours in the network perceive it; `agents` are in the order of the network's nodes. */
export function networkChannel(network: Network, agents: readonly string[]): Channel {
  const places = new Map(agents.map((agent, place) => [agent, place]));
  return (from) => {
    const place = places.get(from);
    if (place === undefined) return [];
    return [from, ...network.neighbours(place).map((neighbour) => agents[neighbour] as string)];
  };
}
