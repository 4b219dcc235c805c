import type { Network } from '../foundation/network/index.js';
import type { StateReader } from '../spec/index.js';

/** Who perceives an event of a channel, given the agent that it comes from; an event of nobody's comes from nobody. */
export type Channel = (event: { readonly agent?: string }) => 'public' | readonly string[];

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
  return ({ agent }) => (agent === undefined ? [] : [agent]);
}

/** The agent and its neighbours in the network perceive it; `agents` are in the order of the network's nodes. */
export function networkChannel(network: Network, agents: readonly string[]): Channel {
  const places = new Map(agents.map((agent, place) => [agent, place]));
  return ({ agent }) => {
    const place = agent === undefined ? undefined : places.get(agent);
    if (agent === undefined || place === undefined) return [];
    return [agent, ...network.neighbours(place).map((neighbour) => agents[neighbour] as string)];
  };
}

/**
 * The agent whose event it is and those whom it is tied to at that moment perceive it; of an event of nobody's, nobody.
 *
 * For ties that change while a run goes on. Whoever may perceive an event must be among what its activation `writes`.
 *
 * @param neighbours Who an agent is tied to, from the state as it was before the event.
 * @example
 * channels: { 'words-said': tiesChannel(({ shared }, agent) => neighboursOf(shared.ties, agent)) }
 */
export function tiesChannel<Shared, Slice>(
  neighbours: (state: StateReader<Shared, Slice>, agent: string) => readonly string[],
): (event: { readonly agent?: string }, state: StateReader<Shared, Slice>) => readonly string[] {
  return ({ agent }, state) => (agent === undefined ? [] : [agent, ...neighbours(state, agent)]);
}
