import { z } from 'zod';
import type { AnswerForm, Situation, Text } from '../../spec/index.js';
import { answerFormOf, payloadSchema, type ActionDefinition } from '../actions.js';
import type { View } from '../define-world.js';

/** Joins the names of actions that an agent may choose from. */
const OR = ' or ';

/** Puts a view as a situation: which actions, with what is asked for. */
export function situationOf(
  view: View,
  actions: { readonly [name: string]: ActionDefinition },
  within: { readonly allowed?: readonly string[]; readonly phase?: string } = {},
): Situation {
  const { allowed, phase } = within;
  const offered = typeof view.can === 'string' ? [view.can] : view.can;
  const names = allowed === undefined ? offered : offered.filter((name) => allowed.includes(name));
  if (names.length === 0 && offered.length > 0) {
    throw new Error(`a view offers ${offered.join(', ')}, none of which the phase "${phase}" allows`);
  }
  const statements = view.sees.map(asText);
  const { options, answer } = view.options === undefined ? askedFor(names, actions) : { options: view.options };
  return {
    kind: names.join(OR),
    options,
    ...(answer === undefined ? {} : { answer }),
    state: [view.state ?? view.sees.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')],
    framing: view.framing.map(asText),
    statements,
    unordered: false,
    names: [],
    cue: { completion: asText(view.begins ?? view.asks), chat: asText(view.asks) },
  };
}

/** Which action an answer was for, and what it came with. */
export function actionIn(situation: Situation, value: unknown): { readonly action: string; readonly value: unknown } {
  const names = situation.kind.split(OR);
  const [first = ''] = names;
  if (names.length === 1) return { action: first, value };
  if (situation.answer === undefined) return { action: String(value), value: null };
  const { action, value: payload = null } = value as { readonly action: string; readonly value?: unknown };
  return { action, value: payload };
}

function askedFor(
  names: readonly string[],
  actions: { readonly [name: string]: ActionDefinition },
): { readonly options: readonly string[]; readonly answer?: AnswerForm } {
  const definitions = names.map((name) => {
    const definition = actions[name];
    if (definition === undefined) {
      throw new Error(`a view offers the action "${name}"; this world has ${Object.keys(actions).join(', ')}`);
    }
    return definition;
  });
  const [first] = definitions;
  if (first === undefined)
    throw new Error('a view offers no action; an agent that is asked must be able to do something');
  if (definitions.length === 1) {
    if (first.kind === 'nothing') throw new Error(`"${names[0]}" is doing nothing, and nothing else is offered`);
    return first.kind === 'choice' ? { options: first.options } : { options: [], answer: answerFormOf(first) };
  }
  if (definitions.every(({ kind }) => kind === 'nothing')) return { options: names };
  const kinds = definitions.map((definition, place) => {
    const payload = payloadSchema(definition);
    const action = z.literal(names[place] as string);
    return payload === undefined ? z.object({ action }) : z.object({ action, value: payload });
  });
  return { options: [], answer: { kind: 'structured', schema: z.union(kinds) } };
}

function asText(line: string | Text): Text {
  return typeof line === 'string' ? [line] : line;
}
