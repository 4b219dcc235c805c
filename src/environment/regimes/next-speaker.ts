import { userError } from '../../foundation/errors/index.js';
import type { Activation, ActivationDraft, Committed, Event, Reaction, Regime } from '../../spec/index.js';
import { createClocks } from '../_internals/clocks.js';
import { onceEach, together, type Touching } from './touching.js';

/** What candidates are asked for where the one who wants it most speaks next: `Activation.asks`. */
export const RAISE_HAND = 'raise-hand';
/** What a moderator is asked for: `Activation.asks`. */
export const CHOOSE_SPEAKER = 'choose-speaker';
/** What whoever has the floor is asked for: `Activation.asks`. */
export const SPEAK = 'speak';

/** How the next speaker is found. */
export type NextSpeakerBy = 'round-robin' | 'random' | 'urgency' | 'moderator';

/** What {@link nextSpeaker} needs. */
export interface NextSpeakerOptions extends Touching {
  readonly by: NextSpeakerBy;
  /** Groups that talk at the same time, each with turns of its own; nobody is in two. Default one, with everybody. */
  readonly groups?: readonly (readonly string[])[];
  /** Who chooses, where a moderator does: one agent of each group, who does not speak. */
  readonly moderators?: readonly string[];
  /** The name that stands for an agent in a moderator's choice. Default its id. */
  nameOf?(agent: string): string;
}

/**
 * One speaker a turn, in each of some groups; the turns of a group are at the times 0, 1, 2 and so on.
 *
 * - `round-robin`: in the order of the group. One activation a turn.
 * - `random`: by Poisson clocks, each as likely as any other, but nobody twice in a row. One activation a turn.
 * - `urgency`: all but who has just spoken are asked at once how much they want to speak ({@link RAISE_HAND}); whoever
 *   wants it most speaks, and where several do, whose key is least. The wish is a number, or a label that is one; `yes`
 *   counts as 1, everything else and a decision that failed as 0. Where nobody wants to and decisions failed, the next in
 *   order of those whose decision failed speaks; where none failed, no turn follows until something happens from outside.
 *   In a group of N, N decisions a turn.
 * - `moderator`: the moderator chooses among names ({@link CHOOSE_SPEAKER}), and who is named speaks. Where it names
 *   nobody of the group, no turn follows; where its decision failed, the next in order speaks. Two decisions a turn.
 *
 * An agent may see and change its whole group, unless `reads` and `writes` say otherwise.
 *
 * @throws MesocosmError (usage) when groups overlap, or a group has no moderator and needs one, once activations are asked
 *   for.
 */
export function nextSpeaker(options: NextSpeakerOptions): Regime {
  const { by } = options;
  const name = `next-speaker:${by}`;
  if (by === 'round-robin' || by === 'random') {
    return { name, activations: (agents, chances) => inPlannedTurns(floorsOf(agents, options), { by, chances }) };
  }
  return {
    name,
    activations: (agents) => {
      floorsOf(agents, options);
      return [];
    },
    react: (agents, chances) => askingForTurns(floorsOf(agents, options), { ...options, chances }),
    ...(by === 'moderator' ? { answering: choosersOf(options) } : {}),
    ...(options.groups === undefined ? {} : { reach: reachOf(options.groups, options) }),
  };
}

/** Who chooses in each group and never speaks: with nobody else there, no turn follows. */
function choosersOf({ groups, moderators = [] }: NextSpeakerOptions): readonly string[] {
  if (groups === undefined) return moderators.slice(0, 1);
  return groups.flatMap((group) => moderators.find((one) => group.includes(one)) ?? []);
}

/** A group touches what its agents touch, and wakes itself. */
function reachOf(groups: readonly (readonly string[])[], { writes }: Touching): NonNullable<Regime['reach']> {
  const reaches = groups.map((group) => ({ writes: together(group.map(writes ?? (() => group))), wakes: group }));
  const places = new Map(groups.flatMap((group, place) => group.map((agent) => [agent, place] as const)));
  return (agent) => reaches[places.get(agent) ?? -1] ?? { writes: [], wakes: [] };
}

