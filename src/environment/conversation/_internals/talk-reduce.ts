import { current } from 'immer';
import { EVENT_DELAYED, EVENT_LOST, type Event, type StateDraft } from '../../../spec/index.js';
import type { Setting } from '../talk-channel.js';
import { ANSWERS_AT_MOST, hearersOf, type TalkShared, type TalkSlice } from '../talk-state.js';
import type { TalkEvent } from './talk-events.js';

type Draft = StateDraft<TalkShared, TalkSlice>;

/** How each event of a conversation changes it. */
export function talkReduce(setting: Setting) {
  const hears = (
    { slice }: Draft,
    agent: string,
    { seq, time }: { readonly seq: number; readonly time: number },
  ): void => {
    const own = slice(agent);
    own.heard.push({ seq, at: time });
    // Taken off the front one by one, they would all move up each time.
    if (own.heard.length >= 2 * ANSWERS_AT_MOST) own.heard = current(own.heard).slice(-ANSWERS_AT_MOST);
  };

  /** What had reached the agent when it decided is answered; what is said at the same moment is not. */
  const answered = (
    { slice: sliceOf }: Draft,
    agent: string,
    { answers, time }: { readonly answers: readonly number[]; readonly time: number },
  ): void => {
    const slice = sliceOf(agent);
    const last = Math.max(-1, ...answers);
    slice.heard = slice.heard.filter(({ seq, at }) => at > time || seq > last);
  };

  const takesTurn = ({ shared }: Draft, room: string): void => {
    const talk = shared.rooms[room];
    if (talk === undefined) return;
    talk.turns += 1;
    talk.quiet = [];
  };

  /** Nobody hears it any more; those who heard it to here. */
  const endSpeech = (draft: Draft, seq: number): readonly string[] => {
    const speech = draft.shared.speaking[seq];
    if (speech === undefined) return [];
    const { agent, to } = speech;
    const hearers = [...to];
    delete draft.shared.speaking[seq];
    const speaker = draft.slice(agent);
    if (speaker.speaking === seq) speaker.speaking = null;
    for (const other of hearers) {
      if (other === agent) continue;
      const slice = draft.slice(other);
      if (slice.hearing?.seq === seq) slice.hearing = null;
    }
    return hearers;
  };

  /** Everybody in a room knows who is in it. */
  const regroup = (draft: Draft, room: string, members: readonly string[]): void => {
    const talk = draft.shared.rooms[room];
    if (talk === undefined) return;
    talk.members = members;
    for (const agent of members) draft.slice(agent).present = members;
  };

  const goOut = (draft: Draft, agent: string): void => {
    const slice = draft.slice(agent);
    if (slice.speaking !== null) endSpeech(draft, slice.speaking);
    Object.assign(slice, { room: null, present: [], heard: [], hearing: null });
    delete draft.shared.where[agent];
  };

  const leave = (draft: Draft, agent: string): void => {
    const slice = draft.slice(agent);
    const { room } = slice;
    goOut(draft, agent);
    if (room === null) return;
    slice.last = room;
    const members = (draft.shared.rooms[room]?.members ?? []).filter((other) => other !== agent);
    regroup(draft, room, members);
  };

  return {
    'utterance-said'(draft: Draft, event: TalkEvent<'utterance-said'>) {
      const { agent = '', data, seq, time } = event;
      const { room, began } = data;
      const hearers =
        began === undefined ? hearersOf(setting, draft.shared, { agent, ...data }) : endSpeech(draft, began);
      if (began === undefined && agent !== '') {
        takesTurn(draft, room);
        answered(draft, agent, { answers: data.answers ?? [], time });
      }
      for (const other of hearers) if (other !== agent) hears(draft, other, { seq, time });
    },
    'utterance-begun'(draft: Draft, event: TalkEvent<'utterance-begun'>) {
      const { agent = '', data, seq, time } = event;
      const { channel, room, words, answers = [], until, to: named = null } = data;
      const to = [...hearersOf(setting, draft.shared, { agent, ...data })];
      draft.shared.speaking[seq] = { agent, channel, room, named, words, answers, began: time, until, to };
      takesTurn(draft, room);
      answered(draft, agent, { answers, time });
      draft.slice(agent).speaking = seq;
      for (const other of to) {
        if (other !== agent)
          draft.slice(other).hearing = { seq, from: agent, channel, named, words, began: time, until };
      }
    },
    'utterance-interrupted'(draft: Draft, { agent = '', data, seq, time }: TalkEvent<'utterance-interrupted'>) {
      for (const other of endSpeech(draft, data.began)) {
        if (other !== agent && other !== data.by) hears(draft, other, { seq, time });
      }
    },
    'turn-passed'({ shared }: Draft, { agent = '', data }: TalkEvent<'turn-passed'>) {
      const talk = shared.rooms[data.room];
      if (talk === undefined) return;
      talk.turns += 1;
      if (data.why === 'silence' && !talk.quiet.includes(agent)) talk.quiet.push(agent);
    },
    'closing-voted'({ shared }: Draft, { agent = '', data }: TalkEvent<'closing-voted'>) {
      const talk = shared.rooms[data.room];
      if (talk === undefined) return;
      talk.turns += 1;
      if (!talk.votes.includes(agent)) talk.votes.push(agent);
    },
    'room-entered'(draft: Draft, { agent = '', data: { room } }: TalkEvent<'room-entered'>) {
      leave(draft, agent);
      if (draft.shared.rooms[room]?.closed !== null) return;
      draft.shared.where[agent] = room;
      draft.slice(agent).room = room;
      regroup(draft, room, [...(draft.shared.rooms[room]?.members ?? []), agent]);
    },
    'room-left': (draft: Draft, { agent = '' }: TalkEvent<'room-left'>) => leave(draft, agent),
    'room-closed'(draft: Draft, { data: { room, why } }: TalkEvent<'room-closed'>) {
      const talk = draft.shared.rooms[room];
      if (talk === undefined) return;
      talk.closed = why;
      const { members } = talk;
      talk.members = [];
      for (const agent of members) goOut(draft, agent);
    },
  };
}

/** What was late or lost on its way is not heard yet, or never. */
export function reduceMishap(draft: Draft, { type, agent, data }: Event): void {
  if (agent === undefined || (type !== EVENT_DELAYED && type !== EVENT_LOST)) return;
  const slice = draft.slice(agent);
  if (slice.hearing?.seq === data['seq']) slice.hearing = null;
  const place = slice.heard.findIndex(({ seq }) => seq === data['seq']);
  if (place < 0) return;
  if (type === EVENT_LOST) slice.heard.splice(place, 1);
  else slice.heard[place] = { seq: data['seq'] as number, at: data['until'] as number };
}
