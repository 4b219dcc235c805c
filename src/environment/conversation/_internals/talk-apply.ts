import type { EventDraft } from '../../../spec/index.js';
import type { ActionDefinitions, Turn } from '../../define-world.js';
import { CHOOSE_SPEAKER, RAISE_HAND } from '../../regimes/index.js';
import { closingOf, type ClosingRule } from '../closing.js';
import type { Setting } from '../talk-channel.js';
import { ANSWERS_AT_MOST, type Room, type TalkShared, type TalkSlice } from '../talk-state.js';
import { LEAVE, MOVE, VOTE } from './talk-actions.js';
import type { TalkEvents } from './talk-events.js';
import type { z } from 'zod';

type TalkTurn = Turn<TalkShared, TalkSlice, ActionDefinitions, TalkEvents>;
type Done = TalkTurn['actions'][number];

/** What the rules of a conversation go by. */
export interface TalkRules {
  readonly setting: Setting;
  readonly closing: z.output<typeof ClosingRule>;
  /** Characters that are said in a unit of virtual time; `undefined` where speaking takes none. */
  readonly speed: number | undefined;
}

/** How far the rooms are, with what is done in this activation. */
type Tally = Map<string, Counts>;

interface Counts {
  turns: number;
  quiet: string[];
  votes: string[];
  members: readonly string[];
}

/** What follows from what people do in a conversation. */
export function talkApply(rules: TalkRules): (turn: TalkTurn) => readonly EventDraft[] {
  return (turn) => {
    const { activation, actions, state } = turn;
    if (activation.agents.length === 0) {
      return activation.asks === 'utterance-begun' ? spokenToTheEnd(turn, activation.event) : [];
    }
    const tally: Tally = new Map();
    const followed = actions.flatMap((done) => whatFollows(rules, turn, done, tally));
    // Who goes at the same time as something is said hears it, and who comes does not.
    const drafts = [...followed.filter((draft) => !isMove(draft)), ...followed.filter(isMove)];
    if (activation.asks === RAISE_HAND) noteSilence(turn, drafts, tally);
    for (const [room, counts] of tally) {
      if (state.shared.rooms[room]?.closed !== null) continue;
      const why = closingOf(rules.closing, counts, (agent) => isModerator(rules.setting, agent));
      if (why !== undefined) drafts.push(turn.event('room-closed', { room, why }));
    }
    return drafts;
  };
}

function isMove({ type }: EventDraft): boolean {
  return type === 'room-left' || type === 'room-entered';
}

/** Whether an agent gives the floor to others. */
export function isModerator({ agents }: Setting, agent: string): boolean {
  return agents.some(({ id, role }) => id === agent && role === 'moderator');
}

/** Whom something is for, as the data of an event. */
function namedIn({ named }: { readonly named: string | null }): { readonly to?: string } {
  return named === null ? {} : { to: named };
}

/** Somebody who was not interrupted has said it. */
function spokenToTheEnd({ state, event }: TalkTurn, seq: number | undefined): readonly EventDraft[] {
  const speech = state.shared.speaking[seq ?? -1];
  if (speech === undefined || seq === undefined) return [];
  const { agent, channel, room, words, answers } = speech;
  const said = { channel, room, ...namedIn(speech), words, answers, began: seq };
  return [{ ...event('utterance-said', said, agent), causes: [seq] }];
}

function whatFollows(rules: TalkRules, turn: TalkTurn, done: Done, tally: Tally): readonly EventDraft[] {
  const { state, activation, event, reject } = turn;
  const { agent } = done;
  const { room } = state.slice(agent);
  if (room === null) return [reject(agent, 'it takes part in no conversation')];
  const counts = countsOf(tally, room, state.shared.rooms[room]);
  if (done.action === null) {
    const failed = reject(agent, done.failure.message);
    if (activation.asks === RAISE_HAND || activation.asks === CHOOSE_SPEAKER) return [failed];
    counts.turns += 1;
    return [failed, event('turn-passed', { room, why: 'failure' }, agent)];
  }
  const value = done.value as unknown;
  switch (done.action) {
    case RAISE_HAND:
      return [event('hand-raised', { room, urgency: value as number }, agent)];
    case CHOOSE_SPEAKER: {
      const speaker = counts.members.find((other) => rules.setting.nameOf(other) === value) ?? null;
      if (speaker === null) counts.quiet = [...counts.members];
      return [event('speaker-chosen', { room, speaker }, agent)];
    }
    case LEAVE:
      return departed(turn, done, { counts, move: event('room-left', { room }, agent) });
    case MOVE: {
      const why = whyNotTo(rules.setting, turn, { agent, to: value as string });
      if (why === undefined)
        return departed(turn, done, { counts, move: event('room-entered', { room: value as string }, agent) });
      counts.turns += 1;
      return [reject(agent, why), event('turn-passed', { room, why: 'failure' }, agent)];
    }
    case VOTE:
      counts.turns += 1;
      if (!counts.votes.includes(agent)) counts.votes.push(agent);
      return [event('closing-voted', { room }, agent)];
    default:
      return spoken(rules, turn, { agent, channel: done.action, room, value }, counts);
  }
}

