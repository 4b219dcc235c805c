import { FakeListChatModel } from '@langchain/core/utils/testing';
import { ChatOpenAI } from '@langchain/openai';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { configurationOf } from '../../../../src/model/langchain/configuration.js';
import { fromLangChain } from '../../../../src/model/langchain/index.js';
import { secretsOf } from '../../../../src/model/langchain/secrets-of.js';
import { cacheFor } from '../../../../src/study/cache-for.js';

const KEY = 'a-key-nobody-may-read';
const openai = (fields: object = {}, baseURL = 'http://localhost:1/v1', more: object = {}) =>
  new ChatOpenAI({ model: 'small', apiKey: KEY, configuration: { baseURL, ...more }, ...fields });
const fingerprintOf = (model: ChatOpenAI, more: object = {}): string => fromLangChain(model, more).fingerprint;
const same = (text: string): string => text;
const silent = (): void => undefined;
/** A model that tells nothing of itself. */
const silentModel = { invoke: async () => ({ content: 'Q' }) };

beforeEach(() => void vi.stubEnv('OPENAI_BASE_URL', ''));
afterEach(() => void vi.unstubAllEnvs());

describe('the fingerprint of a model of LangChain', () => {
  it('should be the same for the same configuration, whatever the key', () => {
    expect(fingerprintOf(openai({ apiKey: 'another-key' }))).toBe(fingerprintOf(openai()));
  });

  it('should be another for another address or setting, under one name', () => {
    const models = [
      openai(),
      openai({}, 'http://localhost:2/v1'),
      openai({ topP: 0.3 }),
      openai({ temperature: 0.2 }),
      openai({ maxTokens: 7 }),
      openai({ modelKwargs: { top_k: 3 } }),
    ];

    expect(new Set(models.map((model) => fingerprintOf(model, { name: 'one' }))).size).toBe(models.length);
  });

  it('should be another where the environment names another address', () => {
    const model = () => new ChatOpenAI({ model: 'small', apiKey: KEY });
    const before = fingerprintOf(model());
    vi.stubEnv('OPENAI_BASE_URL', 'http://localhost:9/v1');

    expect(fingerprintOf(model())).not.toBe(before);
  });

  it('should be of the model that is configured for a call', () => {
    const [here, there] = ['http://localhost:1/v1', 'http://localhost:2/v1'].map((address) =>
      fingerprintOf(openai(), { configure: () => openai({}, address) }),
    );

    expect(here).not.toBe(there);
  });
});

describe('a model that binds settings to another', () => {
  it('should be told apart by both', () => {
    const models = [
      openai().withConfig({ stop: ['x'] }),
      openai().withConfig({ stop: ['y'] }),
      openai({}, 'http://localhost:2/v1').withConfig({ stop: ['x'] }),
    ];

    expect(new Set(models.map((model) => fromLangChain(model, { name: 'one' }).fingerprint)).size).toBe(3);
  });

  it('should tell nothing where the other tells nothing', () => {
    expect(configurationOf({ lc_kwargs: { kwargs: { stop: 'x' } }, bound: silentModel }, same)).toBeUndefined();
  });
});

describe('secretsOf', () => {
  it('should find the key and the headers of a client, also below a model that binds settings to it', () => {
    const model = openai({}, 'http://localhost:1/v1', { defaultHeaders: { 'X-Team': 'header-secret' } });

    const found = [secretsOf(model), secretsOf(model.withConfig({ stop: ['x'] }))];

    expect(found).toEqual([
      [KEY, 'header-secret'],
      [KEY, 'header-secret'],
    ]);
  });

  it('should find nothing in a model without any', () => {
    expect(secretsOf(silentModel)).toEqual([]);
  });
});

describe('configurationOf', () => {
  it('should hold no secret, and of headers the names', () => {
    const model = openai({}, `http://me:pass-word@localhost:1/v1?api-key=query-secret&version=2`, {
      defaultHeaders: { 'X-Team': 'header-secret' },
    });

    const told = JSON.stringify(configurationOf(model, same));

    expect(told).not.toMatch(/a-key|pass-word|query-secret|header-secret|me:/);
    expect(told).toContain('http://localhost:1/v1?version=2');
    expect(told).toContain('x-team');
  });

  it('should take out a secret that stands under any other name', () => {
    const redact = (text: string): string => text.replaceAll(KEY, '[redacted]');

    const told = configurationOf({ lc_kwargs: { other: { place: [`with ${KEY}`] } } }, redact);

    expect(told).toMatchObject({ made: { other: { place: ['with [redacted]'] } } });
  });

  it('should be nothing where nothing is told that makes a difference', () => {
    const looping: { lc_kwargs?: unknown } = {};
    looping.lc_kwargs = { maxRetries: 2, callbacks: [looping], verbose: true };

    expect([configurationOf(silentModel, same), configurationOf(looping, same)]).toEqual([undefined, undefined]);
  });

  it('should pass over what throws, and come to an end where a thing holds itself', () => {
    const kwargs: { model: string; self?: unknown } = { model: 'small' };
    kwargs.self = kwargs;
    const throws = () => {
      throw new Error('not yet');
    };

    expect(JSON.stringify(configurationOf({ lc_kwargs: kwargs, invocationParams: throws }, same))).toContain('small');
  });
});

describe('the cache of answers of models of LangChain', () => {
  const cached = (model: object, more: object = {}) =>
    cacheFor({ model: fromLangChain(model as never, more) }, silent) !== undefined;

  it('should be there where they tell of themselves, or settings were given', () => {
    expect(cached(openai())).toBe(true);
    expect(cached(new FakeListChatModel({ responses: ['Q'] }))).toBe(true);
    expect(cached(silentModel, { settings: { address: 'here' } })).toBe(true);
  });

  it('should not be there where they tell nothing', () => {
    expect(cached(silentModel)).toBe(false);
    expect(cached(openai(), { configure: () => silentModel })).toBe(false);
  });
});
