import type { LlamaContextSequence, Token } from 'node-llama-cpp';

/** A token in the context, with the batch that it was evaluated in: as in truth, that moves the numbers a little. */
interface Held {
  readonly token: number;
  readonly batch: string;
}

/** A sequence that counts what it evaluates. */
export interface FakeSequence {
  readonly sequence: LlamaContextSequence;
  /** Tokens that were evaluated so far. */
  evaluated(): number;
  /** Tokens in the context. */
  held(): readonly number[];
  /** Makes the next evaluation fail. */
  failNext(): void;
}

const VOCABULARY = 10;

/**
 * Stands for a context of node-llama-cpp: ten tokens, whose logits are a function of all tokens before and of the batches
 * in which they were evaluated. Whoever evaluates the same prompt in another split gets other numbers.
 */
export function fakeSequence(): FakeSequence {
  let context: Held[] = [];
  let evaluated = 0;
  let failing = false;

  const add = (tokens: readonly number[]): void => {
    if (failing) {
      failing = false;
      context.push({ token: 0, batch: 'half a batch' });
      throw new Error('the device is gone');
    }
    const batch = tokens.join(' ');
    context.push(...tokens.map((token) => ({ token, batch })));
    evaluated += tokens.length;
  };
  const logitsNow = (): readonly number[] => {
    const text = context.map(({ token, batch }) => `${token}(${batch})`).join(',');
    return Array.from({ length: VOCABULARY }, (_, token) => hash(`${token}|${text}`) * 8);
  };

  const sequence = {
    get nextTokenIndex() {
      return context.length;
    },
    async eraseContextTokenRanges([{ start, end }]: readonly [{ start: number; end: number }]) {
      if (end !== context.length) throw new Error('only the end of a context is erased');
      context = context.slice(0, start);
    },
    async evaluateWithoutGeneratingNewTokens(tokens: readonly number[]) {
      add(tokens);
    },
    async controlledEvaluate(input: readonly (number | [number, Wanted])[]) {
      add(input.map((item) => (typeof item === 'number' ? item : item[0])));
      const last = input.at(-1);
      if (typeof last !== 'object') throw new Error('the last token must ask for logits');
      const logits = logitsNow();
      const largest = Math.max(...logits);
      const wanted = new Set([...last[1].generateNext.logits.filter.tokens, logits.indexOf(largest)]);
      const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
      const next = {
        logits: new Map([...wanted].map((token) => [token, logits[token] as number])),
        totalLogitWeight: total,
      };
      return input.map((_, at) => (at === input.length - 1 ? { next } : undefined));
    },
    async clearHistory() {
      context = [];
    },
  };
  return {
    sequence: sequence as unknown as LlamaContextSequence,
    evaluated: () => evaluated,
    held: () => context.map(({ token }) => token),
    failNext: () => (failing = true),
  };
}

/** A piece whose tokens are these digits. */
export function pieceOf(digits: string): { readonly key: string; readonly tokens: readonly Token[] } {
  return { key: digits, tokens: tokensOf(digits) };
}

export function tokensOf(digits: string): readonly Token[] {
  return [...digits].map((digit) => Number(digit) as Token);
}

interface Wanted {
  readonly generateNext: { readonly logits: { readonly filter: { readonly tokens: readonly number[] } } };
}

/** A number in [0, 1) that looks like chance (FNV-1a, Fowler, Noll and Vo). */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  return (state >>> 0) / 2 ** 32;
}
