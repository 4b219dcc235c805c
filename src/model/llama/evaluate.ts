import type { LlamaContextSequence, Token } from 'node-llama-cpp';

/** Log-likelihoods of continuations of a prompt. */
export interface Continuations {
  readonly logs: readonly number[];
  readonly tokens: readonly number[];
  readonly promptTokens: number;
}

/** What evaluates in one context. */
export interface Evaluator {
  continuations(pieces: readonly Piece[], continuations: readonly (readonly Token[])[]): Promise<Continuations>;
  /** Forgets what is held; for verbs that move the context on their own. */
  forget(): Promise<void>;
}

/** A prompt that does not fit into the context together with what is to follow it. */
export class TooLong extends Error {
  constructor(tokens: number, following: number, contextSize: number) {
    super(
      `the prompt has ${tokens} tokens and up to ${following} are to follow, but the context holds less than ` +
        `${contextSize}: shorten one of them, or give the model a larger context (--context-size, contextSize)`,
    );
  }
}

/**
 * Evaluates prompts in canonical pieces.
 *
 * Each piece is tokenised and evaluated by itself, in the same way every time, and what is kept from one prompt to the
 * next is whole pieces. So a number depends on the prompt alone and not, bit for bit, on what was asked before: reusing
 * a prefix that was evaluated in another split moves probabilities by hundredths.
 */
export function createEvaluator(sequence: LlamaContextSequence, contextSize: number): Evaluator {
  /** Pieces whose tokens are in the context, with the position after each. */
  let held: { readonly piece: string; readonly end: number }[] = [];

  const rewind = async (to: number): Promise<void> => {
    const end = sequence.nextTokenIndex;
    if (end > to) await sequence.eraseContextTokenRanges([{ start: to, end }]);
  };

  /** Brings the context to the end of these pieces and returns the position there. */
  const advance = async (pieces: readonly Piece[]): Promise<number> => {
    let shared = 0;
    while (shared < held.length && shared < pieces.length && held[shared]?.piece === pieces[shared]?.key) shared += 1;
    held = held.slice(0, shared);
    let at = held.at(-1)?.end ?? 0;
    await rewind(at);
    for (const piece of pieces.slice(shared)) {
      await sequence.evaluateWithoutGeneratingNewTokens([...piece.tokens]);
      at += piece.tokens.length;
      held.push({ piece: piece.key, end: at });
    }
    return at;
  };

  /** Log-probabilities of some tokens after the batch; the context then ends with it. */
  const next = async (batch: readonly Token[], wanted: readonly Token[]): Promise<Map<Token, number>> => {
    const filter = { tokens: [...new Set(wanted)], includeSelected: true };
    const options = { generateNext: { logits: { filter }, totalLogitWeight: true } } as const;
    const last = batch.length - 1;
    const outputs = await sequence.controlledEvaluate(
      batch.map((token, at) => (at === last ? [token, options] : token)),
    );
    const output = outputs.at(last) as { next: { logits: Map<Token, number>; totalLogitWeight: number } };
    const { logits, totalLogitWeight } = output.next;
    // The greedy choice is among the logits, so their largest is the largest of all; the total is relative to it.
    const largest = Math.max(...logits.values());
    const total = Math.log(totalLogitWeight);
    return new Map(filter.tokens.map((token) => [token, (logits.get(token) ?? -Infinity) - largest - total]));
  };

  return {
    async continuations(all: readonly Piece[], continuations: readonly (readonly Token[])[]): Promise<Continuations> {
      const pieces = all.filter(({ tokens }) => tokens.length > 0);
      const tail = pieces.at(-1)?.tokens;
      if (tail === undefined) throw new Error('a prompt must have some text');
      if (continuations.some((tokens) => tokens.length === 0)) throw new Error('a continuation must have some text');
      const longest = Math.max(...continuations.map((tokens) => tokens.length));
      const length = pieces.reduce((sum, { tokens }) => sum + tokens.length, 0);
      if (length + longest >= contextSize) throw new TooLong(length, longest, contextSize);
      const start = await advance(pieces.slice(0, -1));
      const end = start + tail.length;
      const logs = continuations.map(() => 0);
      /** Goes on after `depth` tokens that these continuations share; `here` is what may follow these, and `at` where. */
      const follow = async (shared: readonly number[], { depth, at, here }: Place): Promise<void> => {
        for (const [token, group] of byToken(shared, (index) => continuations[index]?.[depth] as Token)) {
          for (const index of group) logs[index] = (logs[index] as number) + (here.get(token) ?? -Infinity);
          const longer = group.filter((index) => (continuations[index]?.length ?? 0) > depth + 1);
          if (longer.length === 0) continue;
          const wanted = longer.map((index) => continuations[index]?.[depth + 1] as Token);
          await follow(longer, { depth: depth + 1, at: at + 1, here: await next([token], wanted) });
          await rewind(at);
        }
      };
      const starts = continuations.map((tokens) => tokens[0] as Token);
      await follow([...continuations.keys()], { depth: 0, at: end, here: await next(tail, starts) });
      await rewind(start);
      return { logs, tokens: continuations.map((tokens) => tokens.length), promptTokens: end };
    },
    async forget() {
      held = [];
      await sequence.clearHistory();
    },
  };
}

function byToken(indices: readonly number[], tokenOf: (index: number) => Token): ReadonlyMap<Token, readonly number[]> {
  const groups = new Map<Token, number[]>();
  for (const index of indices) {
    const token = tokenOf(index);
    const group = groups.get(token);
    if (group === undefined) groups.set(token, [index]);
    else group.push(index);
  }
  return groups;
}

/** Where continuations go on. */
interface Place {
  readonly depth: number;
  readonly at: number;
  readonly here: ReadonlyMap<Token, number>;
}

/** A piece of a prompt, as text and as tokens. */
export interface Piece {
  readonly key: string;
  readonly tokens: readonly Token[];
}
