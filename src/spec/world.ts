import type { z } from 'zod';
import type { Chance, Chances } from './chance.js';
import type { Decision } from './decision.js';
import type { Event, EventDraft } from './event.js';
import type { Situation } from './situation.js';

/** Read-only access to a world's state. `slice` gives the part that belongs to one agent. */
export interface StateReader<Shared, Slice> {
  readonly agents: readonly string[];
  readonly shared: Shared;
  slice(agent: string): Slice;
}

/** What an event may change: drafts of the shared state and of the slices of the activation's `writes`. */
export interface StateDraft<Shared, Slice> {
  shared: Shared;
  slice(agent: string): Slice;
}

/**
 * A moment at which agents decide. Agents of one activation decide at once, without seeing each other's decisions.
 *
 * `reads` names the agents whose slices their situations may depend on; `writes` those whose slices or perceptions its
 * effects may touch; `wakes` those who may be activated because of it. All are promises that the kernel checks. An
 * activation without agents is one of the world alone: nobody is asked, and its rules are applied to no action.
 */
export interface Activation {
  /** Counts from 0 in the order in which activations are scheduled; unique in a run. */
  readonly index: number;
  readonly time: number;
  /** Of activations at one time, those with the lower priority come first. Default 0. */
  readonly priority?: number;
  readonly agents: readonly string[];
  readonly reads: readonly string[] | 'all';
  readonly writes: readonly string[] | 'all';
  /** Who may be activated by what it does. Default nobody. */
  readonly wakes?: readonly string[] | 'all';
  /** Whether it needs all its agents; without one of them it is passed over. Default those who are there decide. */
  readonly together?: true;
  /** Name of the phase that it belongs to, where a run has phases. */
  readonly phase?: string;
  /** What its agents are asked for, where a regime asks for more than one thing, for example `raise-hand`. */
  readonly asks?: string;
  /** Seq of the event because of which it was scheduled. */
  readonly event?: number;
  readonly reason: string;
}

/** An agent's decision, as it reaches the world. */
export interface Action {
  readonly agent: string;
  readonly decision: Decision;
  /** What it was asked. */
  readonly situation: Situation;
}

/** How an event reaches one of those who perceive it: after a delay in virtual time, or never. */
export type Delivery = { readonly after: number } | 'lost';

/** Who is taken out of a run or let in by an intervention, at one moment. */
export interface Moves {
  /** Agents who took part and no longer do. */
  readonly removed: readonly string[];
  /** Agents who did not take part and do from now on. */
  readonly added: readonly string[];
  /** Events that come from outside at the same moment; they happen before what follows from the moves. */
  readonly injected: readonly EventDraft[];
  /** Whether anything is to be done to the run at a later moment. */
  readonly more: boolean;
}

/** What is known of a world before it runs; what waits for something that it rules out is refused. */
export interface WorldOutline {
  /** Types of all events that its rules make. */
  readonly events: readonly string[];
  /** What all share. */
  readonly shared: z.ZodType;
  /** What belongs to an agent; `undefined` of one to which nothing does. */
  slice(agent: string): z.ZodType | undefined;
}

/**
 * The rules of a world: pure functions of state, actions and chance. They cannot call a model, read a clock or keep
 * anything outside the state.
 */
