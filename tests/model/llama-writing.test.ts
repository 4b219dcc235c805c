import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LanguageModel, Prompt } from '../../src/spec/index.js';
import { answered, embeddedModel } from '../support/endpoint-weights-real.js';

const prompt: Prompt = { form: 'completion', pieces: ['Once upon a time there was a village by the sea, where'] };
const chat: Prompt = { form: 'chat', pieces: ['Describe a person who lives in a village.'] };

describe('texts of the embedded model', () => {
  let model: LanguageModel;
  beforeAll(async () => {
    model = await embeddedModel();
  });
  afterAll(() => model.close());

  const write = async (seed: number, more: object = {}): Promise<string> =>
    answered(await model.write({ prompt, maxTokens: 24, temperature: 1, ...more }, { seed })).text;

  it('should be the same for the same seed, whatever was written between', async () => {
    const first = await write(7);
    await write(8);
    await model.choose({ prompt, options: [' the', ' a'] });

    expect(await write(7)).toBe(first);
  });

  it('should be others for other seeds', async () => {
    const texts = [await write(1), await write(2), await write(3)];

    expect(new Set(texts).size).toBe(3);
  });

  it('should not depend on the seed at temperature 0', async () => {
    expect(await write(1, { temperature: 0 })).toBe(await write(2, { temperature: 0 }));
  });

  it('should end where they are told, and say so', async () => {
    const { finishReason, usage } = answered(await model.write({ prompt, maxTokens: 5, temperature: 1 }, { seed: 1 }));

    expect(finishReason).toBe('length');
    expect(usage.completionTokens).toBe(5);
    expect(usage.promptTokens).toBeGreaterThan(5);
  });

  it('should be values of a schema, also of one with lists and choices', async () => {
    const schema = z.object({
      name: z.string().max(20),
      age: z.number().int(),
      mood: z.enum(['glad', 'sad']),
      likes: z.array(z.enum(['sea', 'hills'])).max(2),
    });

    for (const seed of [1, 2, 3]) {
      const { value, text } = answered(
        await model.write({ prompt: chat, schema, maxTokens: 200, temperature: 0.8 }, { seed }),
      );
      expect(schema.safeParse(value).success).toBe(true);
      expect(JSON.parse(text)).toEqual(value);
    }
  });

  it.each<[string, z.ZodType]>([
    ['objects in objects', z.object({ who: z.object({ name: z.string().max(10), glad: z.boolean() }) })],
    [
      'lists with bounds',
      z
        .array(z.enum(['sea', 'hills']))
        .min(2)
        .max(3),
    ],
    ['whole numbers of a range', z.object({ age: z.int().min(18).max(90), day: z.int().gt(0).lt(8) })],
    ['numbers of a range', z.object({ trust: z.number().min(0).max(1), mood: z.number().min(-1).max(1) })],
    [
      'fields that may be missing',
      z.object({ a: z.boolean().optional(), b: z.boolean(), c: z.boolean().default(true) }),
    ],
    ['unions', z.union([z.literal('none'), z.object({ count: z.int().min(1).max(9) })])],
    [
      'unions told apart by a field',
      z.object({
        pet: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('cat'), lives: z.int().min(1).max(9) }),
          z.object({ kind: z.literal('dog'), barks: z.boolean() }),
        ]),
      }),
    ],
    ['what may be null', z.object({ name: z.string().max(8).nullable() })],
    ['records of named keys', z.record(z.enum(['a', 'b']), z.boolean())],
    ['tuples', z.tuple([z.boolean(), z.int().min(0).max(9)])],
    ['dates', z.object({ born: z.iso.date() })],
    ['anything', z.object({ a: z.unknown(), b: z.boolean() })],
  ])('should be values at the first attempt: %s', async (_what, schema) => {
    const reply = await model.write({ prompt: chat, schema, maxTokens: 100, temperature: 1, repairs: 0 }, { seed: 1 });

    const { value, text, finishReason } = answered(reply);
    expect(schema.safeParse(value).success).toBe(true);
    // It ends with the value: a grammar alone would go on with white space.
    expect([finishReason, text]).toEqual(['stop', text.trimEnd()]);
  });

  it('should be asked again where a bound cannot be said, with other words each time', async () => {
    const schema = z.object({
      word: z
        .string()
        .max(6)
        .regex(/^[aeiou]*$/),
    });

    const reply = await model.write({ prompt: chat, schema, maxTokens: 30, temperature: 1, repairs: 1 }, { seed: 1 });

    expect(!reply.ok && reply.failure.message).toContain('after 2 attempts (word: Invalid string');
  });

  it('should give the same value for the same seed', async () => {
    const schema = z.object({ age: z.number().int(), mood: z.enum(['glad', 'sad']) });
    const value = async (): Promise<unknown> =>
      answered(await model.write({ prompt: chat, schema, maxTokens: 60, temperature: 1 }, { seed: 5 })).value;

    expect(await value()).toEqual(await value());
  });

  it('should be malformed where the room does not do for the value', async () => {
    const schema = z.object({ story: z.string() });

    const reply = await model.write({ prompt: chat, schema, maxTokens: 3, temperature: 1 }, { seed: 1 });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', retryable: false } });
  });
});
