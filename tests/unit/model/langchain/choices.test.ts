import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionInReply, optionsFromTokens } from '../../../../src/model/langchain/index.js';
import { optionsFromReplies, shareBeginnings } from '../../../../src/model/langchain/choices.js';

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

  it('should not take the end of a reply for the end of an option where another goes on', () => {
    expect(weightsOf(['yes', 'yes, but', 'no'], ['yes', { yes: 0.9, no: 0.1 }])).toEqual([0, 0, 0.1, 0.9]);
  });

  it.each(['', '<|im_end|>', '</s>', '.', '\n'])(
    'should give an option what its end is likely to be, where that is told (%j)',
    (end) => {
      const tokens = [
        ['yes', { yes: 0.8, no: 0.2 }],
        [',', { ',': 0.25, [end]: 0.75 }],
        [' but', { ' but': 1 }],
      ] as const;

      expect(weightsOf(['yes', 'yes, but', 'no'], ...tokens)).toEqual([0.6, 0.2, 0.2, 0]);
    },
  );

  it('should leave open what the likeliest tokens leave after an option, which may be its end', () => {
    const tokens = [
      ['yes', { yes: 0.8, no: 0.2 }],
      [',', { ',': 0.25 }],
      [' but', { ' but': 1 }],
    ] as const;

    expect(weightsOf(['yes', 'yes, but', 'no'], ...tokens)).toEqual([0, 0.2, 0.2, 0.6]);
  });

  it('should read on after a token without a text at the beginning', () => {
    expect(weightsOf(['Q', 'M'], ['', { '': 1 }], ['Q', { Q: 0.7, M: 0.3 }])).toEqual([0.7, 0.3, 0]);
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

describe('optionsFromReplies', () => {
  const options = ['strongly agree', 'somewhat agree', 'strongly disagree', 'somewhat disagree', 'somewhat'];
  const [ends, parts] = [['strong', 'some'], { strong: 'ly', some: 'what' }] as const;
  /** What follows a beginning: a model of a few tokens with these chances. */
  const followed = (said: string, [first, strong, some, end]: readonly number[] = []) => {
    const two = (one: string, other: string, p = 0.5) => ({ [one]: p, [other]: 1 - p });
    if (said === '') return two('strong', 'some', first);
    if (said === 'strong' || said === 'some') return { [parts[said]]: 1 };
    if (said === 'strongly') return two(' agree', ' disagree', strong);
    const [left, p = 0.5] = [1 - (end ?? 0), some];
    return { ' agree': left * p, ' disagree': left * (1 - p), '': end ?? 0 };
  };
  const saying = (tokens: readonly string[], chances: readonly number[]) =>
    reply(tokens.map((token, at) => [token, followed(tokens.slice(0, at).join(''), chances)]));
  const pathTo = (option: string): readonly string[] => option.match(/^strong|^some|ly|what| (?:dis)?agree/g) ?? [];
  const chance = fc.double({ min: 0.05, max: 0.95, noNaN: true });

  it('should find what the model would say from one reply a group, in any order and however often', () => {
    const chances = fc.tuple(chance, chance, chance, chance);
    const more = fc.array(fc.constantFrom(...options.slice(0, 4)), { maxLength: 4 });
    fc.assert(
      fc.property(chances, more, fc.boolean(), (given, others, reversed) => {
        const [first, strong, some, end] = given;
        const groups = ends.map((start) => [start, parts[start], ' agree']);
        const said = [...groups, ...others.map(pathTo)];
        const replies = (reversed ? said.toReversed() : said).map((tokens) => saying(tokens, given));

        const { weights, mass, unresolved } = optionsFromReplies(options, replies);

        const left = (1 - first) * (1 - end);
        const expected = [first * strong, left * some, first * (1 - strong), left * (1 - some), (1 - first) * end];
        for (const [index, weight] of weights.entries()) expect(weight).toBeCloseTo(expected[index] ?? NaN, 9);
        expect([mass, unresolved]).toEqual([expect.closeTo(1, 9), expect.closeTo(0, 9)]);
      }),
    );
  });

  it('should leave a group open that no reply followed', () => {
    const { weights, unresolved } = optionsFromReplies(options, [
      saying(pathTo('strongly agree'), [0.6, 0.5, 0.5, 0]),
      saying(pathTo('strongly disagree'), [0.6, 0.5, 0.5, 0]),
    ]);

    expect(weights).toEqual([0.3, 0, 0.3, 0, 0].map((weight) => expect.closeTo(weight, 9)));
    expect(unresolved).toBeCloseTo(0.4, 9);
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
    ['My answer is "M".', 1],
    ['Choice: **Q**', 0],
    ['I’d go with option Q', 0],
    ['{"choice": "M"}', 1],
    ['Q is my choice', 0],
    ['M is the best option here.', 1],
    ['M is not the best option.', undefined],
    ['Ann chose Q.', undefined],
    ['Anything but Q.', undefined],
    ['I refuse to choose Q.', undefined],
    ['I will never pick M', undefined],
    ['Q is not allowed.', undefined],
    ['It depends on what Q means.', undefined],
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
