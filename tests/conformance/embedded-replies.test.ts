import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { modelOnPool } from '../../src/model/llama/llama-model.js';
import type { Pool } from '../../src/model/llama/pool.js';
import { malformedReplyChecks, type MalformedReply } from '../../src/testing/index.js';

/** The embedded model with processes that write what they are told: grammars hold a real one, and are not relied upon. */
function modelThatWrites(text: string, finishReason: 'stop' | 'length' = 'stop') {
  const pool: Pool = {
    ask: async () => ({ verb: 'write', text, finishReason, promptTokens: 9, completionTokens: 4 }),
    close: async () => undefined,
  };
  return modelOnPool(pool, { path: '/models/tiny.gguf', sha256: 'abc', description: {} });
}

describe('malformed replies of an embedded model', () => {
  const create = ({ text, refusal, finish }: MalformedReply) =>
    modelThatWrites(refusal ?? text, finish === 'length' ? 'length' : 'stop');
  // Its choices are probabilities and not read from replies.
  for (const { name, check } of malformedReplyChecks({ create, verbs: ['write'] })) it(`should ${name}`, check);

  it('should give a value of the schema or say why not, whatever is written, and throw nothing', async () => {
    const schema = z.object({ choice: z.enum(['Q', 'M']), amount: z.number().int() });
    const prompt = { form: 'chat', pieces: ['Which?'] } as const;
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (text) => {
        const reply = await modelThatWrites(text).write({ prompt, schema, maxTokens: 60, temperature: 1 });
        expect(reply.ok ? schema.safeParse(reply.value.value).success : reply.failure.kind).toSatisfy(
          (found) => found === true || found === 'malformed',
        );
      }),
    );
  });
});
