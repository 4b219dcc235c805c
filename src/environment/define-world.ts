import type { z } from 'zod';
import {
  ACTION_REJECTED,
  EVENT_DELAYED,
  EVENT_LOST,
  type Action,
  type Activation,
  type Chance,
  type Chances,
  type Decision,
  type Delivery,
  type Event,
  type EventDraft,
  type Json,
  type Moves,
  type Situation,
  type SituationContext,
  type StateDraft,
  type StateReader,
  type Text,
  type World,
} from '../spec/index.js';
import { actionIn, situationOf } from './_internals/world-situation.js';
import type { ActionDefinition, PayloadOf } from './actions.js';

/** Kinds of action of a world, by name. */
export type ActionDefinitions = { readonly [name: string]: ActionDefinition };
/** What the events of a world say, by type: words in small letters with hyphens between. */
export type EventDefinitions = { readonly [type: string]: z.ZodObject };

/** What one agent did: an action with its payload, or the failure of its decision. */
export type TypedAction<Actions extends ActionDefinitions> =
  | {
      [Name in keyof Actions & string]: {
        readonly agent: string;
        readonly action: Name;
        readonly value: PayloadOf<Actions[Name]>;
      };
    }[keyof Actions & string]
  | {
      readonly agent: string;
      readonly action: null;
      readonly failure: Extract<Decision, { kind: 'refused' | 'malformed' }>;
    };

/** An event of the world as its rules see it. */
export type TypedEvent<Events extends EventDefinitions> = {
  [Type in keyof Events & string]: Omit<Event, 'type' | 'data'> & {
    readonly type: Type;
    readonly data: z.infer<Events[Type]>;
  };
}[keyof Events & string];

/** What an agent sees, in words. A line is plain text, or a {@link Text} with holes. */
export interface View {
  /** What it is asked to do: one action, or several to choose from. */
  readonly can: string | readonly string[];
  /** Labels in place of those of the one choice that it can make, where they hang on the moment. */
  readonly options?: readonly string[];
  /** Rules and role, before anything that was seen. */
  readonly framing: readonly (string | Text)[];
  /** What it sees and remembers, oldest first. */
  readonly sees: readonly (string | Text)[];
  /** The question, as it is put in a chat. */
  readonly asks: string | Text;
  /** How a text would go on where the answer comes. Default the question on a line of its own. */
  readonly begins?: string | Text;
  /** Name of the decision problem. Default all that is seen. */
  readonly state?: string;
}

/** What rules may use when they are applied. */
export interface Turn<Shared, Slice, Actions extends ActionDefinitions, Events extends EventDefinitions> {
  readonly state: StateReader<Shared, Slice>;
  readonly actions: readonly TypedAction<Actions>[];
  readonly activation: Activation;
  readonly chances: Chances;
  /** An event that follows. `agent` is whose event it is. */
  event<Type extends keyof Events & string>(
    type: Type,
    data: z.infer<Events[Type]>,
    agent?: string,
    /** Whose decisions it followed from, default all; and the seqs of earlier events that it answers. */
    from?: Pick<EventDraft, 'by' | 'causes'>,
  ): EventDraft;
  /** An action that cannot be done: an event that the agent perceives, and nothing else. */
  reject(agent: string, reason: string): EventDraft;
}

/** What is different in a phase; see {@link inPhases}. */
export interface PhaseRules<Shared, Slice, Actions extends ActionDefinitions, Events extends EventDefinitions> {
  /** Actions that are allowed; others that a view offers are left out. Default all. */
  readonly can?: readonly (keyof Actions & string)[];
  /** What follows from actions, in place of the world's own rule. */
  apply?(turn: Turn<Shared, Slice, Actions, Events>): readonly EventDraft[];
}

/** A world as its author writes it; see {@link defineWorld}. */
export interface WorldDefinition<
  Shared extends object,
  Slice extends object,
  Actions extends ActionDefinitions,
  Events extends EventDefinitions,
