import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  refuseIdleAddress,
  refuseIdleModelOptions,
  refuseIdleOptions,
  refuseIdleWhere,
  type Deciding,
} from '../../../../src/cli/_internals/idle-options.js';

const baseUrl = 'http://127.0.0.1:9/v1';

beforeEach(() => void vi.stubEnv('MESOCOSM_MODEL', undefined));
afterEach(() => void vi.unstubAllEnvs());

describe('an option that does nothing', () => {
  it.each([
    ['--model', { model: 'x.gguf' }],
    ['--base-url', { baseUrl }],
    ['--context-size', { contextSize: 4096 }],
    ['--population', { population: 'neighbours' }],
    ['--form', { form: 'chat' }],
    ['--shuffles', { shuffles: 2 }],
    ['--samples', { samples: 5 }],
    ['--elicitation', { elicitation: 'person=first' }],
    ['--max-calls', { maxCalls: 5 }],
    ['--max-tokens', { maxTokens: 5 }],
    ['--max-usd', { maxUsd: 5 }],
    ['--prices', { prices: 'prices.json' }],
    ['--concurrency', { concurrency: 2 }],
    ['--no-cache', { cache: false }],
  ] as readonly (readonly [string, Deciding])[])('should be refused beside a table: %s', (option, given) => {
    expect(() => refuseIdleOptions({ ...given, policy: 'llama-3-70b' })).toThrow(
      new RegExp(`^${option} does not go with --policy: .*\\. Leave `),
    );
  });

  it.each([
    ['--base-url', { baseUrl }],
    ['--model-options', { modelOptions: 'endpoint.json' }],
    ['--context-size', { contextSize: 4096 }],
    ['--max-calls', { maxCalls: 5 }],
    ['--max-tokens', { maxTokens: 5 }],
    ['--max-usd', { maxUsd: 5 }],
    ['--prices', { prices: 'prices.json' }],
    ['--concurrency', { concurrency: 2 }],
    ['--no-cache', { cache: false }],
  ] as readonly (readonly [string, Deciding])[])('should be refused without a model: %s', (option, given) => {
    expect(() => refuseIdleModelOptions({ ...given, model: 'none' }, 'x')).toThrow(
      `${option} does not go with --model none: no language model is asked. Leave ${option} away`,
    );
  });

  it('should be a model that nobody asks', () => {
    const nobody = { needsModel: false, beside: '--writer none and --no-measure' };

    expect(() => refuseIdleWhere({ model: 'x.gguf' }, nobody)).toThrow(
      '--model does not go with --writer none and --no-measure: no language model is asked',
    );
    expect(() => refuseIdleWhere({ model: 'x.gguf', cache: true }, { ...nobody, needsModel: true })).not.toThrow();
    expect(() => refuseIdleWhere({ cache: true }, nobody)).not.toThrow();
  });

  it('should be a size of context beside an endpoint, and not beside weights', () => {
    expect(() => refuseIdleOptions({ model: 'openai:x', contextSize: 4096 })).toThrow(
      '--context-size does not go with "openai:x"',
    );
    expect(() => refuseIdleOptions({ model: 'x.gguf', contextSize: 4096 })).not.toThrow();
    expect(() => refuseIdleOptions({ contextSize: 4096 })).not.toThrow();
  });

  it('should be a fallback without a table', () => {
    expect(() => refuseIdleOptions({ fallback: 'uniform', model: 'x.gguf' })).toThrow(
      '--fallback says what a table does in a state that it lacks, and no table decides. Name a table with --policy, or leave',
    );
  });

  it.each([undefined, 'x.gguf', 'smollm2-135m-instruct'])('should be an address beside the model %s', (model) => {
    const why = model === undefined ? 'no model of an endpoint was named' : `"${model}" is not asked at one`;

    expect(() => refuseIdleOptions({ model, baseUrl })).toThrow(
      `--base-url is the address of an endpoint, and ${why}; expected a model named openai:NAME`,
    );
  });

  it('should be an address beside a model of the environment that is none of an endpoint', () => {
    vi.stubEnv('MESOCOSM_MODEL', 'mine.gguf');

    expect(() => refuseIdleAddress(undefined, baseUrl)).toThrow('"mine.gguf" is not asked at one');
  });
});

describe('beside a mind, of a scenario that asks models', () => {
  const asksBeside = { asksBeside: true };

  it('should be taken where it is of those models', () => {
    const limits = { maxCalls: 5, maxTokens: 5, maxUsd: 5, prices: 'prices.json', concurrency: 2 };
    const address = { baseUrl, modelOptions: 'endpoint.json' };

    for (const decides of [{ mind: 'scripted' }, { policy: 'llama-3-70b' }, {}]) {
      expect(() => refuseIdleOptions({ ...decides, ...limits, ...address }, asksBeside)).not.toThrow();
    }
    expect(() => refuseIdleOptions({ mind: 'scripted', baseUrl })).toThrow('and no model is asked. Leave --base-url');
  });

  it.each([
    ['--no-cache', { cache: false }, 'what a model beside it answers is kept in this study alone'],
    ['--model', { model: 'x.gguf' }, 'no other model does'],
    ['--policy', { policy: 'x' }, 'no other table does'],
    ['--form', { form: 'chat' }, 'how a model beside it is asked is for the scenario to say'],
    ['--context-size', { contextSize: 4096 }, 'how a model beside it is asked is for the scenario to say'],
  ] as readonly (readonly [string, Deciding, string])[])(
    'should be refused for what is so: %s',
    (option, given, why) => {
      expect(() => refuseIdleOptions({ mind: 'scripted', ...given }, asksBeside)).toThrow(
        `${option} does not go with --mind scripted: that mind decides, and ${why}. Leave ${option} away, or --mind`,
      );
    },
  );
});

describe('options that go together', () => {
  it('should pass', () => {
    for (const options of [
      {},
      { policy: 'llama-3-70b', fallback: 'uniform', cache: true },
      { maxCalls: 5, maxTokens: 5, maxUsd: 5, prices: 'prices.json', concurrency: 2, cache: false },
      { model: 'openai:x', baseUrl, samples: 5, form: 'chat', population: 'neighbours' },
      { population: 'neighbours' },
    ]) {
      expect(() => refuseIdleOptions(options)).not.toThrow();
    }
  });

  it('should be an address and a model that the environment names', () => {
    vi.stubEnv('MESOCOSM_MODEL', 'openai:x');

    expect(() => refuseIdleOptions({ baseUrl })).not.toThrow();
  });
});
