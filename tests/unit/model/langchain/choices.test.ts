import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionInReply, optionsFromTokens } from '../../../../src/model/langchain/index.js';
import { shareBeginnings } from '../../../../src/model/langchain/choices.js';

/** A token, with the probabilities of what could have stood in its place. */
type Said = readonly [string, { readonly [token: string]: number }];

function reply(tokens: readonly Said[]) {
  return tokens.map(([token, top]) => ({
    token,
    logprob: Math.log(top[token] ?? 0.001),
    alternatives: Object.entries(top).map(([alternative, p]) => ({ token: alternative, logprob: Math.log(p) })),
  }));
}

function weightsOf(options: readonly string[], ...tokens: readonly Said[]): readonly number[] {
  const { weights, unresolved } = optionsFromTokens(options, reply(tokens));
  return [...weights, unresolved].map((weight) => Math.round(weight * 1e9) / 1e9);
}

describe('optionsFromTokens', () => {
  it('should take the probability of each option from the first token, and leave the rest out of the mass', () => {
    const { weights, mass, unresolved } = optionsFromTokens(['Q', 'M'], reply([['Q', { Q: 0.5, M: 0.3, I: 0.2 }]]));

    expect(weights[0]).toBeCloseTo(0.5, 12);
    expect(weights[1]).toBeCloseTo(0.3, 12);
    expect(mass).toBeCloseTo(0.8, 12);
    expect(unresolved).toBe(0);
  });

  it('should not depend on which token the reply took, where the first tells the options apart', () => {
    const top = { M: 0.3, Q: 0.5, I: 0.2 };

    expect(weightsOf(['Q', 'M'], ['I', top], [' think', { ' think': 1 }])).toEqual(weightsOf(['Q', 'M'], ['Q', top]));
  });

  it('should add up tokens that say the same option in other ways: spaces, quotes, letters of other case', () => {
    const top = { Q: 0.2, ' Q': 0.1, '"Q': 0.1, q: 0.05, '(Q)': 0.05, M: 0.3 };

    expect(weightsOf(['Q', 'M'], ['Q', top])).toEqual([0.5, 0.3, 0]);
  });

  it('should take tokens for the option that they begin', () => {
    expect(weightsOf(['apple', 'banana'], ['app', { app: 0.6, ban: 0.3, ' b': 0.1 }])).toEqual([0.6, 0.4, 0]);
  });

  it('should not take a longer word for a short option', () => {
    expect(weightsOf(['A', 'B'], ['Banana', { Banana: 0.5, And: 0.2, A: 0.2, 'B.': 0.1 }])).toEqual([0.2, 0.1, 0]);
  });

  it('should tell options apart by case alone where they differ in nothing else', () => {
    expect(weightsOf(['q', 'Q'], ['q', { q: 0.7, Q: 0.3 }])).toEqual([0.7, 0.3, 0]);
  });

  it('should follow a shared first token to the next, which tells the options apart', () => {
    const first = ['al', { al: 0.8, beta: 0.2 }] as const;

    expect(weightsOf(['alpha', 'alps', 'beta'], first, ['pha', { pha: 0.75, ps: 0.25 }])).toEqual([0.6, 0.2, 0.2, 0]);
  });

  it('should follow options of several words as far as they go together', () => {
    const tokens = [
      ['option', { option: 0.9, I: 0.1 }],
      [' ', { ' ': 1 }],
      ['1', { '1': 1 }],
      ['0', { '0': 0.5, '1': 0.5 }],
    ] as const;

    expect(weightsOf(['option 10', 'option 11'], ...tokens)).toEqual([0.45, 0.45, 0]);
  });

  it('should say how much is unresolved where the reply took another token than the shared one', () => {
    const first = ['beta', { al: 0.8, beta: 0.2 }] as const;

    expect(weightsOf(['alpha', 'alps', 'beta'], first, ['.', { '.': 1 }])).toEqual([0, 0, 0.2, 0.8]);
  });

  it('should follow a reply that opens with a space or a quote, and count what came without', () => {
    const tokens = [
      ['"', { '"': 0.5, Q: 0.3, M: 0.2 }],
      ['M', { M: 0.6, Q: 0.4 }],
    ] as const;

    expect(weightsOf(['Q', 'M'], ...tokens)).toEqual([0.5, 0.5, 0]);
  });

  it('should tell an option from a longer one that continues it', () => {
    const first = ['yes', { yes: 0.9, no: 0.1 }] as const;

    const followed = weightsOf(
      ['yes', 'yes, but', 'no'],
      first,
      [',', { ',': 0.5, '.': 0.5 }],
      [' but', { ' but': 1 }],
    );

    expect(followed).toEqual([0.45, 0.45, 0.1, 0]);
  });

  it('should give what is left to the option that the whole reply is', () => {
    expect(weightsOf(['yes', 'yes, but', 'no'], ['yes', { yes: 0.9, no: 0.1 }])).toEqual([0.9, 0, 0.1, 0]);
  });

  it('should count the token that the reply took even where it is not among the most likely', () => {
    expect(weightsOf(['Q', 'M'], ['M', { Q: 0.4, I: 0.3 }])).toEqual([0.4, 0.001, 0]);
  });

  it('should find nothing in a reply that has nothing to do with the options, or no tokens', () => {
    expect(weightsOf(['Q', 'M'], ['<think>', { '<think>': 0.9, I: 0.1 }])).toEqual([0, 0, 0]);
    expect(weightsOf(['Q', 'M'])).toEqual([0, 0, 0]);
  });

  it('should take brackets that belong to an option for a part of it', () => {
    expect(weightsOf(['(A)', '(B)'], ['(', { '(': 1 }], ['B', { A: 0.25, B: 0.75 }])).toEqual([0.25, 0.75, 0]);
  });

  it('should never find more than there is', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '"', ','), minLength: 1, maxLength: 3 });
    const position = fc
      .uniqueArray(texts, { minLength: 1, maxLength: 8 })
      .map((tokens) => ({ tokens, count: tokens.length }));
    fc.assert(
      fc.property(
        fc.uniqueArray(
          texts.filter((text) => /\w/.test(text)),
          { minLength: 2, maxLength: 4, selector: (text) => text.trim() },
        ),
        fc.array(position, { minLength: 1, maxLength: 4 }),
        (options, positions) => {
          const said = positions.map(({ tokens, count }) => {
            const alternatives = tokens.map((token) => ({ token, logprob: Math.log(1 / count) }));
            return { ...(alternatives[0] as (typeof alternatives)[number]), alternatives };
          });
          const { weights, mass, unresolved } = optionsFromTokens(options, said);
          const all = weights.reduce((sum, weight) => sum + weight, 0) + unresolved;
          return weights.every((weight) => weight >= 0) && all <= 1 + 1e-9 && mass <= 1 && unresolved >= 0;
        },
      ),
    );
  });
});

