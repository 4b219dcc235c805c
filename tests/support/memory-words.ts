import type {
  ItemWords,
  MemoryPolicy,
  MemoryWords,
  ModelFailure,
  RecallQuery,
  Recalled,
  Remembered,
  Result,
} from '../../src/spec/index.js';
import { situationIn } from './small-world.js';

/** Items are texts. */
export const asText: ItemWords = { say: String, note: (text) => text };

/** Words from a script, with the prompts that it was shown. */
export function scriptedWords(write: (prompt: string, call: number) => string | ModelFailure): MemoryWords & {
  readonly prompts: readonly string[];
} {
  const prompts: string[] = [];
  return {
    prompts,
    async write({ prompt }) {
      const said = write(prompt, prompts.push(prompt) - 1);
      return typeof said === 'string' ? { ok: true, value: said } : { ok: false, failure: said };
    },
  };
}

/** What is kept after these texts, the first of them event 0 at time 0. */
export function keptOf<Kept>(policy: MemoryPolicy<Kept>, texts: readonly string[], before?: Kept): Kept {
  return texts.reduce(
    (kept, item, seq) => policy.keep(kept, { item, seq, time: seq } satisfies Remembered),
    before ?? policy.start([]),
  );
}

/** What ann recalls at a time, facing a text. */
export async function recallOf<Kept>(
  policy: MemoryPolicy<Kept>,
  kept: Kept,
  asked: Partial<RecallQuery> & { readonly facing?: string } = {},
): Promise<Result<Recalled, ModelFailure>> {
  const { facing = '', ...rest } = asked;
  const situation = () => ({ ...situationIn(''), statements: [[facing]], cue: { completion: [], chat: [] } });
  return policy.recall(kept, { agent: 'ann', occasion: 0, time: 0, situation, ...rest }, asText);
}
