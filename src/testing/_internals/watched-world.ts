import { isDeepStrictEqual } from 'node:util';
import { withoutChanging } from '../../environment/index.js';
import {
  ACTION_REJECTED,
  type Event,
  type Scenario,
  type SituationContext,
  type StateReader,
} from '../../spec/index.js';
import { demand } from './demand.js';

type State = StateReader<unknown, unknown>;

/** What may be looked at while a world runs. */
export interface Eyes {
  /** The state between two commits. */
  state?(state: State): void;
  /** An event, before it changes the state. */
  event?(event: Event): void;
  /** Whom an event that a rule made is for. */
  audience?(event: Pick<Event, 'type' | 'agent' | 'data'>, audience: 'public' | readonly string[], state: State): void;
  /** What an agent is about to be asked. */
  situation?(context: SituationContext<unknown, unknown>, situation: unknown): void;
  /** What followed from actions. */
  drafts?(drafts: readonly { readonly type: string; readonly data: unknown }[]): void;
}

/** A scenario that is looked at while it runs, and does what it did. */
export function watched(scenario: Scenario, eyes: Eyes): Scenario {
  const { world, situations } = scenario;
  return {
    ...scenario,
    situations: {
      ...situations,
      facing(context) {
        const situation = situations.facing(context);
        eyes.situation?.(context, situation);
        return situation;
      },
    },
    world: {
      ...world,
      apply(...given) {
        const drafts = world.apply(...given);
        eyes.drafts?.(drafts);
        return drafts;
      },
      reduce(draft, event) {
        eyes.event?.(event);
        world.reduce(draft, event);
      },
      audience(event, state) {
        const audience = world.audience(event, state);
        eyes.audience?.(event, audience, state);
        return audience;
      },
      ended(state) {
        eyes.state?.(state);
        return world.ended(state);
      },
    },
  };
}

/**
 * A scenario whose rules are each called twice with the same, and must leave what they are given as it is.
 *
 * A run of it throws an Error that names the rule, and the place where it can be named.
 */
export function doubted(scenario: Scenario): Scenario {
  const { world, situations } = scenario;
  const { present } = world;
  const twice = <Out>(rule: string, given: readonly unknown[], call: () => Out): Out => {
    const before = JSON.stringify(given);
    const first = call();
    demand(JSON.stringify(given) === before, `${rule} changed what it was given: ${cut(before)}`);
    const said = JSON.stringify(first);
    const again = JSON.stringify(call());
    demand(said === again, `${rule} gave ${cut(again)} when it was called again, and ${cut(said)} before`);
    return first;
  };
  const pure = <Out>(rule: string, state: State, given: readonly unknown[], call: (state: State) => Out): Out =>
    twice(rule, given, () => withoutChanging(rule, state, call));
  return {
    ...scenario,
    situations: {
      ...situations,
      facing: ({ state, ...rest }) =>
        pure('a view', state, [rest.activation, rest.memory], (readable) =>
          situations.facing({ ...rest, state: readable }),
        ),
    },
    world: {
      ...world,
      apply: (state, actions, activation, chances) =>
        pure('apply', state, [actions, activation], (readable) => world.apply(readable, actions, activation, chances)),
      reduce(draft, event) {
        const before = JSON.stringify(event);
        world.reduce(draft, event);
        demand(JSON.stringify(event) === before, `reduce changed the event ${cut(before)}`);
      },
      audience: (event, state) => pure('audience', state, [event], (readable) => world.audience(event, readable)),
      ended: (state) => pure('ended', state, [], (readable) => world.ended(readable)),
      ...(present === undefined
        ? {}
        : { present: (state: State, agent: string) => pure('present', state, [], (readable) => present(readable, agent)) }), // prettier-ignore
    },
  };
}

/** @throws Error where a rejection does not say why, or does not reach the agent whose action it was. */
export function demandReason(
  event: Pick<Event, 'type' | 'agent' | 'data'>,
  audience: 'public' | readonly string[],
): void {
  if (event.type !== ACTION_REJECTED) return;
  const { agent, data } = event;
  const reason = data['reason'];
  demand(agent !== undefined, 'an action was rejected and nobody is named whose it was');
  demand(typeof reason === 'string' && reason.trim() !== '', `an action of "${agent}" was rejected without a reason`);
  const reaches = audience === 'public' || audience.includes(agent as string);
  demand(reaches, `an action of "${agent}" was rejected (${String(reason)}), and it does not perceive that`);
}

/** @throws Error that names the place of what is more than JSON: a date, a map, a function, a number without end. */
export function demandPlain(value: unknown, what: string): void {
  const place = oddPlace(value, '$');
  demand(place === undefined, `${what} holds at ${place} what JSON cannot`);
  const back: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  const withoutGaps: unknown = structuredClone(value);
  demand(isDeepStrictEqual(dropGaps(withoutGaps), back), `${what} comes back from JSON as something else`);
}

function oddPlace(value: unknown, path: string): string | undefined {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean')
    return undefined;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? undefined : path;
  if (typeof value !== 'object') return path;
  const plain = Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);
  if (!plain) return path;
  for (const [key, part] of Object.entries(value)) {
    const place = oddPlace(part, `${path}.${key}`);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** A key with nothing under it is as good as none. */
function dropGaps(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => (part === undefined ? null : dropGaps(part)));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([key, part]) => [key, dropGaps(part)]),
  );
}

function cut(text: string | undefined): string {
  return (text ?? 'nothing').slice(0, 300);
}
