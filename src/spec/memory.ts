import type { LanguageModel, ModelFailure } from './language-model.js';
import type { Result } from './result.js';
import type { Situation } from './situation.js';

/** One thing that was perceived, as it is kept. */
export interface Remembered {
  /** What the scenario made of the event. */
  readonly item: unknown;
  /** Of the event it came from; `null` for what was remembered before the run. */
  readonly seq: number | null;
  /** When it was perceived, in virtual time. */
  readonly time: number;
}

/** What comes to an agent's mind when it decides. */
export interface Recalled {
  /** Oldest first. */
  readonly items: readonly unknown[];
  /** Seqs of the events that the items came from. */
  readonly seqs: readonly number[];
}

/** What a memory may use to recall. */
export interface RecallQuery {
  readonly agent: string;
  /** How many decisions the agent was asked for before. */
  readonly occasion: number;
  readonly time: number;
  /** What the agent faces, as it would be with an empty memory. */
  situation(): Situation;
  /** The agent's own model, for policies that write or embed; absent where its mind is none. */
  readonly words?: MemoryWords;
}

/** What a policy asks of the agent's own model. */
export type MemoryNeed = 'write' | 'embed';

/** What a memory may ask of a language model; recorded like any other answer, and equal questions of one run alike. */
export interface MemoryWords {
  write(asked: {
    readonly system: string;
    readonly prompt: string;
    readonly maxTokens: number;
  }): Promise<Result<string, ModelFailure>>;
  readonly embed?: (texts: readonly string[]) => ReturnType<NonNullable<LanguageModel['embed']>>;
}

/** How items are said in words, and what words are as an item: for memories that summarise, search or reflect. */
export interface ItemWords {
  say(item: unknown): string;
  /** An item that holds what a memory wrote itself. */
  note(text: string): unknown;
}

/**
 * What an agent keeps of what it perceives, and what of it comes to mind: `keep` is a pure fold, and `recall` is pure but
 * for what it asks of `words`.
 */
// oxlint-disable-next-line typescript/no-explicit-any
export interface MemoryPolicy<Kept = any> {
  readonly name: string;
  /** Most items that are recalled; `null` where there is no bound. */
  readonly bound: number | null;
  /** What is lost, in one sentence. */
  readonly loss: string;
  /** What of {@link MemoryWords} it needs. Default nothing. */
  readonly needs?: readonly MemoryNeed[];
  start(initial: readonly unknown[]): Kept;
  keep(kept: Kept, entry: Remembered): Kept;
  recall(
    kept: Kept,
    query: RecallQuery,
    words: ItemWords,
  ): Result<Recalled, ModelFailure> | Promise<Result<Recalled, ModelFailure>>;
}