/** Going away is a turn: else people who come and go would never come to the end of the turns. */
function departed(
  { state, event }: TalkTurn,
  { agent }: Done,
  { counts, move }: { readonly counts: Counts; readonly move: EventDraft },
): readonly EventDraft[] {
  counts.turns += 1;
  counts.members = counts.members.filter((other) => other !== agent);
  return [event('turn-passed', { room: state.slice(agent).room as string, why: 'departure' }, agent), move];
}

/** Why somebody cannot go to a room, if it cannot. */
function whyNotTo(
  { roomsOf }: Setting,
  { state }: TalkTurn,
  { agent, to: room }: { readonly agent: string; readonly to: string },
): string | undefined {
  const here = state.slice(agent).room;
  const others = roomsOf(agent).filter((other) => other !== here);
  const may = `it may go to: ${others.join(', ')}`;
  if (room === here) return `it is in ${room} already; ${may}`;
  if (!others.includes(room)) return `it cannot go to ${room}; ${may}`;
  return state.shared.rooms[room]?.closed === null ? undefined : `the conversation in ${room} is over`;
}

interface Saying {
  readonly agent: string;
  readonly channel: string;
  readonly room: string;
  readonly value: unknown;
}

function spoken(
  { setting, speed }: TalkRules,
  { state, activation, event, reject }: TalkTurn,
  { agent, channel, room, value }: Saying,
  counts: { turns: number; quiet: string[] },
): readonly EventDraft[] {
  const { time } = activation;
  counts.turns += 1;
  if (value === null) {
    if (!counts.quiet.includes(agent)) counts.quiet.push(agent);
    return [event('turn-passed', { room, why: 'silence' }, agent)];
  }
  const said =
    typeof value === 'string' ? { words: value } : (value as { readonly to: string; readonly words: string });
  const to = 'to' in said ? whoIs(setting, state.slice(agent).present, said.to) : undefined;
  if ('to' in said && (to === undefined || to === agent)) {
    const why = `there is nobody else by the name of "${said.to}" in the room`;
    return [reject(agent, why), event('turn-passed', { room, why: 'failure' }, agent)];
  }
  counts.quiet = [];
  const { heard, hearing } = state.slice(agent);
  const arrived = heard
    .slice(-ANSWERS_AT_MOST)
    .filter(({ at }) => at <= time)
    .map(({ seq }) => seq);
  const words = said.words.replace(/\s+/g, ' ').trim();
  const utterance = { channel, room, ...(to === undefined ? {} : { to }), words };
  if (speed === undefined) {
    return [{ ...event('utterance-said', { ...utterance, answers: arrived }, agent), causes: arrived }];
  }
  const cuts = hearing !== null && hearing.channel === channel && hearing.until > time ? hearing : undefined;
  const answers = cuts === undefined ? arrived : [...arrived, cuts.seq];
  const until = time + words.length / speed;
  const begun = { ...event('utterance-begun', { ...utterance, answers, until }, agent), causes: answers };
  if (cuts === undefined) return [begun];
  const speech = state.shared.speaking[cuts.seq];
  const before = { channel, room, ...namedIn(cuts), words: saidBy(cuts, time, speed), answers: speech?.answers ?? [] };
  const cut = event('utterance-interrupted', { ...before, began: cuts.seq, by: agent }, cuts.from);
  return [{ ...cut, causes: [cuts.seq] }, begun];
}

/** The whole words of an utterance that have been said at a time. */
export function saidBy(
  { words, began }: { readonly words: string; readonly began: number },
  time: number,
  speed: number,
): string {
  const characters = Math.floor((time - began) * speed);
  if (characters >= words.length) return words;
  return words.slice(0, characters + 1).replace(/\s*\S*$/, '');
}

function whoIs({ nameOf }: Setting, members: readonly string[], name: string): string | undefined {
  return members.find((agent) => agent === name || nameOf(agent).toLowerCase() === name.trim().toLowerCase());
}

/** Where all who were asked want nothing, nobody in the room has anything to say. */
function noteSilence({ state }: TalkTurn, drafts: readonly EventDraft[], tally: Tally): void {
  for (const [room, counts] of tally) {
    const raised = drafts.filter((draft) => draft.data['room'] === room);
    const failed = drafts.some(
      (draft) =>
        draft.agent !== undefined && draft.type === 'action-rejected' && state.slice(draft.agent).room === room,
    );
    const none = raised.every((draft) => draft.data['urgency'] === 0);
    if (none && !failed) counts.quiet = [...counts.members];
  }
}

function countsOf(tally: Tally, name: string, room: Room | undefined): Counts {
  let counts = tally.get(name);
  if (counts === undefined) {
    const { turns = 0, quiet = [], votes = [], members = [] } = room ?? {};
    tally.set(name, (counts = { turns, quiet: [...quiet], votes: [...votes], members }));
  }
  return counts;
}