> {
  /** What the whole world shares, as a schema. */
  readonly shared: z.ZodType<Shared>;
  /** What belongs to one agent, as a schema. */
  readonly slice: z.ZodType<Slice>;
  readonly actions: Actions;
  readonly events: Events;
  /** The state before anything happened. */
  start(agents: readonly string[], chance: Chance): { readonly shared: Shared; slice(agent: string): Slice };
  /** What an agent sees when it is its turn. Pure. */
  view(context: SituationContext<Shared, Slice>): Omit<View, 'can'> & {
    readonly can: (keyof Actions & string) | readonly (keyof Actions & string)[];
  };
  apply(turn: Turn<Shared, Slice, Actions, Events>): readonly EventDraft[];
  /** What is different in activations of a phase, by its name. */
  readonly phases?: { readonly [phase: string]: PhaseRules<Shared, Slice, Actions, Events> };
  /** How each event changes the state; what is left out changes nothing. */
  readonly reduce: {
    readonly [Type in keyof Events & string]?: (
      draft: StateDraft<Shared, Slice>,
      event: Extract<TypedEvent<Events>, { readonly type: Type }>,
    ) => void;
  };
  /** Who perceives each event, by a channel or a rule of its own; what is left out is public. */
  readonly channels?: {
    readonly [Type in keyof Events & string]?: (
      event: Extract<TypedEvent<Events>, { readonly type: Type }>,
      state: StateReader<Shared, Slice>,
    ) => 'public' | readonly string[];
  };
  delivery?(event: Event, to: string, chance: Chance): Delivery;
  present?(state: StateReader<Shared, Slice>, agent: string): boolean;
  /** What follows where interventions take agents out or let them in. Default nothing. Pure. */
  moved?(about: Moves & Pick<Turn<Shared, Slice, Actions, Events>, 'state' | 'event'>): readonly EventDraft[];
  end(state: StateReader<Shared, Slice>): string | undefined;
}

/** A world, with what its agents face. */
export interface DefinedWorld<Shared, Slice> {
  readonly world: World<Shared, Slice>;
  facing(context: SituationContext<Shared, Slice>): Situation;
}

/**
 * A world with typed actions and events: an action's payload, what an agent sees and what an event says are checked where
 * they are written, and an event's data once more when it happens.
 *
 * The rules are pure: `apply` says what follows from actions, `reduce` alone changes the state, from an event.
 *
 * @throws Error when a part of the definition names an action or event that there is not.
 * @example
 * const { world, facing } = defineWorld({
 *   shared: z.object({ pot: z.number() }),
 *   slice: z.object({}),
 *   actions: { give: number({ minimum: 0, maximum: 10, unit: 'coins' }) },
 *   events: { 'coins-given': z.object({ coins: z.number() }) },
 *   start: () => ({ shared: { pot: 0 }, slice: () => ({}) }),
 *   view: ({ state }) => ({ can: 'give', framing: [], sees: [`The pot holds ${state.shared.pot}.`], asks: 'What do you give?' }),
 *   apply: ({ actions, event, reject }) => actions.map((done) => done.action === null
 *     ? reject(done.agent, done.failure.message) : event('coins-given', { coins: done.value }, done.agent)),
 *   reduce: { 'coins-given': (draft, { data }) => { draft.shared.pot += data.coins; } },
 *   end: ({ shared }) => (shared.pot >= 100 ? 'the pot is full' : undefined),
 * });
 */
export function defineWorld<
  Shared extends object,
  Slice extends object,
  const Actions extends ActionDefinitions,
  const Events extends EventDefinitions,
