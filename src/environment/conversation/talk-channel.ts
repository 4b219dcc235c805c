import type { Network } from '../../foundation/network/index.js';
import type { AgentSlot } from '../../spec/index.js';

/** Who may speak on a channel of a conversation, and who hears it: always only those who take part at that moment. */
export type TalkChannel =
  /** Everybody in the speaker's room. */
  | { readonly kind: 'public' }
  /** The members, in whichever room they are; only they speak on it. */
  | { readonly kind: 'group'; readonly members: readonly string[] }
  /** One other in the room, whom the speaker names. */
  | { readonly kind: 'pair' }
  /** Those in the room whom the network ties to the speaker; its nodes are the agents in their order. */
  | { readonly kind: 'neighbourhood'; readonly network: Network }
  /** All who have a role, in whichever room they are. `by` is the role of those who may speak on it; default everybody. */
  | { readonly kind: 'role'; readonly role: string; readonly by?: string };

/** Channels by name. */
export type TalkChannels = { readonly [name: string]: TalkChannel };

/** Rooms by name, each with all who may ever be in it. */
export type Rooms = { readonly [room: string]: readonly string[] };

/** What does not change while people talk: who there is, where they may be, and by which channels they are heard. */
export interface Setting {
  readonly agents: readonly AgentSlot[];
  readonly channels: TalkChannels;
  readonly rooms: Rooms;
  nameOf(agent: string): string;
  mayUse(channel: string, agent: string): boolean;
  /** Who may hear what an agent says on a channel that is not bound to a room; `undefined` for one that is. */
  beyond(channel: string): readonly string[] | undefined;
  neighboursOf(channel: string, agent: string): readonly string[];
  /** Rooms that an agent may be in. */
  roomsOf(agent: string): readonly string[];
  /** All whom an agent may ever touch: who may be in a room with it, and who hears it elsewhere. */
  circleOf(agent: string): readonly string[];
}

export function settingOf(agents: readonly AgentSlot[], channels: TalkChannels, rooms: Rooms): Setting {
  const slots = new Map(agents.map((slot, place) => [slot.id, { slot, place }]));
  const ids = agents.map(({ id }) => id);
  const holders = (role: string): readonly string[] => agents.filter((slot) => slot.role === role).map(({ id }) => id);
  const beyondOf = new Map(
    Object.entries(channels).flatMap(([name, channel]) => {
      if (channel.kind === 'group') return [[name, channel.members] as const];
      return channel.kind === 'role' ? [[name, holders(channel.role)] as const] : [];
    }),
  );

  const mayUse = (name: string, agent: string): boolean => {
    const channel = channels[name];
    if (channel === undefined) return false;
    if (channel.kind === 'group') return channel.members.includes(agent);
    return channel.kind !== 'role' || channel.by === undefined || slots.get(agent)?.slot.role === channel.by;
  };

  const circles = new Map<string, readonly string[]>();
  const [roomLists, roomNames] = [Object.values(rooms), Object.keys(rooms)];
  const circleOf = (agent: string): readonly string[] => {
    let circle = circles.get(agent);
    if (circle === undefined) {
      const near = roomLists.filter((members) => members.includes(agent)).flat();
      const far = Object.keys(channels).flatMap((name) => (mayUse(name, agent) ? (beyondOf.get(name) ?? []) : []));
      circles.set(agent, (circle = [...new Set([agent, ...near, ...far])]));
    }
    return circle;
  };

  return {
    agents,
    channels,
    rooms,
    nameOf: (agent) => slots.get(agent)?.slot.name ?? agent,
    mayUse,
    beyond: (name) => beyondOf.get(name),
    neighboursOf(name, agent) {
      const channel = channels[name];
      const place = slots.get(agent)?.place;
      if (channel?.kind !== 'neighbourhood' || place === undefined) return [];
      return channel.network.neighbours(place).map((neighbour) => ids[neighbour] as string);
    },
    roomsOf: (agent) => roomNames.filter((name) => rooms[name]?.includes(agent) === true),
    circleOf,
  };
}
