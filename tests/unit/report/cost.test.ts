import { describe, expect, it } from 'vitest';
import { costLine, costSentence } from '../../../src/report/cost.js';
import { dollars } from '../../../src/report/format.js';

const cost = {
  calls: 1200,
  cached: 3,
  fromCache: 40,
  saved: 5,
  promptTokens: 100_000,
  completionTokens: 2000,
  usd: 0.0432,
  usdNote: null,
  seconds: 65,
};

describe('the line of the closing screen', () => {
  it('should say calls, money, and what needed none', () => {
    expect(costLine({ cost })).toBe('Cost: 1\u00a0200 model calls, $0.043, 5 decisions needed none; 1 min 5 s.');
  });

  it.each([{ usd: null }, { usd: 0 }, { usd: undefined }])('should say nothing of money where there is %o', (none) => {
    expect(costLine({ cost: { ...cost, ...none } })).toBe(
      'Cost: 1\u00a0200 model calls, 5 decisions needed none; 1 min 5 s.',
    );
  });

  it('should say that no model was asked', () => {
    expect(costLine({ cost: { ...cost, calls: 0, saved: 0 } })).toBe('Cost: no model was asked; 1 min 5 s.');
  });
});

describe('the sentence of the report', () => {
  it('should say all of it', () => {
    expect(costSentence(cost).replaceAll('\u00a0', ' ')).toBe(
      '1 200 model calls, 102 000 tokens, $0.043; 3 requests answered from the record, 40 from the answer cache, ' +
        '5 decisions without any request; 1 min 5 s.',
    );
  });

  it('should say why the money is not known, or what it leaves out', () => {
    expect(costSentence({ ...cost, usd: null, usdNote: 'no price of m is known' })).toContain(
      'cost in dollars not known (no price of m is known);',
    );
    expect(costSentence({ ...cost, usdNote: 'without 3 failed calls whose tokens are not known' })).toContain(
      '$0.043 (without 3 failed calls whose tokens are not known);',
    );
  });

  it('should say less for summaries that know less', () => {
    const { fromCache: _fromCache, usd: _usd, usdNote: _usdNote, ...early } = cost;

    expect(costSentence({ ...early, promptTokens: null })).toMatch(/^1\u00a0200 model calls; 3 requests answered/);
  });
});

describe('dollars', () => {
  it.each([
    [0, '$0.00'],
    [12.3, '$12.30'],
    [0.1, '$0.10'],
    [0.0432, '$0.043'],
    [0.00001234, '$0.000012'],
  ])('should write %d as %s', (usd, words) => expect(dollars(usd)).toBe(words));
});
