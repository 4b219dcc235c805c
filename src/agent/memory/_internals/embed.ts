import { userError } from '../../../foundation/errors/index.js';
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
  const own = embedder === 'model' ? undefined : checkedEmbedder(embedder);
  const text: Embed['text'] = (asked, words) => {
    if (own !== undefined) return success(own(asked));
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

/** Gives what an embedder gives, where that can be compared: as many finite numbers for every text. */
function checkedEmbedder(embedder: Embedder): (text: string) => readonly number[] {
  let length: number | undefined;
  return (text) => {
    const vector: unknown = embedder.embed(text);
    const wrong = (what: string): Error =>
      userError({
        kind: 'usage',
        what: `it gave ${what} for ${JSON.stringify(text.slice(0, 60))}`,
        where: `the embedder "${embedder.name}"`,
        expected: 'a list of finite numbers, as many for every text',
      });
    if (!Array.isArray(vector) && !(vector instanceof Float32Array) && !(vector instanceof Float64Array)) {
      throw wrong(vector instanceof Promise ? 'a promise' : 'no list');
    }
    const numbers = vector as ArrayLike<unknown>;
    if (numbers.length === 0) throw wrong('an empty list');
    const odd = Array.from(numbers).find((one) => !Number.isFinite(one));
    if (odd !== undefined) throw wrong(`${String(odd)} among its numbers`);
    length ??= numbers.length;
    if (numbers.length !== length) throw wrong(`${numbers.length} numbers, and ${length} before,`);
    return vector as readonly number[];
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
