import { failed, success, type MemoryWords } from '../../../spec/index.js';
import type { Embedder } from '../hashing-embedder.js';
import { noWords } from './ask-in-words.js';
import { attempted, type Attempt, type Outcome } from './outcome.js';
import type { Asking } from './rate.js';
import type { Trace } from './trace.js';
import { workOutOnce } from './work-out-once.js';

/** Texts and traces as vectors, each trace once. */
export interface Embed {
  text(text: string, words: MemoryWords | undefined): Outcome<readonly number[]>;
  trace(trace: Trace, asking: Asking): Outcome<Attempt<readonly number[]>>;
}

/** Each text is put to a model alone: so the record knows it wherever it comes again, whoever remembers it. */
export function createEmbed(embedder: 'model' | Embedder): Embed {
  const once = workOutOnce<Trace, Attempt<readonly number[]>>();
  const text: Embed['text'] = (asked, words) => {
    if (embedder !== 'model') return success(embedder.embed(asked));
    if (words?.embed === undefined) return failed(noWords('embed'));
    return words.embed([asked]).then((reply) => {
      if (!reply.ok) return reply;
      const [vector] = reply.value.vectors;
      if (vector !== undefined) return success(vector);
      return failed({ kind: 'malformed', message: 'no embedding came for a text', retryable: false });
    });
  };
  return {
    text,
    trace: (trace, { query, words }) => once(trace, () => attempted(text(words.say(trace.item), query))),
  };
}

/** The cosine of the angle between two vectors; 0 where one of them has no length. */
export function cosine(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new Error(`vectors of ${a.length} and ${b.length} numbers cannot be compared`);
  let [product, first, second] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [x, y] = [a[at] as number, b[at] as number];
    product += x * y;
    first += x * x;
    second += y * y;
  }
  return first === 0 || second === 0 ? 0 : product / Math.sqrt(first * second);
}
