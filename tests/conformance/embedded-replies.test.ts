import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { malformedReplyChecks, type MalformedReply } from '../../src/testing/index.js';
import { embeddedModelThatWrites } from '../support/embedded-writer.js';

describe('malformed replies of an embedded model', () => {
  const create = ({ text, refusal, finish }: MalformedReply) =>
    embeddedModelThatWrites(refusal ?? text, finish === 'length' ? 'length' : 'stop');
  // Its choices are probabilities and not read from replies.
  for (const { name, check } of malformedReplyChecks({ create, verbs: ['write'] })) it(`should ${name}`, check);

  it('should give a value of the schema or say why not, whatever is written, and throw nothing', async () => {
    const schema = z.object({ choice: z.enum(['Q', 'M']), amount: z.number().int() });
    const prompt = { form: 'chat', pieces: ['Which?'] } as const;
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (text) => {
        const reply = await embeddedModelThatWrites(text).write({ prompt, schema, maxTokens: 60, temperature: 1 });
        expect(reply.ok ? schema.safeParse(reply.value.value).success : reply.failure.kind).toSatisfy(
          (found) => found === true || found === 'malformed',
        );
      }),
    );
  });
});