>(definition: WorldDefinition<Shared, Slice, Actions, Events>): DefinedWorld<Shared, Slice> {
  assertKnown(definition);
  const { actions, events, reduce, channels = {}, shared, slice } = definition;
  type Rule = ((draft: StateDraft<Shared, Slice>, event: unknown) => void) | undefined;
  const rules = reduce as { readonly [type: string]: Rule };
  type Audience = ReturnType<World<Shared, Slice>['audience']>;
  const audiences = channels as {
    readonly [type: string]: ((event: unknown, state: StateReader<Shared, Slice>) => Audience) | undefined;
  };

  const event: Turn<Shared, Slice, Actions, Events>['event'] = (type, data, agent, from = {}) => ({
    ...from,
    type,
    ...(agent === undefined ? {} : { agent }),
    data: checked(events[type] as z.ZodObject, data, type),
  });
  const reject = (agent: string, reason: string): EventDraft => ({
    type: ACTION_REJECTED,
    agent,
    by: [agent],
    data: { reason },
  });

  const { moved } = definition;
  const world: World<Shared, Slice> = {
    initial(agents, chance) {
      const start = definition.start(agents, chance);
      return {
        shared: stateOf(shared, start.shared, 'the shared state'),
        slice: (agent) => stateOf(slice, start.slice(agent), `the slice of "${agent}"`),
      };
    },
    apply: (state, done, activation, chances) =>
      rulesOf(definition, activation).apply({
        state,
        actions: done.map(typed<Actions>),
        activation,
        chances,
        event,
        reject,
      }),
    reduce(draft, happened) {
      rules[happened.type]?.(draft, happened);
    },
    audience(happened, state) {
      if (happened.type === ACTION_REJECTED) return happened.agent === undefined ? [] : [happened.agent];
      const audience = audiences[happened.type];
      return audience === undefined ? 'public' : audience(happened, state);
    },
    ...(definition.delivery === undefined ? {} : { delivery: definition.delivery }),
    ...(definition.present === undefined ? {} : { present: definition.present }),
    ...(moved === undefined ? {} : { moved: (state, moves) => moved({ ...moves, state, event }) }),
    outline: {
      events: [
        ...Object.keys(events),
        ACTION_REJECTED,
        ...(definition.delivery === undefined ? [] : [EVENT_DELAYED, EVENT_LOST]),
      ],
      shared,
      slice: () => slice,
    },
    ended: definition.end,
  };
  return {
    world,
    facing(context) {
      const { can: allowed } = rulesOf(definition, context.activation);
      return situationOf(definition.view(context), actions, { allowed, phase: context.activation.phase });
    },
  };
}

/** The rules of the phase that an activation belongs to; what it leaves out is the world's own. */
function rulesOf<
  Shared extends object,
  Slice extends object,
  Actions extends ActionDefinitions,
  Events extends EventDefinitions,
>(
  { phases, apply }: Pick<WorldDefinition<Shared, Slice, Actions, Events>, 'phases' | 'apply'>,
  { phase }: Activation,
): Required<Pick<PhaseRules<Shared, Slice, Actions, Events>, 'apply'>> & { readonly can?: readonly string[] } {
  const found = phase === undefined ? undefined : phases?.[phase];
  return { apply, ...found };
}

function typed<Actions extends ActionDefinitions>({ agent, decision, situation }: Action): TypedAction<Actions> {
  if (decision.kind !== 'made' && decision.kind !== 'given') return { agent, action: null, failure: decision };
  const value = decision.kind === 'made' ? situation.options[decision.value] : decision.value;
  return { agent, ...actionIn(situation, value) } as unknown as TypedAction<Actions>;
}

/** @throws Error naming the place where an event's data is not what its schema says. */
function checked(schema: z.ZodObject, data: unknown, type: string): { readonly [key: string]: Json } {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data as { readonly [key: string]: Json };
  const [first] = parsed.error.issues;
  throw new Error(`the event ${type} says at ${first?.path.join('.') || 'its data'}: ${first?.message}`);
}

function stateOf<State>(schema: z.ZodType<State>, state: State, what: string): State {
  const parsed = schema.safeParse(state);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new Error(
    `${what} at the start is not as its schema says, at ${first?.path.join('.') || 'the top'}: ${first?.message}`,
  );
}

function assertKnown(definition: {
  readonly events: object;
  readonly reduce: object;
  readonly channels?: object;
}): void {
  const { events, reduce, channels = {} } = definition;
  for (const type of Object.keys(events)) {
    if (/^[a-z]+(-[a-z]+)+$/.test(type)) continue;
    throw new Error(
      `the event "${type}" must be named by words in small letters with hyphens between, as "coins-given"`,
    );
  }
  for (const [part, names] of [
    ['reduce', reduce],
    ['channels', channels],
  ] as const) {
    // prettier-ignore
    const stray = Object.keys(names).find((type) => !Object.hasOwn(events, type));
    if (stray !== undefined)
      throw new Error(`${part} speaks of "${stray}", which is none of the events ${Object.keys(events).join(', ')}`);
  }
}
