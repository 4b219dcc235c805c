import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Pool } from '../../../../src/model/llama/pool.js';
import type { PromptQuestion } from '../../../../src/model/llama/protocol.js';
import { write } from '../../../../src/model/llama/write.js';
import { PoolError } from '../../../../src/model/llama/put-question.js';
import { choosing } from '../../../support/endpoint-requests.js';

type WriteQuestion = Extract<PromptQuestion, { verb: 'write' }>;

const { prompt } = choosing();
const schema = z.object({ age: z.int().min(0) });
const asking = { prompt, schema, maxTokens: 20, temperature: 1 };

/** A pool that writes these texts, one after the other, and keeps what it was asked. */
function poolThatWrites(...texts: readonly string[]): Pool & { readonly asked: WriteQuestion[] } {
  const asked: WriteQuestion[] = [];
  return {
    asked,
    async ask(question) {
      asked.push(question as WriteQuestion);
      const text = texts[Math.min(asked.length, texts.length) - 1] as string;
      return { verb: 'write', text, finishReason: 'stop', promptTokens: 9, completionTokens: 4 };
    },
    close: async () => undefined,
  };
}

/** A pool that writes these texts, and then fails. */
function poolThatFails(reason: ConstructorParameters<typeof PoolError>[0], texts: readonly string[]) {
  const { ask, asked, ...pool } = poolThatWrites(...texts);
  const failing: Pool = {
    ...pool,
    ask: (question, signal) =>
      asked.length < texts.length ? ask(question, signal) : Promise.reject(new PoolError(reason, `it was ${reason}`)),
  };
  return { pool: failing, asked };
}

describe('write', () => {
  it('should ask once for a value that is right at once', async () => {
    const pool = poolThatWrites('{"age":40}');

    const reply = await write(pool, asking, { seed: 3 });

    expect(reply).toMatchObject({ ok: true, value: { value: { age: 40 } } });
    expect(pool.asked).toHaveLength(1);
  });

  it('should say what was wrong and ask again with the next seed, and count all tokens', async () => {
    const pool = poolThatWrites('{"age":-3}', '{"age":40}');

    const reply = await write(pool, asking, { seed: 0xffffffff });

    expect(reply).toMatchObject({
      ok: true,
      value: { text: '{"age":40}', value: { age: 40 }, usage: { promptTokens: 18, completionTokens: 8 } },
    });
    expect(pool.asked.map(({ seed }) => seed)).toEqual([0xffffffff, 0]);
    const again = pool.asked[1]?.prompt.pieces.at(-1);
    for (const words of ['{"age":-3}', 'age: Too small']) expect(again).toContain(words);
  });

  it.each([
    [undefined, 3],
    [0, 1],
    [5, 6],
  ])('should give up after the repairs allowed (%s), and say what was wrong', async (repairs, attempts) => {
    const pool = poolThatWrites('{"age":-3}');

    const reply = await write(pool, { ...asking, ...(repairs === undefined ? {} : { repairs }) });

    expect(pool.asked).toHaveLength(attempts);
    expect(reply).toMatchObject({
      ok: false,
      failure: { kind: 'malformed', retryable: false, evidence: '{"age":-3}' },
    });
    expect(!reply.ok && reply.failure.message).toContain(`after ${attempts} attempts (age: Too small`);
  });

  it('should show each attempt the last reply alone, so that a prompt does not grow', async () => {
    const pool = poolThatWrites('{"age":-1}', '{"age":-2}', '{"age":-3}');

    await write(pool, asking);

    expect(pool.asked.map(({ prompt: { pieces } }) => pieces.length)).toEqual(
      [0, 1, 1].map((more) => prompt.pieces.length + more),
    );
    expect(pool.asked[2]?.prompt.pieces.join('')).not.toContain('-1');
  });

  it('should tell the schema in words where no grammar stands for it', async () => {
    const pool = poolThatWrites('1');

    await write(pool, { ...asking, schema: z.int().gt(1).lt(2) });

    expect(pool.asked[0]?.grammar).toBeUndefined();
    expect(pool.asked[0]?.prompt.pieces.at(-1)).toContain('"exclusiveMinimum":1');
  });

  it('should ask nothing for a shape that no JSON has, and say so', async () => {
    const pool = poolThatWrites('1');

    const reply = await write(pool, { ...asking, schema: z.object({ born: z.date() }) });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', retryable: false } });
    expect(!reply.ok && reply.failure.message).toContain('Date cannot be represented');
    expect(pool.asked).toEqual([]);
  });

  it('should say that a value was not complete where the room did not do', async () => {
    const pool: Pool = {
      ask: async () => ({ verb: 'write', text: '{"a', finishReason: 'length', promptTokens: 1, completionTokens: 2 }),
      close: async () => undefined,
    };

    const reply = await write(pool, asking);

    expect(!reply.ok && reply.failure.message).toContain('it was not complete within 20 tokens');
  });

  it('should tell what all attempts took where none will do, and nothing of a shape that no JSON has', async () => {
    const pool = poolThatWrites('{"age":-3}');
    const none = { prompt, schema: z.object({ born: z.date() }), maxTokens: 20, temperature: 1 };

    expect(await write(pool, asking)).toMatchObject({
      failure: { kind: 'malformed', usage: { promptTokens: 27, completionTokens: 12 } },
    });
    expect(await write(pool, none)).toMatchObject({ failure: { usage: { promptTokens: 0, completionTokens: 0 } } });
  });
});

