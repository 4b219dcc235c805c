import { z } from 'zod';
import type { Setting } from './talk-channel.js';

/** Lists that many agents share are kept as they are, not copied for each. */
const names = z.custom<readonly string[]>((value) => Array.isArray(value), 'expected a list of agents');

/** One conversation: who is in it, and how far it is. */
const Room = z.object({
  members: names,
  /** Turns that were given, whatever came of them. */
  turns: z.number(),
  /** Who had nothing to say since the last utterance. */
  quiet: z.array(z.string()),
  votes: z.array(z.string()),
  closed: z.string().nullable(),
});
export type Room = z.infer<typeof Room>;

/** An utterance that is being said. */
const Speech = z.object({
  agent: z.string(),
  channel: z.string(),
  room: z.string(),
  /** Whom it is for, where the speaker named somebody. */
  named: z.string().nullable(),
  words: z.string(),
  answers: z.array(z.number()),
  began: z.number(),
  until: z.number(),
  /** Who hears it, the speaker included. */
  to: names,
});
export type Speech = z.infer<typeof Speech>;

/** What no situation looks at: who is where. */
export const TalkShared = z.object({
  /** Room of each agent; none where it is in none. */
  where: z.record(z.string(), z.string()),
  rooms: z.record(z.string(), Room),
  /** By the seq of the event by which they began. */
  speaking: z.record(z.string(), Speech),
});
export type TalkShared = z.infer<typeof TalkShared>;

/** What an agent knows beside its memory. */
export const TalkSlice = z.object({
  room: z.string().nullable(),
  /** Room that it left last; `null` where it left none. */
  last: z.string().nullable(),
  /** Everybody in the room, itself included. */
  present: names,
  /** Utterances that reached it since it last spoke, with when they did. */
  heard: z.array(z.object({ seq: z.number(), at: z.number() })),
  /** Seq of what it is saying now. */
  speaking: z.number().nullable(),
  /** What it hears somebody say now. */
  hearing: Speech.pick({ channel: true, named: true, words: true, began: true, until: true })
    .extend({ seq: z.number(), from: z.string() })
    .nullable(),
});
export type TalkSlice = z.infer<typeof TalkSlice>;

/** Of what was heard since it last spoke, so many utterances count as answered; a listener keeps less than twice as many. */
export const ANSWERS_AT_MOST = 50;

/** Everybody in the first room that lists it, but for those who are away. */
export function startOfTalk(
  { rooms, agents }: Setting,
  away: readonly string[],
): { readonly shared: TalkShared; slice(agent: string): TalkSlice } {
  const out = new Set([...away, ...agents.filter(({ absent }) => absent === true).map(({ id }) => id)]);
  const where: Record<string, string> = {};
  for (const [room, members] of Object.entries(rooms)) {
    for (const agent of members) if (!out.has(agent)) where[agent] ??= room;
  }
  const start: Record<string, Room> = {};
  for (const [room, all] of Object.entries(rooms)) {
    const members = all.filter((agent) => where[agent] === room);
    start[room] = { members, turns: 0, quiet: [], votes: [], closed: null };
  }
  return {
    shared: { where, rooms: start, speaking: {} },
    slice(agent) {
      const room = where[agent] ?? null;
      const present = room === null ? [] : (start[room]?.members ?? []);
      return { room, last: null, present, heard: [], speaking: null, hearing: null };
    },
  };
}

/** Who hears what an agent says on a channel now, itself first; `to` is whom it names. */
export function hearersOf(
  setting: Setting,
  shared: Pick<TalkShared, 'where' | 'rooms'>,
  said: { readonly agent: string; readonly channel: string; readonly room: string; readonly to?: string },
): readonly string[] {
  const { agent, channel, room, to } = said;
  // What comes from outside is nobody's.
  const self = agent === '' ? [] : [agent];
  const members = shared.rooms[room]?.members ?? [];
  const kind = setting.channels[channel]?.kind;
  if (kind === 'public') return members;
  if (kind === 'pair') return to !== undefined && members.includes(to) ? [...self, to] : self;
  if (kind === 'neighbourhood') {
    const near = setting.neighboursOf(channel, agent).filter((other) => shared.where[other] === room);
    return [...self, ...near.filter((other) => other !== agent)];
  }
  const far = setting.beyond(channel) ?? [];
  return [...self, ...far.filter((other) => other !== agent && (shared.where[other] ?? '') !== '')];
}