describe('optionInReply', () => {
  it.each([
    ['Q', 0],
    [' "Q".', 0],
    ['q', 0],
    ['**M**', 1],
    ['(M) because of Q', 1],
    ['I choose M.', 1],
    ['Between Q and M, hard to say', undefined],
    ['Quite', undefined],
    ['I would rather not', undefined],
    ['', undefined],
  ])('should take "%s" for option %s of Q and M', (text, option) => {
    expect(optionInReply(['Q', 'M'], text)).toBe(option);
  });

  it('should take the longest option that a reply begins with', () => {
    const options = ['yes', 'yes, but', 'no'];

    expect([optionInReply(options, 'yes, but later'), optionInReply(options, 'Yes!')]).toEqual([1, 0]);
  });

  it('should heed case where options differ in nothing else', () => {
    expect([optionInReply(['q', 'Q'], 'Q'), optionInReply(['q', 'Q'], 'q')]).toEqual([1, 0]);
  });

  it('should know options in any script, and with signs that patterns are made of', () => {
    expect(optionInReply(['да', 'нет'], 'Нет.')).toBe(1);
    expect(optionInReply(['a+b', 'a*b'], 'I say a*b')).toBe(1);
  });

  it('should find every option in itself', () => {
    const options = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}( [a-z]{1,6})?$/), { minLength: 2, maxLength: 5 });
    fc.assert(fc.property(options, (all) => all.every((option, index) => optionInReply(all, option) === index)));
  });
});

describe('shareBeginnings', () => {
  it('should know options that may begin with one token', () => {
    expect([shareBeginnings(['Q', 'M']), shareBeginnings(['alpha', ' Alps']), shareBeginnings(['(A)', '(B)'])]).toEqual(
      [false, true, false],
    );
  });
});
