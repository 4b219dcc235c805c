import type {
  ItemWords,
  MemoryPolicy,
  MemoryWords,
  ModelFailure,
  RecallQuery,
  Recalled,
  Remembered,
  Result,
  Situation,
} from '../../spec/index.js';

/** A request that a memory made, with its verb. */
export interface MemoryRequest {
  readonly verb: 'write' | 'embed';
  readonly text: string;
}

/** A model for memories that keeps what it was asked. */
export interface ListeningWords {
  readonly words: MemoryWords;
  readonly requests: readonly MemoryRequest[];
}

/** What a trial of a memory policy is made of. */
export interface MemoryTrial {
  readonly policy: MemoryPolicy;
  readonly items: ItemWords;
  readonly words: MemoryWords | undefined;
  entry(index: number): Remembered;
  situation(): Situation;
}

/** What one recall gave, after so many items. */
export interface Step {
  readonly kept: unknown;
  readonly recalled: Result<Recalled, ModelFailure>;
}

/** Answers in words with `reply`, and embeds by length; or fails. */
export function listeningWords(reply: (prompt: string) => string | ModelFailure): ListeningWords {
  const requests: MemoryRequest[] = [];
  const usage = { promptTokens: 0, completionTokens: 0 };
  return {
    requests,
    words: {
      async write({ system, prompt }) {
        requests.push({ verb: 'write', text: `${system}\n${prompt}` });
        const said = reply(prompt);
        return typeof said === 'string' ? { ok: true, value: said } : { ok: false, failure: said };
      },
      async embed(texts) {
        for (const text of texts) requests.push({ verb: 'embed', text });
        const said = reply('');
        if (typeof said !== 'string') return { ok: false, failure: said };
        const vectors = texts.map((text) => {
          const angle = text.length % 7;
          return [Math.cos(angle), Math.sin(angle)];
        });
        return { ok: true, value: { vectors, usage } };
      },
    },
  };
}

/**
 * What the policy recalls of this state after so many items.
 *
 * @throws Error when it changes the state or the query.
 */
export async function recallAfter(
  trial: MemoryTrial,
  kept: unknown,
  count: number,
): Promise<Result<Recalled, ModelFailure>> {
  const { policy, items } = trial;
  try {
    return await policy.recall(kept, queryAfter(trial, count), items);
  } catch (error) {
    throw changedInPlace(error, `recall of "${policy.name}"`);
  }
}

/** What the policy makes of a state and what was perceived, all of it frozen. @throws Error when it changes either. */
function keptOf({ policy, entry }: MemoryTrial, kept: unknown, index: number): unknown {
  try {
    return frozen(policy.keep(kept, frozen(entry(index))));
  } catch (error) {
    throw changedInPlace(error, `keep of "${policy.name}"`);
  }
}

/** The sentence of the kit where the error is that of a frozen value, else the error as it is. */
function changedInPlace(error: unknown, who: string): unknown {
  if (!(error instanceof TypeError) || !OF_FROZEN.test(error.message)) return error;
  const what = `${who} changed what it was handed; expected that it leaves the state and the item as they are`;
  return new Error(`${what}, and makes a new state of them`, { cause: error });
}

const OF_FROZEN = /read only|read-only|not extensible|Cannot delete|Cannot redefine/;

/** What an agent is asked to recall after so many items. */
function queryAfter({ words, situation }: MemoryTrial, count: number): RecallQuery {
  return { agent: 'ann', occasion: count, time: count, situation, ...(words === undefined ? {} : { words }) };
}

/** Perceives so many items and recalls after each `between`; everything that is handed over is frozen. */
export async function* recalls(
  trial: MemoryTrial,
  count: number,
  between = 1,
): AsyncGenerator<Step & { count: number }> {
  let kept: unknown = frozen(trial.policy.start([]));
  for (let index = 0; index <= count; index += 1) {
    if (index % between === 0) {
      yield { kept, recalled: await recallAfter(trial, kept, index), count: index };
    }
    kept = keptOf(trial, kept, index);
  }
}

/** Freezes what can be reached, however deep; what is frozen already was reached before. */
export function frozen<Value>(value: Value): Value {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null || Object.isFrozen(next) || ArrayBuffer.isView(next)) continue;
    Object.freeze(next);
    open.push(...Object.values(next));
  }
  return value;
}
