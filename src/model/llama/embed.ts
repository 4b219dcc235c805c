import {
  failed,
  success,
  type CallContext,
  type Embeddings,
  type ModelFailure,
  type Result,
} from '../../spec/index.js';
import { askPool } from './ask-pool.js';
import type { Pool } from './pool.js';
import type { Answer } from './protocol.js';

/** The embedding of each text, of length 1. */
export async function embed(
  pool: Pool,
  texts: readonly string[],
  { signal }: CallContext = {},
): Promise<Result<Embeddings, ModelFailure>> {
  if (texts.includes('')) {
    return failed({ kind: 'malformed', message: 'an empty text has no embedding', retryable: false });
  }
  const replies = await Promise.all(
    texts.map((text) => askPool(pool, { verb: 'embed', prompt: { form: 'completion', pieces: [text] } }, signal)),
  );
  const vectors: (readonly number[])[] = [];
  let promptTokens = 0;
  for (const reply of replies) {
    if (!reply.ok) return reply;
    const { vector, promptTokens: read } = reply.value as Extract<Answer, { verb: 'embed' }>;
    promptTokens += read;
    const length = Math.hypot(...vector);
    if (!(length > 0 && Number.isFinite(length))) {
      return failed({ kind: 'malformed', message: 'the model gives a text no embedding', retryable: false });
    }
    vectors.push(vector.map((value) => value / length));
  }
  return success({ vectors, usage: { promptTokens, completionTokens: 0 } });
}
