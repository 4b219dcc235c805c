import type {
  Event,
  ItemWords,
  Lens,
  MemoryPolicy,
  MemoryWords,
  ModelFailure,
  Recalled,
  Remembering,
  Result,
  Situation,
} from '../../spec/index.js';
import { windowMemory } from './window-memory.js';

/** How a scenario's agents remember, as the kernel takes it. */
export interface AgentMemory {
  /** Whether to recall may cost calls of a model. */
  readonly asks: boolean;
  initial(agent: string): unknown;
  keep(
    kept: unknown,
    perceived: { readonly event: Event; readonly agent: string; readonly time: number; readonly lens: Lens },
  ): unknown;
  recall(
    kept: unknown,
    asked: {
      readonly agent: string;
      readonly occasion: number;
      readonly time: number;
      situation(): Situation;
    },
  ): Result<Recalled, ModelFailure> | Promise<Result<Recalled, ModelFailure>>;
}

const AS_TEXT: ItemWords = { say: String, note: (text) => text };

/**
 * Joins what a scenario remembers of an event with the policy that keeps it.
 *
 * @param wordsOf The model that an agent's memory may ask, where its mind has one.
 */
export function memoryRule(
  remembering: Remembering,
  wordsOf?: (agent: string, occasion: number) => MemoryWords | undefined,
): AgentMemory {
  const policy: MemoryPolicy = remembering.policy ?? windowMemory(remembering.window);
  const words = remembering.words ?? AS_TEXT;
  const blind = policy.bound === 0;
  return {
    asks: policy.needs !== undefined && policy.needs.length > 0,
    initial: (agent) => policy.start(blind ? [] : (remembering.initial?.(agent) ?? [])),
    keep(kept, { event, agent, time, lens }) {
      if (blind) return kept;
      const item = remembering.item(event, agent, lens);
      return item === undefined ? kept : policy.keep(kept, { item, seq: event.seq, time });
    },
    recall(kept, asked) {
      const own = wordsOf?.(asked.agent, asked.occasion);
      return policy.recall(kept, own === undefined ? asked : { ...asked, words: own }, words);
    },
  };
}
