import { describe, expect, it } from 'vitest';
import { embed } from '../../../../src/model/llama/embed.js';
import type { Pool } from '../../../../src/model/llama/pool.js';
import type { PromptQuestion } from '../../../../src/model/llama/protocol.js';
import { PoolError } from '../../../../src/model/llama/put-question.js';

/** A pool that gives each text the vector that is written in it. */
function poolOfVectors(): Pool & { readonly asked: PromptQuestion[] } {
  const asked: PromptQuestion[] = [];
  return {
    asked,
    async ask(question) {
      asked.push(question);
      const text = question.prompt.pieces.join('');
      if (text === 'long') throw new PoolError('too-long', 'the prompt has 9 tokens');
      return { verb: 'embed', vector: text.split(' ').map(Number), promptTokens: text.length };
    },
    close: async () => undefined,
  };
}

describe('embed', () => {
  it('should give each text a vector of length 1, in the order of the texts', async () => {
    expect(await embed(poolOfVectors(), ['3 4', '0 -2'])).toEqual({
      ok: true,
      value: {
        vectors: [
          [0.6, 0.8],
          [0, -1],
        ],
        usage: { promptTokens: 7, completionTokens: 0 },
      },
    });
  });

  it('should have no embedding of nothing, and ask for none', async () => {
    const pool = poolOfVectors();

    expect(await embed(pool, ['1 2', ''])).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
    expect(pool.asked).toEqual([]);
  });

  it('should not make a vector of length 1 of none', async () => {
    for (const text of ['0 0', 'NaN 1']) {
      expect(await embed(poolOfVectors(), [text])).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
    }
  });

  it('should fail where one text is too long', async () => {
    expect(await embed(poolOfVectors(), ['1 2', 'long'])).toEqual({
      ok: false,
      failure: { kind: 'malformed', code: 'too-long', message: 'the prompt has 9 tokens', retryable: false },
    });
  });
});
