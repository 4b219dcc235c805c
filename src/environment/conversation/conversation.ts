import { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';
import type {
  AgentSlot,
  Event,
  EventDraft,
  Injectable,
  Measure,
  Regime,
  Remembering,
  StateReader,
  Text,
} from '../../spec/index.js';
import type { ActionDefinitions, DefinedWorld } from '../define-world.js';
import { defineWorld } from '../define-world.js';
import { regimeOf, type RegimeChoice, type Touching } from '../regimes/index.js';
import { talkActions } from './_internals/talk-actions.js';
import { talkApply } from './_internals/talk-apply.js';
import { TALK_EVENTS, type TalkEvents } from './_internals/talk-events.js';
import { talkMoves } from './_internals/talk-moves.js';
import { talkItem } from './_internals/talk-memory.js';
import { reduceMishap, talkReduce } from './_internals/talk-reduce.js';
import { talkView } from './_internals/talk-view.js';
import { checkClosing, type ClosingRule } from './closing.js';
import { settingOf, type Rooms, type Setting, type TalkChannels } from './talk-channel.js';
import { hearersOf, startOfTalk, TalkShared, TalkSlice } from './talk-state.js';
import { talkMeasure } from './talk-measure.js';

/** What {@link conversation} needs. */
export interface ConversationOptions {
  /** Who talks; names are all different. Who has the role `moderator` chooses speakers where a moderator does. */
  readonly agents: readonly AgentSlot[];
  /** Default one, `floor`, public. The first is the one that lines of memory do not name. */
  readonly channels?: TalkChannels;
  /** Conversations at once, each with all who may ever be in it. Default one, with everybody. */
  readonly rooms?: Rooms;
  /** Who is in no room at the start. Default nobody. */
  readonly away?: readonly string[];
  readonly closing: ClosingRule;
  /** Why the run is over, beside its rooms being closed. */
  until?(state: StateReader<TalkShared, TalkSlice>): string | undefined;
  /** What it is about and who one is, before anything that was said. */
  framing?(agent: string): readonly (string | Text)[];
  /** Default `What do you say?`. */
  readonly asks?: string | Text;
  /** Of one utterance. Default 400. */
  readonly maxCharacters?: number;
  /** What is remembered; `item` is given. Default the last 20 lines. */
  readonly memory?: Partial<Omit<Remembering, 'item'>>;
  /** Whether people may leave by themselves. Default no. */
  readonly mayLeave?: boolean;
  /**
   * Characters that are said in a unit of virtual time. Then an utterance takes time, and who is woken while it is said
   * may interrupt it; only under attention. Default it takes none.
   */
  readonly speed?: number;
  readonly delivery?: Parameters<typeof defineWorld>[0]['delivery'];
}

/** A conversation, in parts of a scenario. */
export interface Conversation extends DefinedWorld<TalkShared, TalkSlice> {
  readonly memory: Remembering;
  /** Whom agents look at and touch, for regimes of one's own. */
  readonly touching: Required<Touching>;
  readonly setting: Setting;
  /** Events that may be injected: people who come and go, and words from outside. */
  readonly injectable: { readonly [type: string]: Injectable };
  readonly measures: readonly Measure[];
  /** The regime of a choice, with what it needs to know of this conversation. */
  regime(choice: RegimeChoice): Regime;
}

/**
 * People who talk: channels, asides, several conversations at once, people who come and go, interruptions and a closing
 * rule, as a world. Who speaks when is the regime's matter; see `regime`.
 *
 * An utterance is an event, `utterance-said`, that says which utterances it `answers`: those that had reached the speaker
 * since it last spoke (the last 50 of them). What is perceived is what the channels deliver, and it is remembered by each
 * agent as lines of its own; there is no transcript. A turn is one decision of the speaker. Who turns out to have said
 * nothing, passes; a decision that failed is a turn in which nothing was said, but no silence.
 *
 * @throws MesocosmError (usage) when two agents have one name, a room or channel names somebody unknown, or nothing would
 *   ever close the conversation.
 * @example
 * const talk = conversation({ agents, closing: { turns: 12 }, framing: () => ['A jury decides whether to acquit.'] });
 * const scenario = { ..., world: talk.world, situations: { facing: talk.facing, alone }, memory: talk.memory,
 *   regime: talk.regime('next-speaker:urgency') };
 */
export function conversation(options: ConversationOptions): Conversation {
  const { agents, channels = { floor: { kind: 'public' } }, away = [], maxCharacters = 400, until, speed } = options;
  const { rooms = { 'the room': agents.map(({ id }) => id) } } = options;
  checkNames({ agents, channels, rooms, away });
  const closing = checkClosing(options.closing, until);
  const setting = settingOf(agents, channels, rooms);
  const rules = { setting, closing, speed };
  const defined = defineWorld<TalkShared, TalkSlice, ActionDefinitions, TalkEvents>({
    shared: TalkShared,
    slice: TalkSlice,
    actions: talkActions(channels, Object.keys(rooms), maxCharacters),
    events: TALK_EVENTS,
    start: () => startOfTalk(setting, away),
    view: talkView({
      setting,
      speed,
      framing: (agent) => options.framing?.(agent) ?? [],
      asks: options.asks ?? 'What do you say?',
      mayLeave: options.mayLeave ?? false,
      mayVote: closing.votes !== undefined,
    }),
    apply: talkApply(rules),
    moved: talkMoves(rules),
    reduce: talkReduce(setting),
    channels: audiences(setting),
    ...(options.delivery === undefined ? {} : { delivery: options.delivery }),
    // Who is speaking cannot be asked at the same time.
    present(state, agent) {
      const { room, speaking } = state.slice(agent);
      return room !== null && speaking === null;
    },
    end: (state) => until?.(state) ?? whyOver(state.shared),
  });
  const { world } = defined;
  const touching: Required<Touching> = { reads: (agent) => [agent], writes: setting.circleOf };
  const item = talkItem(setting);
  return {
    facing: defined.facing,
    world: {
      ...world,
      reduce(draft, event) {
        world.reduce(draft, event);
        reduceMishap(draft, event);
      },
    },
    memory: { window: 20, ...options.memory, item: (event: Event) => item(event) },
    touching,
    setting,
    injectable: injectables(setting),
    measures: [talkMeasure],
    regime: (choice) => talkRegime(choice, { ...touching, agents, rooms, speed }),
  };
}

/** Who perceives each event of a conversation. */
function audiences(setting: Setting) {
  type State = StateReader<TalkShared, TalkSlice>;
  const inRoom = ({ shared }: State, room: string | undefined): readonly string[] =>
    shared.rooms[room ?? '']?.members ?? [];
  const own = ({ agent }: { readonly agent?: string }): readonly string[] => (agent === undefined ? [] : [agent]);
  type Said = Pick<EventDraft, 'agent'> & {
    readonly data: { readonly channel: string; readonly room: string; readonly to?: string; readonly began?: number };
  };
  /** Who heard it from the beginning, and is still there. */
  const spoken = ({ agent = '', data }: Said, { shared }: State): readonly string[] => {
    if (data.began === undefined) return hearersOf(setting, shared, { agent, ...data });
    return (shared.speaking[data.began]?.to ?? []).filter((hearer) => shared.where[hearer] !== undefined);
  };
  const moved = (
    { agent = '', data }: { readonly agent?: string; readonly data: { readonly room: string } },
    state: State,
  ) => [...new Set([agent, ...inRoom(state, state.shared.where[agent]), ...inRoom(state, data.room)])];
  return {
    'utterance-said': spoken,
    'utterance-begun': spoken,
    'utterance-interrupted': spoken,
    'turn-passed': own,
    'hand-raised': own,
    'speaker-chosen': own,
    'closing-voted': own,
    'room-entered': moved,
    'room-left': moved,
    'room-closed': ({ data }: { readonly data: { readonly room: string } }, state: State) => inRoom(state, data.room),
  };
}

function whyOver({ rooms }: TalkShared): string | undefined {
  const all = Object.values(rooms);
  if (all.some(({ closed }) => closed === null)) return undefined;
  return all.length === 1 ? (all[0]?.closed ?? undefined) : 'all conversations are over';
}

function talkRegime(
  choice: RegimeChoice,
  about: Required<Touching> & Pick<ConversationOptions, 'agents' | 'speed'> & { readonly rooms: Rooms },
): Regime {
  const { agents, rooms, speed, reads, writes } = about;
  const regime = regimeOf(choice, {
    agents,
    reads,
    writes,
    groups: Object.values(rooms),
    ...(speed === undefined ? {} : { alarms: [{ event: 'utterance-begun', field: 'until' }] }),
  });
  if (speed === undefined || regime.name === 'attention') return regime;
  throw userError({
    kind: 'usage',
    what: `speaking takes time in this conversation, and the regime ${regime.name} wakes nobody meanwhile`,
    expected: 'the regime "attention", or a conversation without `speed`',
  });
}

function injectables({ rooms, channels, agents }: Setting): Conversation['injectable'] {
  const room = z.enum(Object.keys(rooms));
  const moves = { data: z.strictObject({ room }), agents: agents.map(({ id }) => id) };
  const heard = z.strictObject({
    channel: z.enum(Object.keys(channels)),
    room,
    to: z.enum(agents.map(({ id }) => id)).optional(),
    words: z.string().min(1),
    answers: z.array(z.number()).max(0).optional(),
  });
  return {
    'room-entered': moves,
    'room-left': moves,
    'utterance-said': heard,
  };
}

function checkNames({
  agents,
  channels,
  rooms,
  away,
}: Required<Pick<ConversationOptions, 'agents' | 'channels' | 'rooms' | 'away'>>): void {
  const names = agents.map(({ name }) => name.toLowerCase());
  const twice = agents.find(({ name }, place) => names.indexOf(name.toLowerCase()) < place);
  if (twice !== undefined)
    throw wrong(`two people in this conversation have the name "${twice.name}"`, 'names that differ');
  const known = new Set(agents.map(({ id }) => id));
  const groups = Object.values(channels).flatMap((channel) => (channel.kind === 'group' ? channel.members : []));
  const stray = [...Object.values(rooms).flat(), ...groups, ...away].find((agent) => !known.has(agent));
  if (stray !== undefined)
    throw wrong(`the conversation names "${stray}", who is none of its agents`, [...known].join(', '));
  const nowhere = agents.find(({ id }) => !Object.values(rooms).some((members) => members.includes(id)));
  if (nowhere !== undefined)
    throw wrong(`"${nowhere.id}" may be in no room of the conversation`, 'a room for everybody');
}

function wrong(what: string, expected: string): Error {
  return userError({ kind: 'usage', what, expected });
}
