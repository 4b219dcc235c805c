import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { grammarOf } from '../../../../src/model/llama/grammar.js';

const grammar = (schema: z.ZodType) => grammarOf(z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>);
const valuesOf = (schema: z.ZodType): readonly unknown[] => (grammar(schema) as { enum: readonly unknown[] }).enum;
const text = { type: 'string' };
const number = { type: 'number' };

describe('grammarOf', () => {
  it('should take objects in objects, with nothing beside their fields', () => {
    expect(grammar(z.object({ who: z.object({ name: z.string(), glad: z.boolean() }) }))).toEqual({
      type: 'object',
      additionalProperties: false,
      properties: {
        who: { type: 'object', additionalProperties: false, properties: { name: text, glad: { type: 'boolean' } } },
      },
    });
  });

  it('should take lists with bounds, and tuples', () => {
    expect(grammar(z.array(z.string()).min(1).max(3))).toEqual({
      type: 'array',
      items: text,
      minItems: 1,
      maxItems: 3,
    });
    expect(grammar(z.tuple([z.string(), z.number()]))).toEqual({
      type: 'array',
      prefixItems: [text, number],
      minItems: 2,
      maxItems: 2,
    });
    expect(grammar(z.tuple([z.string()], z.number()))).toMatchObject({ prefixItems: [text], items: number });
  });

  it('should take literals and choices of them', () => {
    expect(grammar(z.enum(['a', 'b']))).toEqual({ enum: ['a', 'b'] });
    expect(grammar(z.literal('a'))).toEqual({ const: 'a' });
    expect(grammar(z.literal([1, null]))).toEqual({ enum: [1, null] });
  });

  it('should take unions as alternatives, and what may be null', () => {
    expect(grammar(z.union([z.string(), z.object({})]))).toMatchObject({ oneOf: [text, { type: 'object' }] });
    expect(grammar(z.union([z.string(), z.number()]))).toEqual({ oneOf: [text, number] });
    expect(grammar(z.string().nullable())).toEqual({ oneOf: [text, { type: 'null' }] });
    const pet = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('cat') }),
      z.object({ kind: z.literal('dog'), barks: z.boolean() }),
    ]);
    expect(grammar(pet)).toMatchObject({
      oneOf: [{ properties: { kind: { const: 'cat' } } }, { properties: { barks: { type: 'boolean' } } }],
    });
  });

  it('should let whole numbers of a small range be any of them, and no other', () => {
    expect(valuesOf(z.int().min(1).max(7))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(valuesOf(z.int().gt(-2).lt(2))).toEqual([-1, 0, 1]);
    expect(valuesOf(z.number().multipleOf(5).min(1).max(20))).toEqual([5, 10, 15, 20]);
    expect(grammar(z.int().min(3).max(3))).toEqual({ const: 3 });
  });

  it('should let other numbers of a small range be any of its hundredths', () => {
    const values = valuesOf(z.number().min(0).max(1));
    expect(values).toHaveLength(101);
    expect([values[0], values[1], values[7], values[29], values[100]]).toEqual([0, 0.01, 0.07, 0.29, 1]);
    expect(valuesOf(z.number().gt(-1).lt(1))).toHaveLength(99);
  });

  it('should leave other bounds of numbers to the check of the value', () => {
    for (const schema of [z.number().min(0), z.number().max(9), z.number().min(0).max(1e6)]) {
      expect(grammar(schema)).toEqual(number);
    }
    expect(grammar(z.int().min(0).max(100_000))).toEqual({ type: 'integer' });
    expect(grammar(z.int())).toEqual({ type: 'integer' });
  });

  it('should give a field that may be missing with it and without it', () => {
    const names = (schema: z.ZodType): readonly string[] =>
      (grammar(schema) as { oneOf: readonly { properties: object }[] }).oneOf.map(({ properties }) =>
        Object.keys(properties).join(' '),
      );
    expect(names(z.object({ a: z.string(), b: z.string().optional() }))).toEqual(['a b', 'a']);
    expect(names(z.object({ a: z.string().optional(), b: z.number().default(1), c: z.string() }))).toEqual([
      'a b c',
      'b c',
      'a c',
      'c',
    ]);
    const five = Object.fromEntries([...'abcde'].map((name) => [name, z.string().optional()]));
    expect(names(z.object({ ...five, f: z.string() }))).toEqual(['a b c d e f', 'f']);
  });

  it('should take records, also those of named keys', () => {
    expect(grammar(z.record(z.string(), z.number()))).toEqual({
      type: 'object',
      properties: {},
      additionalProperties: number,
    });
    expect(grammar(z.record(z.enum(['a', 'b']), z.number()))).toEqual({
      type: 'object',
      properties: { a: number, b: number },
      additionalProperties: false,
    });
  });

  it('should keep the bounds of texts that it can, and leave patterns and other formats to the check', () => {
    expect(grammar(z.string().min(2).max(20))).toEqual({ type: 'string', minLength: 2, maxLength: 20 });
    expect(grammar(z.string().max(100_000))).toEqual(text);
    expect(grammar(z.iso.date())).toEqual({ type: 'string', format: 'date' });
    expect(grammar(z.email())).toEqual(text);
    expect(grammar(z.string().regex(/^a/))).toEqual(text);
  });

  it('should take anything for anything, and not for null', () => {
    expect(JSON.stringify(grammar(z.unknown()))).toContain('"type":"string"');
    expect(grammar(z.looseObject({ a: z.string() }))).toMatchObject({
      additionalProperties: { oneOf: [text, {}, {}, {}, {}, {}] },
    });
  });

  it('should take shapes that hold themselves', () => {
    const Tree = z.object({
      get branches() {
        return z.array(Tree).max(2);
      },
    });

    expect(grammar(Tree)).toMatchObject({
      $ref: '#/$defs/root',
      $defs: { root: { properties: { branches: { items: { $ref: '#/$defs/root' }, maxItems: 2 } } } },
    });
  });

  it('should be none where no text can have the shape', () => {
    expect(grammar(z.object({ a: z.never() }))).toBeUndefined();
    expect(grammar(z.int().gt(1).lt(2))).toBeUndefined();
    expect(grammarOf({ allOf: [{ type: 'string' }, { minLength: 2 }] })).toBeUndefined();
  });
});
