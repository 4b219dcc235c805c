import type { ModelFailure, Prompt, Result, Usage } from '../../spec/index.js';
import { TOO_LONG } from './is-kept.js';

/** What is made of a reply: what it says; or why it will not do, and the prompt that explains this to the model. */
export type Reading<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'unfit'; readonly failure: ModelFailure; readonly again: Prompt }
  /** It will not do, and asking again is no remedy. */
  | { readonly kind: 'final'; readonly failure: ModelFailure };

/** How it ended: with what was read; with a reply that will not do; or without a reply. */
export type Outcome<Value, Failure extends ModelFailure> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'unfit'; readonly failure: ModelFailure }
  | { readonly kind: 'no-reply'; readonly failure: Failure };

/** What is asked for. */
export interface Wanted<Value, Reply, Failure extends ModelFailure> {
  readonly prompt: Prompt;
  /** Attempts after the first, at most. */
  readonly repairs: number;
  /** Asks once; `attempt` counts from 0. */
  ask(prompt: Prompt, attempt: number): Promise<Result<Reply, Failure>>;
  /** Reads one reply; `attempts` is how many there were by then. */
  read(reply: Reply, attempts: number): Reading<Value> | Promise<Reading<Value>>;
}

/** What came of the attempts so far. Both lists grow as it is asked; with replies in the first it goes on after these. */
export interface Attempts<Reply> {
  readonly replies: Reply[];
  /** What each request took. */
  readonly taken: { readonly usage: Usage }[];
}

/**
 * Asks for one thing: a reply that will not do is explained to the model and asked for again, at most `repairs` times. An
 * explanation that the context has no room for ends it like the last of them.
 */
export async function askWithRepairs<Value, Reply extends { readonly usage: Usage }, Failure extends ModelFailure>(
  { prompt, repairs, ask, read }: Wanted<Value, Reply, Failure>,
  { replies, taken }: Attempts<Reply>,
): Promise<Outcome<Value, Failure>> {
  for (;;) {
    const last = replies.at(-1);
    const reading = last === undefined ? undefined : await read(last, replies.length);
    if (reading?.kind === 'read') return reading;
    if (reading !== undefined && (reading.kind === 'final' || replies.length > repairs)) {
      return { kind: 'unfit', failure: reading.failure };
    }
    const reply = await ask(reading?.again ?? prompt, replies.length);
    if (reply.ok) {
      replies.push(reply.value);
      taken.push(reply.value);
    } else if (reading !== undefined && reply.failure.code === TOO_LONG) {
      const { requests = 1, usage = NOTHING } = reply.failure;
      taken.push({ usage: { ...usage, requests } });
      return { kind: 'unfit', failure: reading.failure };
    } else {
      return { kind: 'no-reply', failure: reply.failure };
    }
  }
}

const NOTHING: Usage = { promptTokens: 0, completionTokens: 0 };
