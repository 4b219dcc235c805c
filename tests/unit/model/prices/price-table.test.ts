import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import builtIn from '../../../../src/model/prices/built-in.json' with { type: 'json' };
import { BuiltInPrices, openPrices, priceTable } from '../../../../src/model/prices/index.js';
import type { LanguageModel } from '../../../../src/spec/index.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const folder = temporaryFolders();
afterEach(() => vi.unstubAllEnvs());

const at = (baseUrl: string, model: string): Pick<LanguageModel, 'name' | 'description'> => ({
  name: `openai:${model}`,
  description: { kind: 'endpoint', baseUrl, model },
});
const OPENAI = 'https://api.openai.com/v1';
const own = { inputUsdPerMillionTokens: 7, outputUsdPerMillionTokens: 8 };

describe('priceTable', () => {
  it('should know the price of a model at its provider, with whence and when', () => {
    // https://platform.openai.com/docs/pricing, as of 2025-07-04: $0.40 in, $1.60 out.
    expect(priceTable().priceOf(at(OPENAI, 'gpt-4.1-mini'))).toEqual({
      inputUsdPerMillionTokens: 0.4,
      outputUsdPerMillionTokens: 1.6,
      date: '2025-07-04',
      source: expect.stringContaining('https://platform.openai.com/docs/pricing') as unknown,
    });
  });

  it('should not guess: no price for other names, nor for a known name at another address', () => {
    const { priceOf } = priceTable();

    expect(priceOf(at(OPENAI, 'gpt-4.1-mini-of-tomorrow'))).toBeUndefined();
    expect(priceOf(at(OPENAI, 'constructor'))).toBeUndefined();
    expect(priceOf(at('http://localhost:8000/v1', 'gpt-4.1-mini'))).toBeUndefined();
    expect(priceOf({ name: 'mine', description: { kind: 'scripted' } })).toBeUndefined();
  });

  it('should know that what runs in this process costs nothing', () => {
    expect(priceTable().priceOf({ name: 'small', description: { kind: 'embedded' } })).toMatchObject({
      inputUsdPerMillionTokens: 0,
      outputUsdPerMillionTokens: 0,
    });
  });

  it("should take a user's price before its own, by the model's name, at any address", () => {
    const { priceOf } = priceTable({ formatVersion: 1, models: { 'gpt-4.1-mini': own, 'langchain:mine': own } });

    expect(priceOf(at(OPENAI, 'gpt-4.1-mini'))).toEqual(own);
    expect(priceOf(at('http://localhost:8000/v1', 'gpt-4.1-mini'))).toEqual(own);
    expect(priceOf({ name: 'langchain:mine', description: { kind: 'endpoint' } })).toEqual(own);
    expect(priceOf(at(OPENAI, 'gpt-4.1'))).toMatchObject({ inputUsdPerMillionTokens: 2 });
  });

  it("should take a user's price for one address before that for all", () => {
    const dear = { inputUsdPerMillionTokens: 70, outputUsdPerMillionTokens: 80 };
    const { priceOf } = priceTable({ formatVersion: 1, models: { m: own, 'https://dear.example/v1#m': dear } });

    expect(priceOf(at('https://dear.example/v1', 'm'))).toEqual(dear);
    expect(priceOf(at('https://cheap.example/v1', 'm'))).toEqual(own);
  });
});

describe('openPrices', () => {
  const file = (content: unknown): string => {
    const path = join(folder(), 'prices.json');
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  it('should read the file that is given, else the one that MESOCOSM_PRICES names', async () => {
    const given = file({ formatVersion: 1, models: { m: own } });
    const there = at('http://localhost/v1', 'm');

    expect((await openPrices(given)).priceOf(there)).toEqual(own);
    expect((await openPrices()).priceOf(there)).toBeUndefined();
    vi.stubEnv('MESOCOSM_PRICES', given);
    expect((await openPrices()).priceOf(there)).toEqual(own);
  });

  it('should say what is wrong in a file, and where', async () => {
    const path = file({ formatVersion: 1, models: { m: { inputUsdPerMillionTokens: '4' } } });

    await expect(openPrices(path)).rejects.toThrow(`${path}: $.models.m.inputUsdPerMillionTokens: `);
    await expect(openPrices(join(folder(), 'none.json'))).rejects.toThrow('there is no such file');
  });
});

describe('the built-in prices', () => {
  const { providers } = BuiltInPrices.parse(builtIn);
  const all = providers.flatMap(({ models }) => Object.entries(models));

  it('should have a source for every provider and a date for every number', () => {
    expect(all.length).toBeGreaterThan(24);
    expect(providers.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
    expect(all.filter(([, { date }]) => !/^202[5-6]-\d\d-\d\d$/.test(date))).toEqual([]);
  });

  it('should be of a credible size: more for what is written, and below a thousand dollars', () => {
    const odd = all.filter(
      ([, price]) =>
        price.inputUsdPerMillionTokens <= 0 ||
        price.outputUsdPerMillionTokens < price.inputUsdPerMillionTokens ||
        price.outputUsdPerMillionTokens > 1000,
    );

    expect(odd).toEqual([]);
  });
});
