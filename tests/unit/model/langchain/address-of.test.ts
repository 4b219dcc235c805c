import { AzureChatOpenAI, ChatOpenAI } from '@langchain/openai';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../../../src/model/langchain/address-of.js';
import { fromLangChain } from '../../../../src/model/langchain/index.js';

const KEY = 'a-key-nobody-may-read';
const openai = (baseURL?: string) =>
  new ChatOpenAI({ model: 'small', apiKey: KEY, ...(baseURL === undefined ? {} : { configuration: { baseURL } }) });
const same = (text: string): string => text;

beforeEach(() => void vi.stubEnv('OPENAI_BASE_URL', ''));
afterEach(() => void vi.unstubAllEnvs());

describe('addressOf', () => {
  it.each([
    ['the configuration of a client', openai('http://localhost:1/v1'), 'http://localhost:1/v1'],
    ['a model below one that binds settings', openai('http://localhost:1/v1').withConfig({ stop: ['x'] }), /:1\/v1$/],
    ['a field of the model', { baseUrl: 'http://localhost:11434' }, 'http://localhost:11434'],
    ['a client that was ready-made', { client: { baseURL: 'http://localhost:2/v1' } }, 'http://localhost:2/v1'],
    ['options of a client', { clientOptions: { baseURL: 'http://localhost:3' } }, 'http://localhost:3'],
    ['a region', { region: 'eu-west-1' }, 'region eu-west-1'],
  ])('should be read from %s', (_where, model, address) => {
    expect(addressOf(model, same)).toMatch(address);
  });

  it('should name the instance of Azure', () => {
    const model = new AzureChatOpenAI({
      azureOpenAIApiKey: KEY,
      azureOpenAIApiInstanceName: 'lab',
      azureOpenAIApiDeploymentName: 'small',
      azureOpenAIApiVersion: '2024-06-01',
    });

    expect(addressOf(model, same)).toMatch(/lab/);
  });

  it('should be that of the environment where the client takes it from there', () => {
    vi.stubEnv('OPENAI_BASE_URL', 'http://localhost:9/v1');

    expect(addressOf(openai(), same)).toBe('http://localhost:9/v1');
  });

  it('should be unknown where nothing tells it, or telling throws', () => {
    const throwing = Object.defineProperty({}, 'baseURL', {
      get() {
        throw new Error('not yet');
      },
    });

    expect(addressOf({ invoke: async () => '' }, same)).toBe('unknown');
    expect(addressOf(throwing, same)).toBe('unknown');
  });

  it('should hold no secret', () => {
    const address = `http://me:pass-word@localhost:1/v1?api-key=query-secret&version=2`;

    expect(addressOf({ baseURL: address }, same)).toBe('http://localhost:1/v1?version=2');
    expect(addressOf({ baseURL: `http://localhost/${KEY}` }, (text) => text.replace(KEY, '…'))).toBe(
      'http://localhost/…',
    );
  });
});

describe('the description of a model of LangChain', () => {
  it('should tell the address of the one that is asked', () => {
    const of = (...[model, options]: Parameters<typeof fromLangChain>) =>
      fromLangChain(model, options).description['address'];

    expect(of(openai('http://localhost:1/v1'))).toBe('http://localhost:1/v1');
    expect(of(openai('http://localhost:1/v1'), { configure: () => openai('http://localhost:2/v1') })).toMatch(/:2/);
    expect(of({ invoke: async () => '' })).toBe('unknown');
    expect(of({ invoke: async () => '' }, { settings: { address: 'here' } })).toBe('here');
  });

  it('should leave fingerprints as they are, whatever address is found in a client', () => {
    const model = { invoke: async () => '' };

    const fingerprints = [model, { ...model, client: { baseURL: 'http://localhost:1' } }].map(
      (one) => fromLangChain(one, { settings: { place: 'one' } }).fingerprint,
    );

    expect(fingerprints[0]).toBe(fingerprints[1]);
  });
});
