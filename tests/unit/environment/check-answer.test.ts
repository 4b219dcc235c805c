import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkAnswer } from '../../../src/environment/_internals/decide.js';

describe('checkAnswer', () => {
  const offer = z.object({ price: z.number() });

  it('should read a value by the schema of its world', () => {
    const form = { kind: 'structured', schema: offer } as const;

    expect(checkAnswer(form, { price: 3 })).toEqual({ ok: true, value: { price: 3 } });
    expect(checkAnswer(form, { price: 'three' })).toMatchObject({ ok: false, why: expect.stringMatching(/^price: /) });
  });

  it('should judge one of several actions by the action that it names', () => {
    const give = z.object({ action: z.literal('give'), value: z.number() });
    const form = { kind: 'structured', schema: z.union([give, z.object({ action: z.literal('keep') })]) } as const;

    expect(checkAnswer(form, { action: 'give', value: 'all' })).toEqual({
      ok: false,
      why: 'value: Invalid input: expected number, received string',
    });
    expect(checkAnswer(form, { action: 'take' })).toEqual({
      ok: false,
      why: 'action: Invalid input: expected "give" or "keep"',
    });
  });

  it('should take a check that throws for a no, with what it threw', () => {
    const schema = offer.refine(({ price }) => {
      throw new Error(`no market has ${price}`);
    });

    expect(checkAnswer({ kind: 'structured', schema }, { price: 3 })).toEqual({
      ok: false,
      why: 'the schema of the answer threw: no market has 3',
    });
  });

  it('should take a check that answers later for a no', () => {
    const schema = offer.refine(async () => true);

    expect(checkAnswer({ kind: 'structured', schema }, { price: 3 })).toMatchObject({
      ok: false,
      why: expect.stringMatching(/^the schema of the answer threw: /),
    });
  });
});
