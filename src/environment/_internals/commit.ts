import {
  EVENT_DELAYED,
  EVENT_LOST,
  type Action,
  type Activation,
  type Chances,
  type Committed,
  type Decision,
  type Event,
  type EventDraft,
  type Judgement,
  type World,
} from '../../spec/index.js';
import type { KernelSetup } from '../kernel.js';
import type { WorldState } from '../state.js';
import { createDecide, decisionEvent } from './decide.js';
import { isDeclared } from './declared.js';
import type { Dispatched } from './dispatch.js';
import { withoutChanging } from './illegal-path.js';
import type { Memories } from './memories.js';
import type { Seats } from './seats.js';

type Audience = ReturnType<World<unknown, unknown>['audience']>;
type Perceived = Committed['perceived'][number];

/** Turns judgements into decisions, decisions into events, and events into state: one activation at a time. */
export interface Commit {
  open(): void;
  activation(dispatched: Dispatched, judgements: readonly Judgement[]): Committed;
  /** What comes from outside: an event that says so, and the world's events that follow from it. */
  outside(draft: EventDraft, events: readonly EventDraft[], time: number): Committed;
  close(reason: string, activations: number): void;
  /** The seq that the next event will have. */
  next(): number;
}

export function createCommit<Shared, Slice>(
  setup: KernelSetup<Shared, Slice>,
  state: WorldState<Shared, Slice>,
  { memories, seats }: { readonly memories: Memories; readonly seats: Seats },
): Commit {
  const { world, chances } = setup;
  const reader = state.reader();
  const decide = createDecide(chances);
  let seq = 0;
  let time = 0;

  const stamp = ({ type, agent, data, causes: own }: EventDraft, from: readonly number[] = []): Event => {
    const causes = own === undefined ? from : joined(from, own);
    const who = agent === undefined ? {} : { agent };
    const event: Event = { seq, time, type, ...who, data, ...(causes.length > 0 ? { causes } : {}) };
    seq += 1;
    return event;
  };

  /** Events of the kernel itself reach the agent they are about; a world says nothing about them. */
  const publishOwn = (event: Event): void =>
    setup.streams?.publish(event, event.agent === undefined ? [] : [event.agent]);

  /** Who is reached by an event, and when; what is lost or late on the way is an event of its own. */
  const deliver = (event: Event, audience: Audience, key: Chances): Perceived & { readonly mishaps: EventDraft[] } => {
    if (world.delivery === undefined) return { event, by: audience, mishaps: [] };
    const by: string[] = [];
    const later: Record<string, number> = {};
    const mishaps: EventDraft[] = [];
    for (const to of seats.among(audience)) {
      const way = to === event.agent ? { after: 0 } : world.delivery(event, to, key('delivery', to));
      if (way === 'lost') {
        mishaps.push({ type: EVENT_LOST, agent: to, data: { seq: event.seq } });
        continue;
      }
      by.push(to);
      if (way.after <= 0) continue;
      later[to] = time + way.after;
      mishaps.push({ type: EVENT_DELAYED, agent: to, data: { seq: event.seq, until: time + way.after } });
    }
    return { event, by, ...(Object.keys(later).length === 0 ? {} : { later }), mishaps };
  };

  const perceive = ({ event, by, later }: Perceived): void => {
    const audience = seats.among(by);
    if (later === undefined) {
      memories.perceive(event, audience);
      // To streams "public" is everybody in the run, also who is absent.
      setup.streams?.publish(event, audience.length === setup.agents.length ? by : audience);
      return;
    }
    const atOnce = audience.filter((agent) => later[agent] === undefined);
    memories.perceive(event, atOnce);
    for (const [agent, arrival] of Object.entries(later)) memories.send(event, agent, arrival);
    setup.streams?.publish(event, audience);
  };

  /** Commits the world's drafts: state first, then the record, then whoever perceives them. */
  const follow = (
    drafts: readonly EventDraft[],
    about: { readonly own: readonly Event[]; readonly writes: Activation['writes']; readonly key: Chances },
    check: (event: Event, audience: Audience) => void,
  ): { readonly events: readonly Event[]; readonly perceived: readonly Perceived[] } => {
    const { own, writes, key } = about;
    const decisionsOf = deciding(own);
    const followed = drafts.map((draft) => stamp(draft, decisionsOf(draft)));
    const sent = followed.map((event, place) => {
      const wanted = withoutChanging('audience', reader, (readable) => world.audience(event, readable));
      const audience = wanted === 'public' ? wanted : seats.among(wanted);
      check(event, audience);
      return deliver(event, audience, (...parts) => key('event', place, ...parts));
    });
    state.commit(followed, writes);
    const mishaps = sent.flatMap(({ event, mishaps: all }) => all.map((draft) => stamp(draft, [event.seq])));
    if (mishaps.length > 0) state.commit(mishaps, writes);
    const events = [...own, ...followed, ...mishaps];
    setup.sink(events);
    for (const event of own) publishOwn(event);
    for (const one of sent) perceive(one);
    for (const event of mishaps) setup.streams?.publish(event, []);
    return { events, perceived: sent };
  };

  return {
    open() {
      const event = stamp(setup.opening);
      setup.sink([event]);
      publishOwn(event);
    },
    activation({ activation, questions }, judgements) {
      ({ time } = activation);
      const decisions = questions.map((question, index) => decide(question, judgements[index] as Judgement));
      const own = questions.map((question, index) =>
        stamp(decisionEvent(question, decisions[index] as Decision), question.causes),
      );
      const actions = questions.map(({ agent, situation }, index): Action => {
        return { agent, decision: decisions[index] as Decision, situation };
      });
      const key = keyOf(activation, questions, chances);
      const drafts = withoutChanging('apply', reader, (readable) =>
        world.apply(readable, actions, activation, (...parts) => key('apply', ...parts)),
      );
      const { events, perceived } = follow(drafts, { own, writes: activation.writes, key }, (event, audience) => {
        if (setup.memory !== undefined) assertDeclared(event, audience, { activation, everybody: seats.everybody() });
      });
      return { activation, events, perceived, state: reader };
    },
    outside(draft, drafts, at) {
      time = at;
      const own = [stamp(draft)];
      const key: Chances = (...parts) => chances('outside', own[0]?.seq ?? 0, ...parts);
      const { events, perceived } = follow(drafts, { own, writes: 'all', key }, () => undefined);
      return { activation: fromOutside(at), events, perceived, state: reader };
    },
    close(reason, activations) {
      const event = stamp({ type: 'run-ended', data: { reason, activations } });
      setup.sink([event]);
      publishOwn(event);
    },
    next: () => seq,
  };
}

