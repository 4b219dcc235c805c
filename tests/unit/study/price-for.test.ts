import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { createMeter, type CallMeter } from '../../../src/model/index.js';
import { languageModelSource, mindSource } from '../../../src/run/index.js';
import type { LanguageModel } from '../../../src/spec/index.js';
import { costInUsd, priceFor, sayWhatIsNotPriced } from '../../../src/study/price-for.js';
import { conformist } from '../../support/small-studies.js';

const sourceOf = (description: LanguageModel['description']) =>
  languageModelSource({ model: { ...conformist(), description }, why: 'for a test' });
const openai = sourceOf({ kind: 'endpoint', baseUrl: 'https://api.openai.com/v1', model: 'gpt-4.1-mini' });
const local = sourceOf({ kind: 'endpoint', baseUrl: 'http://localhost:1/v1', model: 'mine' });
const table = mindSource(scriptedMind({ choose: () => 'Q' }));
const price = { inputUsdPerMillionTokens: 2, outputUsdPerMillionTokens: 8 };
const meter = (change: Partial<CallMeter> = {}): CallMeter => ({
  ...createMeter(),
  calls: 10,
  promptTokens: 1_000_000,
  completionTokens: 500_000,
  ...change,
});

describe('priceFor', () => {
  it('should find the price of a known model, and none where no model decides', async () => {
    expect(await priceFor(openai, {})).toMatchObject({ inputUsdPerMillionTokens: 0.4 });
    expect(await priceFor(local, {})).toBeUndefined();
    expect(await priceFor(table, { maxUsd: 1 })).toBeUndefined();
  });

  it('should refuse a limit in dollars where no price is known, with the ways out', async () => {
    await expect(priceFor(local, { maxUsd: 1 })).rejects.toThrow(
      /no price of conformist is known, and --max-usd needs one\. Give one with --prices FILE\.json/,
    );
    expect(await priceFor(openai, { maxUsd: 1 })).toBeDefined();
  });
});

describe('sayWhatIsNotPriced', () => {
  const said = (given: Parameters<typeof sayWhatIsNotPriced>[0]): readonly string[] => {
    const warnings: string[] = [];
    sayWhatIsNotPriced(given, { warning: (message) => warnings.push(message) });
    return warnings;
  };

  it('should warn once of an endpoint without a price, and of nothing else', () => {
    expect(said({ source: local })).toEqual([expect.stringMatching(/^no price of conformist is known: .*--prices/)]);
    expect(said({ source: local, price })).toEqual([]);
    expect(said({ source: sourceOf({ kind: 'scripted' }) })).toEqual([]);
    expect(said({ source: table })).toEqual([]);
  });
});

describe('costInUsd', () => {
  it('should be what the tokens cost', () => {
    expect(costInUsd(local, meter(), price)).toEqual({ usd: 2 + 4, usdNote: null });
  });

  it('should be nothing where nothing was asked', () => {
    expect(costInUsd(table, meter(), undefined)).toEqual({ usd: 0, usdNote: null });
    expect(costInUsd(local, createMeter(), undefined)).toEqual({ usd: 0, usdNote: null });
  });

  it('should say why it is not known', () => {
    expect(costInUsd(local, meter(), undefined)).toEqual({ usd: null, usdNote: 'no price of conformist is known' });
    expect(costInUsd(local, meter({ promptTokens: null }), price)).toEqual({
      usd: null,
      usdNote: 'the model does not say how many tokens it took',
    });
  });

  it('should say what it leaves out', () => {
    const free = { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 };

    expect(costInUsd(local, meter({ unknown: 3 }), price).usdNote).toBe(
      'without 3 failed calls whose tokens are not known',
    );
    expect(costInUsd(local, meter({ unknown: 3 }), free).usdNote).toBeNull();
  });
});
