import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { modelOnPool } from '../../../../src/model/llama/llama-model.js';
import type { Pool } from '../../../../src/model/llama/pool.js';
import type { Answer, PromptQuestion } from '../../../../src/model/llama/protocol.js';
import { PoolError, type PoolFailure } from '../../../../src/model/llama/put-question.js';
import { choosing } from '../../../support/endpoint-requests.js';

const { prompt } = choosing();
const about = { path: '/models/tiny.Q4_1.gguf', sha256: 'abc', description: { licence: 'MIT' } };

/** A pool that answers like this, and keeps what it was asked. */
function poolOf(answer: (question: PromptQuestion) => Answer): Pool & { readonly asked: PromptQuestion[] } {
  const asked: PromptQuestion[] = [];
  return {
    asked,
    async ask(question) {
      asked.push(question);
      return answer(question);
    },
    close: async () => undefined,
  };
}

const liking = (logs: readonly number[], tokens = logs.map(() => 1)) =>
  modelOnPool(
    poolOf(() => ({ verb: 'choose', logs, tokens, promptTokens: 9 })),
    about,
  );
const writing = (text: string, pool = poolOf(() => writtenAs(text))) => ({ pool, model: modelOnPool(pool, about) });
const writtenAs = (text: string): Answer => ({
  verb: 'write',
  text,
  finishReason: 'stop',
  promptTokens: 9,
  completionTokens: 4,
});
const failing = (reason: PoolFailure) =>
  modelOnPool(
    poolOf(() => {
      throw new PoolError(reason, `it was ${reason}`);
    }),
    about,
  );

describe('a model on a pool of processes', () => {
  it('should not count what goes on as a longer option for the shorter one that it begins with', async () => {
    const logs = [0.6, 0.2, 0.1, 0.2].map(Math.log);
    const answer: Answer = { verb: 'choose', logs, tokens: [1, 2, 3, 1], begunBy: [-1, 0, 1, -1], promptTokens: 9 };
    const options = [' north', ' north-east', ' north-east wind', ' south'];
    const reply = await modelOnPool(poolOf(() => answer), about).choose({ prompt, options }); // prettier-ignore

    if (!reply.ok) throw new Error(reply.failure.message);
    const shares = [0.4, 0.1, 0.1, 0.2].map((weight) => weight / 0.8);
    reply.value.probabilities.forEach((p, at) => expect(p).toBeCloseTo(shares[at] as number, 12));
    expect(reply.value.mass).toBeCloseTo(0.8, 12);
  });

  it('should turn likelihoods into probabilities, with the mass that the options had', async () => {
    const reply = await liking([Math.log(0.3), Math.log(0.1)]).choose(choosing());

    if (!reply.ok) throw new Error(reply.failure.message);
    expect(reply.value.probabilities[0]).toBeCloseTo(0.75, 12);
    expect(reply.value.mass).toBeCloseTo(0.4, 12);
    expect(reply.value).toMatchObject({
      kind: 'exact',
      temperature: 1,
      method: 'next-token',
      usage: { promptTokens: 9, completionTokens: 0 },
    });
  });

  it('should give a whole distribution for any likelihoods, however small', async () => {
    const logs = fc.array(fc.double({ min: -3000, max: 0, noNaN: true }), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(logs, async (all) => {
        const reply = await liking(all).choose(choosing());
        if (!reply.ok) return false;
        const { probabilities, mass } = reply.value;
        const sum = probabilities.reduce((total, probability) => total + probability, 0);
        return Math.abs(sum - 1) < 1e-9 && mass !== null && mass >= 0 && mass <= 1;
      }),
    );
  });

  it('should say that whole options were compared where one has several tokens', async () => {
    const reply = await liking([-1, -2], [1, 2]).choose(choosing());

    expect(reply.ok && reply.value.method).toBe('whole-option');
  });

  it('should not make a distribution of nothing', async () => {
    const reply = await liking([-Infinity, -Infinity]).choose(choosing());

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', retryable: false, mass: 0 } });
  });

  it('should give likelihoods as they are', async () => {
    const reply = await liking([-12.5, -3], [4, 1]).score({ prompt, continuations: ['a', 'b'] });

    expect(reply).toEqual({
      ok: true,
      value: { logLikelihoods: [-12.5, -3], tokens: [4, 1], usage: { promptTokens: 9, completionTokens: 0 } },
    });
  });

  it('should write with the seed of the call, and with the shape asked for', async () => {
    const { model, pool } = writing('{"age":40}');
    const schema = z.object({ age: z.number() });

    const reply = await model.write({ prompt, schema, maxTokens: 20, temperature: 0.5 }, { seed: 7 });

    expect(reply).toEqual({
      ok: true,
      value: {
        text: '{"age":40}',
        value: { age: 40 },
        finishReason: 'stop',
        usage: { promptTokens: 9, completionTokens: 4 },
      },
    });
    expect(pool.asked[0]).toMatchObject({ verb: 'write', seed: 7, temperature: 0.5, maxTokens: 20 });
    expect(pool.asked[0]).toHaveProperty('grammar.properties.age.type', 'number');
  });

  it('should say that a text has not the shape asked for, with the text', async () => {
    const { model } = writing('{"age":');

    const reply = await model.write({ prompt, schema: z.object({ age: z.number() }), maxTokens: 2, temperature: 1 });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', retryable: false, evidence: '{"age":' } });
  });

  it.each([
    ['too-long', { kind: 'malformed', code: 'too-long', message: 'it was too-long', retryable: false }],
    ['aborted', { kind: 'aborted', message: 'it was aborted', retryable: false }],
    ['died', { kind: 'unavailable', message: 'it was died', retryable: true }],
    ['dead', { kind: 'unavailable', message: 'it was dead', retryable: false }],
    ['failed', { kind: 'unavailable', message: 'it was failed', retryable: false }],
    ['closed', { kind: 'unavailable', message: 'it was closed', retryable: false }],
  ] as const)('should be a value where a question was "%s"', async (reason, failure) => {
    const model = failing(reason);

    const replies = [
      await model.choose(choosing()),
      await model.score({ prompt, continuations: ['a'] }),
      await model.write({ prompt, maxTokens: 1, temperature: 1 }),
    ];

    for (const reply of replies) expect(reply).toMatchObject({ ok: false, failure });
  });

  it('should not ask for the likelihood of nothing', async () => {
    const pool = poolOf(() => writtenAs(''));
    const model = modelOnPool(pool, about);

    const replies = [
      await model.choose(choosing('a', { options: ['', 'b'] })),
      await model.score({ prompt, continuations: ['a', ''] }),
    ];

    for (const reply of replies) expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
    expect(pool.asked).toEqual([]);
  });

  it('should be known by its weights and its context, and not by where the file is', () => {
    const fingerprint = (more: object): string =>
      modelOnPool(
        poolOf(() => writtenAs('')),
        { ...about, ...more },
      ).fingerprint;

    expect(fingerprint({ path: '/elsewhere/x.gguf', processes: 4, name: 'x' })).toBe(fingerprint({}));
    expect(fingerprint({ sha256: 'abd' })).not.toBe(fingerprint({}));
    expect(fingerprint({ contextSize: 4096 })).not.toBe(fingerprint({}));
  });

  it('should be called after its file, and tell what it is', () => {
    const { name, description } = liking([-1, -2]);

    expect(name).toBe('tiny.Q4_1');
    expect(description).toEqual({
      kind: 'embedded',
      file: 'tiny.Q4_1.gguf',
      sha256: 'abc',
      contextSize: 2048,
      embedding: expect.stringContaining('crude'),
      licence: 'MIT',
    });
  });
});
