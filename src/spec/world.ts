import type { Chance } from './chance.js';
import type { Decision } from './decision.js';
import type { Event, EventDraft } from './event.js';

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
 * effects may touch. Both are promises that the kernel checks.
 */
export interface Activation {
  /** Counts from 0 in queue order. */
  readonly index: number;
  readonly time: number;
  readonly agents: readonly string[];
  readonly reads: readonly string[] | 'all';
  readonly writes: readonly string[] | 'all';
  readonly reason: string;
}

/** An agent's decision, as it reaches the world. */
export interface Action {
  readonly agent: string;
  readonly decision: Decision;
}

/**
 * The rules of a world: pure functions of state, actions and chance. They cannot call a model, read a clock or keep
 * anything outside the state.
 */
export interface World<Shared, Slice> {
  initial(agents: readonly string[], chance: Chance): { readonly shared: Shared; slice(agent: string): Slice };
  /** What follows from the actions of one activation. Failed decisions arrive as such; the world says what they do. */
  apply(state: StateReader<Shared, Slice>, actions: readonly Action[], activation: Activation): readonly EventDraft[];
  /** Changes the draft as the event says. It must touch nothing else. */
  reduce(draft: StateDraft<Shared, Slice>, event: Event): void;
  /** Who perceives an event. */
  audience(event: Event | EventDraft): 'public' | readonly string[];
  /** Why the run is over, or `undefined` while it is not. Asked after each commit. */
  ended(state: StateReader<Shared, Slice>): string | undefined;
}

/** The order in which agents act: a lazy sequence of activations that depends on the seed alone. */
export interface Regime {
  readonly name: string;
  activations(
    agents: readonly string[],
    chances: (...key: readonly (string | number)[]) => Chance,
  ): Iterable<Activation>;
}
