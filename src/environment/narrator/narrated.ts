import { z } from 'zod';
import type {
  AgentSlot,
  Event,
  EventDraft,
  Injectable,
  Regime,
  SituationContext,
  Text,
  World,
} from '../../spec/index.js';
import { situationOf } from '../_internals/world-situation.js';
import { structured, text } from '../actions.js';
import {
  defineWorld,
  type ActionDefinitions,
  type DefinedWorld,
  type EventDefinitions,
  type PhaseRules,
  type TypedAction,
  type Turn,
  type View,
  type WorldDefinition,
} from '../define-world.js';
import { ATTEMPT, ATTEMPT_MADE, attemptOf, NARRATE, NOTHING_HAPPENED, OUTCOME_TOLD, type Attempt } from './attempts.js';
import { checkNarration } from './check-narration.js';
import { narratedRegime } from './narrated-regime.js';
import { createReaders, movesOf, type NarratedShared, type NarratedSlice } from './narrated-state.js';
import { narrationSchema, type NarrationOptions } from './narration-options.js';
import { narrationRules } from './narration-rules.js';
import { lineOf, narratorView } from './narrator-view.js';

/** Actions of a narrated world, attempts among them. */
type Offered<Actions> = (keyof Actions & string) | typeof ATTEMPT;

/** A world in which agents may also try things in their own words: a {@link WorldDefinition} that may leave more out. */
export interface NarratedDefinition<
  Shared extends object,
  Slice extends object,
  Actions extends ActionDefinitions,
  Events extends EventDefinitions,
> extends Omit<WorldDefinition<Shared, Slice, Actions, Events>, 'actions' | 'view' | 'apply' | 'phases'> {
  /** Actions beside attempts. Default none. */
  readonly actions?: Actions;
  /** What a player sees; it can do `attempt` too. */
  view(
    context: SituationContext<Shared, Slice>,
  ): Omit<View, 'can'> & { readonly can: Offered<Actions> | readonly Offered<Actions>[] };
  /** What follows from all that is no attempt. Default nothing, but a rejection of each decision that failed. */
  apply?(turn: Turn<Shared, Slice, Actions, Events>): readonly EventDraft[];
  readonly phases?: {
    readonly [phase: string]: Omit<PhaseRules<Shared, Slice, Actions, Events>, 'can'> & {
      readonly can?: readonly Offered<Actions>[];
    };
  };
}

/** Parts of a scenario with a narrator. */
export interface Narrated<Shared, Slice> extends DefinedWorld<NarratedShared<Shared>, NarratedSlice<Slice>> {
  /** The players, and the narrator after them. */
  readonly agents: readonly AgentSlot[];
  /** The regime of the players, with the narrator after each attempt. */
  regime(players: Regime): Regime;
  /** An attempt may come from outside: an intervention that injects `attempt-made` with `words`, of a player. */
  readonly injectable: { readonly [type: string]: Injectable };
  /** What is remembered of attempts and of what came of them, as a line; `undefined` of any other event. */
  line(event: Event, agent: string): Text | undefined;
}

/**
 * An open-ended world: agents try things in their own words (the action `attempt`), and a narrator says what comes of
 * each, in words and as events of the world.
 *
 * The narrator is an agent like any other, a language model, a script or a person; its decisions are recorded, replayed
 * and forked like theirs. It is asked once for each attempt, right after it, and for nothing else. It can only bring
 * about the events that `mayChange` names, with data that fit their schemas, of players, and as far as `allows` lets it;
 * what is not allowed is a rejected action with its reason. An answer that cannot be used brings nothing about
 * (`nothing-happened`). Who does not hear of an attempt does not hear what came of it; events that were brought about
 * reach whom the world's own channels say.
 *
 * The world does not end before something came of every attempt. A players' regime need not declare the narrator.
 *
 * A game master that says what comes of free text: Vezhnevets et al. 2023, Concordia (arXiv 2312.03664).
 *
 * @throws MesocosmError (usage) when there are no players, `mayChange` names no event of the world, or two agents have one id
 *   or name.
 */
