import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEvaluator, TooLong } from '../../../../src/model/llama/evaluate.js';
import { fakeSequence, pieceOf, tokensOf } from '../../../support/endpoint-fake-sequence.js';

const SIZE = 200;
const evaluate = (digits: readonly string[], options: readonly string[], fake = fakeSequence(), size = SIZE) =>
  createEvaluator(fake.sequence, size).continuations(digits.map(pieceOf), options.map(tokensOf));

const digits = fc.string({ unit: fc.constantFrom('1', '2', '3'), maxLength: 3 });
const prompts = fc.array(
  fc.record({
    pieces: fc.array(digits, { minLength: 1, maxLength: 4 }).filter((pieces) => pieces.join('') !== ''),
    options: fc.array(
      digits.filter((text) => text !== ''),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('createEvaluator', () => {
  it('should give the same numbers for a prompt, bit for bit, whatever was asked before', async () => {
    await fc.assert(
      fc.asyncProperty(prompts, async (asked) => {
        const fake = fakeSequence();
        const evaluator = createEvaluator(fake.sequence, SIZE);
        for (const { pieces, options } of asked) {
          const used = await evaluator.continuations(pieces.map(pieceOf), options.map(tokensOf));
          expect(used).toEqual(await evaluate(pieces, options));
        }
      }),
    );
  });

  it('should give probabilities of all tokens a sum of 1', async () => {
    const all = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

    const { logs } = await evaluate(['12', '3'], all);

    expect(logs.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 12);
  });

  it('should give a text of several tokens the product of its tokens, each after those before it', async () => {
    const fake = fakeSequence();
    const [whole] = (await evaluate(['12', '3'], ['45'], fake)).logs;

    // The tokens of a continuation are evaluated one by one, as pieces would be.
    const [first] = (await evaluate(['12', '3'], ['4'])).logs;
    const [second] = (await evaluate(['12', '3', '4'], ['5'])).logs;

    expect(whole).toBeCloseTo((first as number) + (second as number), 12);
  });

  it('should not let one continuation touch the next', async () => {
    const together = await evaluate(['12', '3'], ['45', '46', '7', '45']);

    const alone = await Promise.all(['45', '46', '7', '45'].map((option) => evaluate(['12', '3'], [option])));

    expect(together.logs).toEqual(alone.flatMap(({ logs }) => logs));
    expect(together.tokens).toEqual([2, 2, 1, 2]);
  });

  it('should evaluate once what prompts share', async () => {
    const fake = fakeSequence();
    const evaluator = createEvaluator(fake.sequence, SIZE);
    await evaluator.continuations(['111', '22', '3'].map(pieceOf), [tokensOf('4')]);
    const before = fake.evaluated();

    await evaluator.continuations(['111', '22', '9'].map(pieceOf), [tokensOf('4')]);

    expect([before, fake.evaluated() - before]).toEqual([6, 1]);
  });

  it('should evaluate once what continuations share, with the same numbers as each alone', async () => {
    const fake = fakeSequence();
    const texts = ['4567', '4568', '456', '49', '4567', '1'];

    const together = await evaluate(['12', '3'], texts, fake);

    // The prompt, and then the 4, 45 and 456 that something follows.
    expect(fake.evaluated()).toBe(3 + 3);
    const alone = await Promise.all(texts.map((text) => evaluate(['12', '3'], [text])));
    expect(together.logs).toEqual(alone.flatMap(({ logs }) => logs));
    expect(fake.held().join('')).toBe('12');
  });

  it('should hold whole pieces only, and never the end of a prompt', async () => {
    const fake = fakeSequence();

    await evaluate(['111', '22', '3'], ['45'], fake);

    expect(fake.held().join('')).toBe('11122');
  });

  it('should pass over pieces without a token', async () => {
    expect(await evaluate(['', '12', '', '3', ''], ['4'])).toEqual(await evaluate(['12', '3'], ['4']));
  });

  it('should refuse a prompt or a continuation without a token', async () => {
    await expect(evaluate(['', ''], ['4'])).rejects.toThrow('a prompt must have some text');
    await expect(evaluate(['12'], ['4', ''])).rejects.toThrow('a continuation must have some text');
  });

  it('should refuse what does not fit into the context, and answer the next as if it had not been asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.nat(12), fc.integer({ min: 1, max: 12 }), async (first, second, last) => {
        const fake = fakeSequence();
        const evaluator = createEvaluator(fake.sequence, 20);
        const pieces = ['1'.repeat(first), '2'.repeat(second), '3'.repeat(last)];
        const outcome = await evaluator.continuations(pieces.map(pieceOf), [tokensOf('45')]).then(
          () => 'fits',
          (error: unknown) => (error instanceof TooLong ? 'too long' : String(error)),
        );

        expect(outcome).toBe(first + second + last + 2 < 20 ? 'fits' : 'too long');
        const next = await evaluator.continuations(['1', '2'].map(pieceOf), [tokensOf('4')]);
        expect(next).toEqual(await evaluate(['1', '2'], ['4']));
      }),
    );
  });

  it('should say how long a prompt is that does not fit, what was to follow, what fits, and what to do', async () => {
    const asked = evaluate(['1'.repeat(12), '2'.repeat(9)], ['345', '6'], fakeSequence(), 20);

    await expect(asked).rejects.toThrow(
      'the prompt has 21 tokens and up to 3 are to follow, but the context holds less than 20: shorten one of them, or ' +
        'give the model a larger context (--context-size, contextSize)',
    );
  });

  it('should evaluate nothing of what does not fit', async () => {
    const fake = fakeSequence();

    await evaluate(['12', '3'.repeat(30)], ['4'], fake, 20).catch(() => undefined);

    expect(fake.evaluated()).toBe(0);
  });

  it('should answer rightly after an evaluation failed and it was told to forget', async () => {
    const fake = fakeSequence();
    const evaluator = createEvaluator(fake.sequence, SIZE);
    await evaluator.continuations(['11', '2'].map(pieceOf), [tokensOf('4')]);
    fake.failNext();
    await expect(evaluator.continuations(['11', '3'].map(pieceOf), [tokensOf('4')])).rejects.toThrow('gone');

    await evaluator.forget();

    const next = await evaluator.continuations(['11', '2'].map(pieceOf), [tokensOf('4')]);
    expect(next).toEqual(await evaluate(['11', '2'], ['4']));
  });

  it('should count the tokens of the prompt', async () => {
    expect((await evaluate(['111', '22', '3'], ['45'])).promptTokens).toBe(6);
  });
});
