import type { Event } from 'mesocosm';
import { CODED, PERSON_SAID, SYSTEM_REPLIED, VERDICT_GIVEN } from './events.js';

/** One thing that was said. */
export interface Utterance {
  readonly role: 'person' | 'system';
  readonly text: string;
  /** Nothing was said: the decision failed. */
  readonly failed?: true;
}

/** A conversation that was held, as a rule sees it and a report counts it. */
export interface Conversation {
  /** Id of the agent, and the name of the persona in its place, where there is one. */
  readonly agent: string;
  readonly persona?: string;
  readonly utterances: readonly Utterance[];
  /** What the person says of it; absent where it would not say. */
  readonly verdict?: string;
  /** Names of the failures found in it; absent where nobody has coded it. */
  readonly failures?: readonly string[];
}

/** Reads the conversations of a run from its events, in the order of the people. */
export function conversationsOf(events: Iterable<Event>): readonly Conversation[] {
  const found = new Map<string, { -readonly [Key in keyof Conversation]: Conversation[Key] }>();
  const personas = new Map<string, string>();
  const of = (agent: string): { -readonly [Key in keyof Conversation]: Conversation[Key] } => {
    const persona = personas.get(agent);
    const one = found.get(agent) ?? { agent, utterances: [], ...(persona === undefined ? {} : { persona }) };
    found.set(agent, one);
    return one;
  };
  for (const { type, data } of events) {
    if (type === 'run-started') {
      for (const { id, persona } of data['agents'] as readonly { readonly id: string; readonly persona?: string }[]) {
        if (persona !== undefined) personas.set(id, persona);
      }
    }
    const person = data['person'] as string;
    if (type === PERSON_SAID || type === SYSTEM_REPLIED) {
      const one = of(person);
      const role = type === PERSON_SAID ? 'person' : 'system';
      const failed = data['failed'] === true ? { failed: true as const } : {};
      one.utterances = [...one.utterances, { role, text: data['text'] as string, ...failed }];
    }
    if (type === VERDICT_GIVEN) of(person).verdict = data['verdict'] as string;
    if (type === CODED) of(person).failures = data['failures'] as readonly string[];
  }
  return [...found.values()];
}