export function narrated<
  Shared extends object,
  Slice extends object,
  const Events extends EventDefinitions,
  const Actions extends ActionDefinitions = Record<never, never>,
>(
  definition: NarratedDefinition<Shared, Slice, Actions, Events>,
  options: NarrationOptions<Shared, Slice, Events>,
): Narrated<Shared, Slice> {
  const narrator: AgentSlot = { id: 'narrator', name: 'the narrator', ...options.narrator, role: 'narrator' };
  const agents = [...options.players, narrator];
  checkNarration(definition, options, agents);
  const { atMost = 3, maxCharacters = 200, maxTold = 300, players } = options;
  const readers = createReaders<Shared, Slice>(players.map(({ id }) => id));
  const rules = narrationRules(options, { narrator: narrator.id, readers });
  const schema = narrationSchema(options.mayChange, { events: definition.events, players, atMost, maxTold });
  const { world: own, facing } = defineWorld({
    ...definition,
    actions: { ...definition.actions, [ATTEMPT]: text(maxCharacters) },
    apply: definition.apply ?? rejectFailures,
  } as unknown as WorldDefinition<Shared, Slice, ActionDefinitions, EventDefinitions>);

  const world: World<NarratedShared<Shared>, NarratedSlice<Slice>> = {
    initial(_agents, chance) {
      const start = own.initial(readers.players, chance);
      return {
        shared: { own: start.shared, attempts: [] },
        slice: (agent) => ({ own: agent === narrator.id ? null : start.slice(agent) }),
      };
    },
    apply(state, actions, activation, chances) {
      if (activation.asks === NARRATE) return rules.narrate(state, actions, activation);
      const others = actions.filter((action) => attemptOf(action) === undefined);
      return [...rules.attempts(actions), ...own.apply(readers.state(state), others, activation, chances)];
    },
    reduce(draft, event) {
      if (!rules.reduce(draft, event)) own.reduce(readers.draft(draft), event);
    },
    audience: (event, state) => rules.audience(event, state) ?? own.audience(event, readers.state(state)),
    ...(own.delivery === undefined ? {} : { delivery: own.delivery }),
    ...(own.moved === undefined
      ? {}
      : { moved: (state, moves) => own.moved?.(readers.state(state), movesOf(readers.players, moves)) ?? [] }),
    outline: {
      events: [...(own.outline?.events ?? []), ATTEMPT_MADE, OUTCOME_TOLD, NOTHING_HAPPENED],
      shared: definition.shared,
      slice: (agent) => (agent === narrator.id ? undefined : definition.slice),
    },
    written: readers.written,
    present: (state, agent) => agent === narrator.id || (own.present?.(readers.state(state), agent) ?? true),
    ended: (state) => (state.shared.attempts.length > 0 ? undefined : own.ended(readers.state(state))),
  };
  return {
    world,
    agents,
    facing(context) {
      const state = readers.state(context.state);
      if (context.activation.asks !== NARRATE) return facing({ ...context, state });
      const attempt = rules.due(context.state, context.activation) as Attempt;
      const view = narratorView(options, { attempt, shown: options.shows({ state, attempt, memory: context.memory }) });
      return situationOf(view, { [NARRATE]: structured(schema) });
    },
    regime: (inner) => narratedRegime(inner, narrator.id),
    injectable: {
      [ATTEMPT_MADE]: {
        data: z.strictObject({ words: z.string().trim().min(1).max(maxCharacters) }),
        agents: readers.players,
      },
    },
    line: lineOf(agents),
  };
}

function rejectFailures({
  actions,
  reject,
}: Turn<object, object, ActionDefinitions, EventDefinitions>): readonly EventDraft[] {
  return (actions as readonly TypedAction<ActionDefinitions>[]).flatMap((done) =>
    done.action === null ? [reject(done.agent, done.failure.message)] : [],
  );
}
