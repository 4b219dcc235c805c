import { personMind, terminalPerson, type AskPerson, type PersonFallback, type PersonMind } from '../../agent/index.js';
import { userError } from '../../foundation/errors/index.js';
import type { PersonSettings } from '../../study/index.js';
import type { Context } from '../context.js';
import { isHeard } from './person-seats.js';

/** Who answers again in places that persons took. */
export interface PersonAgain {
  person(about: { readonly agent: string; readonly settings: PersonSettings }): PersonMind;
  /** Whether anybody was asked. */
  asked(): boolean;
  /** Stops listening to standard input. */
  close(): void;
}

/**
 * Whoever is at the terminal now, in the places of those who were asked before: asked for what they did not say yet, with
 * the time and the fallback of then. Where nobody can answer, what needs them stops with a sentence; nothing else does.
 *
 * @throws MesocosmError (usage) when called for a person whose fallback was a mind of a program.
 */
export function personAgain({ input, terminal }: Pick<Context, 'input' | 'terminal'>): PersonAgain {
  const heard = input ?? process.stdin;
  const output = { write: (text: string) => terminal.warn(text.trimEnd()) };
  const { ask, close } = terminalPerson({ input: heard, output });
  let asked = false;
  const askNow: AskPerson = (question, signal) => {
    asked = true;
    return ask(question, signal);
  };
  const minds = new Map<string, PersonMind>();
  const open = (agent: string, settings: PersonSettings): PersonMind => {
    const fallback = fallbackIn(agent, settings.fallback);
    if (!isHeard(heard)) return nobody(agent, settings);
    const timeout = settings.timeoutMs === null ? {} : { timeoutMs: settings.timeoutMs };
    return personMind({ ask: askNow, fallback, attempts: Infinity, ...timeout });
  };
  return {
    person({ agent, settings }) {
      const key = JSON.stringify([settings.timeoutMs, settings.fallback, isHeard(heard) ? '' : agent]);
      const mind = minds.get(key) ?? open(agent, settings);
      minds.set(key, mind);
      return mind;
    },
    asked: () => asked,
    close,
  };
}

/** A fallback as a manifest has it, in words. */
function fallbackIn(agent: string, words: string): PersonFallback {
  if (words === 'refused' || words === 'malformed' || words === 'others') return words;
  if (words.startsWith('option ')) return { option: words.slice('option '.length) };
  throw userError({
    kind: 'usage',
    what: `for the person in the place of "${agent}" the ${words} was to answer in need, which no command can make again`,
    remedy: 'use `forkRuns` in the program that made it, with `person`',
  });
}

function nobody(agent: string, settings: PersonSettings): PersonMind {
  const message =
    `a person was in the place of "${agent}" and is to answer something new, and standard input is neither a terminal ` +
    'nor a pipe: run the command in a terminal, or pipe the answers to it, one a line';
  const name = 'nobody';
  const judge = () => ({ kind: 'unavailable', message }) as const;
  return { name, settings, judge, beside: () => ({ name, judge }) };
}
