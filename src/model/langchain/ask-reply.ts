import type { CallContext, ModelFailure, Prompt } from '../../spec/index.js';
import { askWithRepairs, type Attempts, type Outcome, type Reading } from '../_internals/ask-with-repairs.js';
import type { Ask, AskFailure, Asking } from './ask.js';
import type { ChatReply } from './chat-reply.js';
import { refused } from './reply-failures.js';

/** What is asked of an endpoint. */
export interface AskedReply<Value> {
  readonly prompt: Prompt;
  readonly asking: Asking;
  readonly repairs: number;
  /** Reads a reply that is no refusal; `attempts` is how many there were by then. */
  read(reply: ChatReply, attempts: number): Reading<Value> | Promise<Reading<Value>>;
}

/**
 * Asks an endpoint with {@link askWithRepairs}. A refusal is final: it is an answer. Attempt k is asked with the seed + k,
 * for a prompt that explains the same again would bring the same reply.
 */
export function askReply<Value>(
  { ask, context }: { readonly ask: Ask; readonly context: CallContext },
  { prompt, asking, repairs, read }: AskedReply<Value>,
  attempts: Attempts<ChatReply>,
): Promise<Outcome<Value, AskFailure>> {
  const { seed } = asking;
  return askWithRepairs<Value, ChatReply, AskFailure>(
    {
      prompt,
      repairs,
      ask: (asked, attempt) =>
        ask(asked, { ...asking, ...(seed === undefined ? {} : { seed: (seed + attempt) >>> 0 }) }, context),
      read: (reply, count) => (reply.refusal === undefined ? read(reply, count) : final(refused(reply.refusal))),
    },
    attempts,
  );
}

function final(failure: ModelFailure): Reading<never> {
  return { kind: 'final', failure };
}