/** From which decisions drafts follow: of those whom they name, or all. */
function deciding(own: readonly Event[]): (draft: EventDraft) => readonly number[] {
  const all = own.map(({ seq }) => seq);
  let byAgent: ReadonlyMap<string | undefined, number> | undefined;
  return ({ type, by }) => {
    if (by === undefined) return all;
    byAgent ??= new Map(own.map(({ agent, seq }) => [agent, seq]));
    return by.map((agent) => byAgent?.get(agent) ?? notADecider(type, agent));
  };
}

function notADecider(type: string, agent: string): never {
  throw new Error(`a ${type} follows from a decision of "${agent}", who decided nothing in this activation`);
}

/** Two lists of seqs as one, in order, each once. */
function joined(one: readonly number[], other: readonly number[]): readonly number[] {
  return [...new Set([...one, ...other])].sort((a, b) => a - b);
}

/** What comes from outside has no agents, and may touch and wake everybody. */
function fromOutside(time: number): Activation {
  return { index: -1, time, agents: [], reads: 'all', writes: 'all', wakes: 'all', reason: 'an intervention' };
}

/** Longer lists of agents are named by their moment. */
const FEW = 4;

/** Streams of one activation: keyed by who acts and how often they did, never by a step that all share. */
function keyOf(activation: Activation, questions: Dispatched['questions'], chances: Chances): Chances {
  const { agents, time, reason } = activation;
  if (questions.length > 0 && agents.length <= FEW) {
    const who = questions.flatMap(({ agent, occasion }) => [agent, occasion]);
    return (...parts) => chances('activation', ...who, ...parts);
  }
  return (...parts) => chances('activation', reason, `${time}`, ...parts);
}

function assertDeclared(
  event: Event,
  audience: Audience,
  where: { readonly activation: Activation; readonly everybody: readonly string[] },
): void {
  const { activation, everybody } = where;
  if (activation.writes === 'all') return;
  for (const agent of audience === 'public' ? everybody : audience) {
    if (isDeclared(activation.writes, agent)) continue;
    throw new Error(
      `"${agent}" perceives a ${event.type} of activation ${activation.index}, which did not declare that it may; ` +
        `what an agent remembers belongs to its slice`,
    );
  }
}