describe('write, of free text', () => {
  const { schema: _, ...free } = asking;
  const chat = { ...free, prompt: { form: 'chat', pieces: ['Tell me about Ann.'] } } as const;

  it.each(['', ' \n', '<think>Hm.</think>', '<think>Hm'])(
    'should be explained and asked for again where it says nothing (%j)',
    async (text) => {
      const pool = poolThatWrites(text, 'Ann.');

      const reply = await write(pool, chat, { seed: 7 });

      expect(reply).toMatchObject({
        ok: true,
        value: { text: 'Ann.', finishReason: 'stop', usage: { promptTokens: 18, completionTokens: 8 } },
      });
      expect(pool.asked.map(({ seed }) => seed)).toEqual([7, 8]);
      expect(pool.asked[1]?.prompt.pieces.at(-1)).toContain('Your last reply');
    },
  );

  it('should end in the same place where a text is to be continued', async () => {
    const pool = poolThatWrites('', ' Q');

    await write(pool, free);

    expect(pool.asked[1]?.prompt.pieces.slice(1)).toEqual(prompt.pieces);
    expect(pool.asked[1]?.prompt.pieces[0]).toContain('Last time nothing was written');
  });

  it.each([
    [undefined, 3],
    [0, 1],
    [5, 6],
  ])('should be malformed after the repairs allowed (%s), with what all took', async (repairs, attempts) => {
    const pool = poolThatWrites('<think>Hm.</think>');

    const reply = await write(pool, { ...chat, ...(repairs === undefined ? {} : { repairs }) });

    expect(pool.asked).toHaveLength(attempts);
    expect(reply).toEqual({
      ok: false,
      failure: {
        kind: 'malformed',
        message: `the model wrote thoughts and no answer, after ${attempts} attempts`,
        retryable: false,
        evidence: '<think>Hm.</think>',
        usage: { promptTokens: 9 * attempts, completionTokens: 4 * attempts },
      },
    });
  });

  it('should be without the thoughts before it', async () => {
    const reply = await write(poolThatWrites('<think>Ann? Yes.</think>\nAnn.'), chat);

    expect(reply).toMatchObject({ ok: true, value: { text: 'Ann.' } });
  });

  it('should be malformed where the context has no room for the explanation', async () => {
    const { pool } = poolThatFails('too-long', ['']);

    expect(await write(pool, chat)).toMatchObject({
      failure: {
        kind: 'malformed',
        message: 'the model wrote nothing, after 1 attempts',
        usage: { promptTokens: 9, completionTokens: 4 },
      },
    });
  });

  it.each([
    ['too-long', [], { promptTokens: 0, completionTokens: 0 }],
    ['unasked', [''], { promptTokens: 9, completionTokens: 4 }],
    ['aborted', [''], undefined],
    ['died', [''], undefined],
  ] as const)(
    'should tell what is known of what it took where it ends as "%s" after %j',
    async (reason, texts, usage) => {
      const reply = await write(poolThatFails(reason, texts).pool, chat);

      expect(!reply.ok && reply.failure.usage).toEqual(usage);
    },
  );
});