/** A group with what its turns touch. */
interface Floor {
  readonly members: readonly string[];
  readonly moderator: string | undefined;
  readsOf(agent: string): readonly string[] | 'all';
  writesOf(agent: string): readonly string[] | 'all';
}

function floorsOf(agents: readonly string[], options: NextSpeakerOptions): readonly Floor[] {
  const { groups = [agents], moderators = [], by } = options;
  const seen = new Set<string>();
  return groups.map((group) => {
    const twice = group.find((agent) => seen.has(agent));
    if (twice !== undefined) throw inTwoGroups(twice);
    for (const agent of group) seen.add(agent);
    const moderator = by === 'moderator' ? moderators.find((one) => group.includes(one)) : undefined;
    if (by === 'moderator' && moderator === undefined) throw withoutModerator(group);
    const { reads = () => group, writes = () => group } = options;
    return {
      members: group.filter((agent) => agent !== moderator),
      moderator,
      readsOf: onceEach(reads),
      writesOf: onceEach(writes),
    };
  });
}

function* inPlannedTurns(
  floors: readonly Floor[],
  { by, chances }: { readonly by: NextSpeakerBy; readonly chances: Parameters<Regime['activations']>[1] },
): Iterable<Activation> {
  const speakers = floors.map(({ members }) => (by === 'random' ? atRandom(members, chances) : inOrder(members)));
  for (let time = 0, index = 0; ; time += 1) {
    for (const [place, floor] of floors.entries()) {
      const agent = speakers[place]?.();
      if (agent === undefined) continue;
      yield { index, time, ...turnOf(floor, agent) };
      index += 1;
    }
  }
}

function turnOf({ readsOf, writesOf }: Floor, agent: string): Omit<ActivationDraft, 'time'> {
  return { agents: [agent], reads: readsOf(agent), writes: writesOf(agent), asks: SPEAK, reason: 'its turn' };
}

function inOrder(members: readonly string[]): () => string | undefined {
  let turn = -1;
  return () => members[(turn += 1) % members.length];
}

/** By rings of clocks; who has just spoken is passed over, unless there is nobody else. */
function atRandom(members: readonly string[], chances: Parameters<Regime['activations']>[1]): () => string | undefined {
  if (members.length < 2) return () => members[0];
  const clocks = createClocks(members, chances);
  let last: number | undefined;
  return () => {
    let { agent } = clocks.next();
    while (agent === last) ({ agent } = clocks.next());
    last = agent;
    return members[agent];
  };
}

/** Where a group stands. */
interface Talk extends Floor {
  last: string | undefined;
  /** No turn follows until something happens from outside. */
  silent: boolean;
}

