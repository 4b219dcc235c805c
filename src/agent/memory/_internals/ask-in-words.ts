import { failed, success, type MemoryWords, type ModelFailure, type Result } from '../../../spec/index.js';

/** Something that is written by the agent's own model and must have a shape. */
export interface WordsAsked<Value> {
  readonly system: string;
  readonly prompt: string;
  readonly maxTokens: number;
  /** What is read in the reply, or `undefined` where it is not there. */
  read(reply: string): Value | undefined;
  /** What the reply should have been: `a whole number from 1 to 10`. */
  readonly expected: string;
}

/** How often a reply that cannot be read is explained to the model and asked again. */
const REPAIRS = 2;
/** Characters of a reply that are shown again, or kept as evidence. */
const SHOWN = 200;

/** Asks in words and reads the reply; one that cannot be read is asked for again, and is malformed after the last time. */
export async function askInWords<Value>(
  words: MemoryWords | undefined,
  asked: WordsAsked<Value>,
): Promise<Result<Value, ModelFailure>> {
  if (words === undefined) return failed(noWords('write'));
  const { system, prompt, maxTokens, expected } = asked;
  let evidence = '';
  for (let attempt = 0; attempt <= REPAIRS; attempt += 1) {
    const repair = attempt === 0 ? '' : `\n\nAn earlier answer was "${evidence}". Expected was ${expected}. Try again.`;
    const reply = await words.write({ system, prompt: `${prompt}${repair}`, maxTokens });
    if (!reply.ok) return reply;
    const value = asked.read(reply.value);
    if (value !== undefined) return success(value);
    evidence = clipped(reply.value.trim(), SHOWN);
  }
  return failed({ kind: 'malformed', message: `expected ${expected}`, retryable: false, evidence });
}

/** A policy that needs a model met a mind that has none: the run should have been refused. */
export function noWords(verb: 'write' | 'embed'): ModelFailure {
  const does = verb === 'write' ? 'writes' : 'compares embeddings';
  const message = `the memory ${does} with the agent's own model, and its mind has none that does`;
  return { kind: 'not-available', message, retryable: false };
}

/** At most so many characters (UTF-16 code units), no character cut in half. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
