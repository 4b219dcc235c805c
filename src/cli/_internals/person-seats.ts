import { fstatSync } from 'node:fs';
import { personMind, terminalPerson, type PersonFallback, type PersonMind } from '../../agent/index.js';
import { userError } from '../../foundation/errors/index.js';
import type { Context } from '../context.js';

/** What a command says of people, as commander collects it. */
export interface PersonOptions {
  /** Agents whose places the person at the terminal takes. */
  readonly person?: readonly string[];
  /** Seconds. */
  readonly personTimeout?: number;
  /** `refused`, `others`, or the label of an option. */
  readonly personFallback?: string;
}

/** The person at the terminal, by the agents whose places it takes. */
export interface PersonSeats {
  readonly people?: { readonly [agent: string]: PersonMind };
  /** Stops listening to standard input. */
  close(): void;
}

/**
 * Puts whoever is at the terminal, or what is piped to the command, in the places of agents.
 *
 * @param options Labels that a fallback may name.
 * @throws MesocosmError (usage) when nobody can answer here, or what is said of a person does nothing.
 */
export function personSeats(
  { person = [], personTimeout, personFallback }: PersonOptions,
  labels: readonly string[],
  { input, terminal }: Pick<Context, 'input' | 'terminal'>,
): PersonSeats {
  if (person.length === 0) {
    const idle = personTimeout === undefined ? '--person-fallback' : '--person-timeout';
    if (personTimeout === undefined && personFallback === undefined) return { close: () => undefined };
    const what = `${idle} says what holds for a person, and nobody takes part`;
    throw userError({ kind: 'usage', what, remedy: `name an agent with --person, or leave ${idle} away` });
  }
  const fallback = fallbackOf(personFallback, labels);
  const heard = input ?? process.stdin;
  if (!isHeard(heard)) throw nobodyHere();
  const output = { write: (text: string) => terminal.warn(text.trimEnd()) };
  const { ask, close } = terminalPerson({ input: heard, output });
  const timeout = personTimeout === undefined ? {} : { timeoutMs: personTimeout * 1000 };
  const mind = personMind({ ask, fallback, attempts: Infinity, name: 'person at the terminal', ...timeout });
  return { people: Object.fromEntries(person.map((agent) => [agent, mind])), close };
}

function fallbackOf(given: string | undefined, labels: readonly string[]): PersonFallback {
  if (given === undefined || given === 'refused' || given === 'others') return given ?? 'refused';
  if (labels.includes(given)) return { option: given };
  throw userError({
    kind: 'usage',
    what: `--person-fallback ${given} is not possible`,
    given,
    available: ['refused', 'others', ...labels],
  });
}

/** Whether a person types there, or something is piped. */
export function isHeard(input: NonNullable<Context['input']>): boolean {
  if (input.isTTY === true || input.fd === undefined) return true;
  try {
    const about = fstatSync(input.fd);
    return about.isFIFO() || about.isFile() || about.isSocket();
  } catch {
    return false;
  }
}

function nobodyHere(): Error {
  return userError({
    kind: 'usage',
    what: '--person needs somebody who answers, and standard input is neither a terminal nor a pipe',
    remedy: 'run it in a terminal, or pipe the answers to it, one a line',
  });
}