function askingForTurns(
  floors: readonly Floor[],
  options: NextSpeakerOptions & { readonly chances: Parameters<Regime['activations']>[1] },
): Reaction {
  const { chances, nameOf = (agent) => agent } = options;
  const talks = floors.map((floor): Talk => ({ ...floor, last: undefined, silent: false }));
  const talkOf = new Map(talks.flatMap((talk) => everybodyOf(talk).map((agent) => [agent, talk] as const)));
  const keys = onceEach((agent) => chances('raised hand', agent));

  const draft = (
    talk: Talk,
    agents: readonly string[],
    about: Pick<ActivationDraft, 'time' | 'asks' | 'reason'>,
  ): ActivationDraft => ({
    agents,
    reads: together(agents.map(talk.readsOf)),
    writes: together(agents.map(talk.writesOf)),
    wakes: everybodyOf(talk),
    ...about,
  });

  const ask = (talk: Talk, time: number): readonly ActivationDraft[] => {
    talk.silent = false;
    if (talk.moderator !== undefined) {
      return [draft(talk, [talk.moderator], { time, asks: CHOOSE_SPEAKER, reason: 'it gives the floor' })];
    }
    const { members, last } = talk;
    const candidates = members.length < 2 ? members : members.filter((agent) => agent !== last);
    if (candidates.length === 0) return [];
    return [draft(talk, candidates, { time, asks: RAISE_HAND, reason: `who speaks at ${time}` })];
  };

  const giveFloor = (talk: Talk, agent: string | undefined, time: number): readonly ActivationDraft[] => {
    talk.silent = agent === undefined;
    if (agent === undefined) return [];
    talk.last = agent;
    return [draft(talk, [agent], { time, asks: SPEAK, reason: 'it has the floor' })];
  };

  const wanting = (talk: Talk, events: readonly Event[]): string | undefined => {
    let best: { readonly agent: string; readonly urgency: number; readonly key: number } | undefined;
    for (const event of events) {
      if (event.agent === undefined || !talk.members.includes(event.agent)) continue;
      const urgency = urgencyIn(event);
      if (urgency === undefined) continue;
      const key = keys(event.agent).uniform();
      if (urgency <= 0) continue;
      const wins = best === undefined || urgency > best.urgency || (urgency === best.urgency && key < best.key);
      if (wins) best = { agent: event.agent, urgency, key };
    }
    return best?.agent;
  };

  const failing = (talk: Talk, events: readonly Event[]): string | undefined => {
    const failed = new Set(events.flatMap(({ type, agent }) => (type === 'decision-failed' ? [agent] : [])));
    return inOrderAfter(talk).find((agent) => failed.has(agent));
  };

  const chosen = (talk: Talk, { events }: Committed): string | undefined => {
    const decision = events.find(({ type, agent }) => type === 'decision-made' && agent === talk.moderator);
    if (decision === undefined) return inOrderAfter(talk)[0];
    const name = decision.data['option'] ?? decision.data['value'];
    return talk.members.find((agent) => nameOf(agent) === name);
  };

  return {
    begin: ({ time }) => talks.flatMap((talk) => ask(talk, time)),
    follow(committed) {
      const { activation, perceived } = committed;
      const { time, asks } = activation;
      const [agent] = activation.agents;
      if (agent === undefined) {
        // From outside: a group that fell silent is asked again where it perceives something.
        const stirred = talks.filter((talk) => talk.silent && perceived.some((one) => reaches(one.by, talk)));
        return stirred.flatMap((talk) => ask(talk, time));
      }
      const talk = talkOf.get(agent);
      if (talk === undefined) return [];
      if (asks === RAISE_HAND)
        return giveFloor(talk, wanting(talk, committed.events) ?? failing(talk, committed.events), time);
      if (asks === CHOOSE_SPEAKER) return giveFloor(talk, chosen(talk, committed), time);
      return ask(talk, time + 1);
    },
  };
}

function everybodyOf({ members, moderator }: Floor): readonly string[] {
  return moderator === undefined ? members : [...members, moderator];
}

function reaches(by: Committed['perceived'][number]['by'], talk: Talk): boolean {
  return by === 'public' || by.some((agent) => everybodyOf(talk).includes(agent));
}

/** All, from the one after the last speaker to the last speaker. */
function inOrderAfter({ members, last }: Talk): readonly string[] {
  const first = members.indexOf(last ?? '') + 1;
  return [...members.slice(first), ...members.slice(0, first)];
}

/** How much somebody wants to speak, from its decision; `undefined` where the event is none. */
export function urgencyIn({ type, data }: Event): number | undefined {
  if (type === 'decision-failed') return 0;
  if (type !== 'decision-made') return undefined;
  const said = data['value'] ?? data['option'];
  if (said === 'yes') return 1;
  const urgency = Number(said);
  return Number.isFinite(urgency) ? urgency : 0;
}

function inTwoGroups(agent: string): Error {
  return userError({
    kind: 'usage',
    what: `"${agent}" is in two groups that take turns`,
    expected: 'groups that have nobody in common',
    remedy: 'use attention or Poisson clocks where people go from one conversation to another',
  });
}

function withoutModerator(group: readonly string[]): Error {
  return userError({
    kind: 'usage',
    what: `a group (${group.slice(0, 5).join(', ')}) has no moderator to choose who speaks`,
    expected: 'a moderator among the agents of each group',
    remedy: 'give an agent the role "moderator", or let the next speaker be found another way',
  });
}