export interface World<Shared, Slice> {
  initial(agents: readonly string[], chance: Chance): { readonly shared: Shared; slice(agent: string): Slice };
  /**
   * What follows from the actions of one activation. Failed decisions arrive as such; the world says what they do. An
   * action that cannot be done is an event too ({@link ACTION_REJECTED}), which the agent perceives.
   *
   * @param chances Streams of this activation alone, keyed by its agents and their occasions.
   */
  apply(
    state: StateReader<Shared, Slice>,
    actions: readonly Action[],
    activation: Activation,
    chances: Chances,
  ): readonly EventDraft[];
  /** Changes the draft as the event says. It must touch nothing else. */
  reduce(draft: StateDraft<Shared, Slice>, event: Event): void;
  /** Who perceives an event. Asked before the event changes the state. */
  audience(event: Event | EventDraft, state: StateReader<Shared, Slice>): 'public' | readonly string[];
  /**
   * How an event reaches an agent who perceives it. Default: at once. Not asked for the agent whose event it is. What is
   * late or lost is an event that `reduce` sees too ({@link EVENT_DELAYED}, {@link EVENT_LOST}).
   */
  delivery?(event: Event, to: string, chance: Chance): Delivery;
  /** Whether an agent takes part now; one that does not is not asked. It may look at the agent's own slice only; more is refused. */
  present?(state: StateReader<Shared, Slice>, agent: string): boolean;
  /**
   * What follows where interventions take agents out or let them in, for worlds that keep a list of who is there. Asked
   * before anything of that moment changes the state. Default nothing.
   */
  moved?(state: StateReader<Shared, Slice>, moves: Moves): readonly EventDraft[];
  /** Its events and its state, as schemas say; absent where that is not known. */
  readonly outline?: WorldOutline;
  /**
   * The state as whoever wrote the world knows it, where rules around it keep more: what conditions of interventions look
   * at. Default the whole state.
   */
  written?(state: StateReader<Shared, Slice>): StateReader<unknown, unknown>;
  /** Why the run is over, or `undefined` while it is not. Asked after each commit. */
  ended(state: StateReader<Shared, Slice>): string | undefined;
}

/** An action that the rules did not allow. Data: `reason`, and what the world adds. */
export const ACTION_REJECTED = 'action-rejected';

/** An event reaches an agent later. Data: its `seq`, and `until` when it is on its way, in virtual time. */
export const EVENT_DELAYED = 'event-delayed';
/** An event never reaches an agent. Data: its `seq`. */
export const EVENT_LOST = 'event-lost';

/** What was committed, for whoever schedules what follows. */
export interface Committed {
  readonly activation: Activation;
  /** All events of the commit, decisions first. */
  readonly events: readonly Event[];
  /** Who perceives each event and when, in the order of `events`; those whom it does not reach are left out. */
  readonly perceived: readonly {
    readonly event: Event;
    readonly by: 'public' | readonly string[];
    /** Arrivals later than the event, by agent. */
    readonly later?: { readonly [agent: string]: number };
  }[];
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly state: StateReader<any, any>;
  /** Nobody whom it was for took part: it was passed over, and nothing happened. */
  readonly passedOver?: true;
}

/** What a reaction may do to what is pending. */
export interface Pending {
  /** Takes out what is to activate this agent alone; how many activations that were. */
  withdraw(agent: string): number;
  /** Takes out all that followed from something. */
  clear(): void;
}

/** An activation that is to be scheduled; the kernel numbers it. */
export type ActivationDraft = Omit<Activation, 'index'>;

/** What schedules activations because of what happened; made anew for each run. */
export interface Reaction {
  /** Activations that are due before anything happened. Default none. */
  begin?(at: Pick<Committed, 'state'> & { readonly time: number }): readonly ActivationDraft[];
  /**
   * Activations that follow from a commit, or from an activation that was passed over; none before its time. What is
   * pending and no longer wanted is taken out of the queue.
   */
  follow(committed: Committed, queue: Pending): readonly ActivationDraft[];
}

/**
 * Who acts when. `activations` is what is known from the start: a lazy sequence in the order of time that depends on the
 * seed alone. `react` adds what follows from what happens. A regime that reacts, or is `finite`, may run out: the run ends
 * then. Another that runs out is an error.
 */
export interface Regime {
  readonly name: string;
  activations(agents: readonly string[], chances: Chances): Iterable<Activation>;
  react?(agents: readonly string[], chances: Chances): Reaction;
  readonly finite?: true;
  /**
   * Agents that are activated because of what others do and never by themselves, as a narrator. A run in which nobody else
   * takes part any more is over. Default none.
   */
  readonly answering?: readonly string[];
  /**
   * The most that activations of an agent that it is woken to can touch, and whom they may wake in turn. Without it,
   * nothing is started early while somebody may still be woken.
   */
  reach?(agent: string): Required<Pick<Activation, 'writes' | 'wakes'>>;
}
