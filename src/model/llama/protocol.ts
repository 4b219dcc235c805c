import type { Prompt } from '../../spec/index.js';
import type { Grammar } from './grammar.js';

/** What the parent asks a worker; one question at a time. */
export type Question =
  | { readonly verb: 'open'; readonly modelPath: string; readonly contextSize: number }
  | { readonly verb: 'choose'; readonly prompt: Prompt; readonly options: readonly string[] }
  | { readonly verb: 'score'; readonly prompt: Prompt; readonly continuations: readonly string[] }
  /** The text is the prompt's. */
  | { readonly verb: 'embed'; readonly prompt: Prompt }
  | {
      readonly verb: 'write';
      readonly prompt: Prompt;
      readonly maxTokens: number;
      readonly temperature: number;
      readonly seed: number;
      /** What the text is held to. */
      readonly grammar?: Grammar;
    };

/** What a worker answers. */
export type Answer =
  | { readonly verb: 'open' }
  /** Log-likelihood of each continuation, with its number of tokens. */
  | {
      readonly verb: 'choose' | 'score';
      readonly logs: readonly number[];
      readonly tokens: readonly number[];
      /** For each continuation the longest other one that it begins with, by tokens; -1 where there is none. */
      readonly begunBy?: readonly number[];
      readonly promptTokens: number;
    }
  | { readonly verb: 'embed'; readonly vector: readonly number[]; readonly promptTokens: number }
  | {
      readonly verb: 'write';
      readonly text: string;
      readonly finishReason: 'stop' | 'length';
      readonly promptTokens: number;
      readonly completionTokens: number;
    };

/** A question about a prompt. */
export type PromptQuestion = Exclude<Question, { readonly verb: 'open' }>;

/** A question on the wire. */
export interface Asked {
  readonly id: number;
  readonly question: Question;
}

/** Nobody waits for this answer any more. */
export interface Cancelled {
  readonly cancel: number;
}

/** An answer on the wire, or why there is none: it is too long for the context, was cancelled, or there was trouble. */
export type Replied =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly error: string; readonly reason: 'too-long' | 'aborted' | 'failed' };
