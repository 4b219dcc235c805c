import { describe, expect, it } from 'vitest';
import { failed, success, type Choice, type LanguageModel, type ModelFailure } from '../../../src/spec/index.js';
import { countingModel, languageModelChecks, scriptedModel } from '../../../src/testing/index.js';

const good = (): LanguageModel =>
  scriptedModel({
    choose: ({ options, prompt }) =>
      options.map((option) => 1 / (option.charCodeAt(1) + prompt.pieces.join('').length)),
    score: ({ continuations }) => continuations.map((text) => -text.length),
    write: ({ schema }) => (schema === undefined ? 'Q' : '{"letter":"Q"}'),
  });

/** Names of the checks that a model does not pass. */
async function failuresOf(create: () => LanguageModel | Promise<LanguageModel>): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const { name, check } of languageModelChecks({ create })) {
    await check().catch((error: Error) => failures.push(`${name}: ${error.message}`));
  }
  return failures;
}

/** The good model, with what it chooses changed. */
function choosing(change: (choice: Choice, call: number) => object): () => LanguageModel {
  let call = 0;
  return () => {
    const model = good();
    return {
      ...model,
      async choose(...args) {
        const reply = await model.choose(...args);
        call += 1;
        return reply.ok ? success({ ...reply.value, ...change(reply.value, call) }) : reply;
      },
    };
  };
}

const changed =
  (change: Partial<LanguageModel>): (() => LanguageModel) =>
  () => ({ ...good(), ...change });
const failure = (kind: ModelFailure['kind'], message = 'no'): ModelFailure => ({ kind, message, retryable: false });

let opened = 0;

/** Something that a model may do wrong, and what the kit says of it. */
const broken: readonly (readonly [string, () => LanguageModel, string])[] = [
  ['has no name', changed({ name: ' ' }), 'the model is called " "'],
  ['has no fingerprint', changed({ fingerprint: '' }), 'its fingerprint is ""'],
  [
    'has another fingerprint each time',
    () => ({ ...good(), fingerprint: `opened ${(opened += 1)}` }),
    'opened twice, its fingerprints were',
  ],
  [
    'describes itself with what is no JSON',
    changed({ description: { x: NaN } }),
    'its description does not survive JSON at $.x',
  ],
  ['does not normalise', choosing(() => ({ probabilities: [0.5, 0.4] })), 'have the sum 0.9, and not 1'],
  ['gives too few probabilities', choosing(() => ({ probabilities: [1] })), 'it gave 1 probabilities for 2 options'],
  ['gives a mass of more than 1', choosing(() => ({ mass: 1.5 })), 'a choice is not as it should be'],
  [
    'gives probabilities that are none',
    choosing(() => ({ probabilities: [NaN, NaN] })),
    'a choice is not as it should be',
  ],
  ['tells of first replies though it is exact', choosing(() => ({ firstMass: 0.5 })), 'tells of first replies'],
  [
    'takes options in more first replies than in all',
    () => {
      const model = scriptedModel({ choosing: 'sampled', choose: () => [0.3, 0.2] });
      return {
        ...model,
        async choose(...args) {
          const reply = await model.choose(...args);
          return reply.ok ? success({ ...reply.value, firstMass: 0.75 }) : reply;
        },
      };
    },
    'of first replies 0.75 took an option, of all 0.5',
  ],
  ['samples though it says it is exact', choosing(() => ({ kind: 'sampled' })), 'its capabilities say exact'],
  ['applies the temperature', choosing(() => ({ temperature: 0.5 })), 'applied temperature 0.5, and not 1'],
  [
    'answers the same question otherwise the next time',
    choosing((_choice, call) => ({ probabilities: [call / 1e6, 1 - call / 1e6] })),
    'asked a second time, it answered',
  ],
  [
    'prefers whatever comes first',
    choosing(({ probabilities }) => ({ probabilities: probabilities.map((_, index) => (index === 0 ? 0.9 : 0.1)) })),
    'with the options in the other order',
  ],
  [
    'is not to be asked two things at once',
    () => {
      const model = countingModel(
        scriptedModel({ choose: () => [1, model.open()], score: () => [-1, -1], delay: () => Promise.resolve() }),
      );
      return model;
    },
    'asked all at once, it answered',
  ],
  ['throws', changed({ choose: () => Promise.reject(new Error('oh')) }), 'oh'],
  [
    'never answers',
    changed({ choose: async () => failed(failure('unavailable', 'down')) }),
    'instead of a choice it gave "unavailable: down"',
  ],
  [
    'scores though it says it does not',
    () => ({ ...good(), capabilities: { ...good().capabilities, score: false } }),
    'it gave an answer',
  ],
  [
    'writes though it says it does not',
    () => ({ ...good(), capabilities: { ...good().capabilities, write: false } }),
    'do not have "write", but it gave an answer',
  ],
  [
    'gives likelihoods above 1',
    changed({
      score: async () =>
        success({ logLikelihoods: [1, -1], tokens: [1, 1], usage: { promptTokens: 1, completionTokens: 0 } }),
    }),
    '1 is not the logarithm of a probability',
  ],
  [
    'gives too few likelihoods',
    changed({
      score: async () =>
        success({ logLikelihoods: [-1], tokens: [1], usage: { promptTokens: 1, completionTokens: 0 } }),
    }),
    'one score a continuation',
  ],
  [
    'gives a likelihood of nothing at all',
    changed({
      score: async () =>
        success({ logLikelihoods: [-Infinity, -1], tokens: [1, 1], usage: { promptTokens: 1, completionTokens: 0 } }),
    }),
    'a score',
  ],
  [
    'writes a value of another shape',
    changed({
      write: async () =>
        success({
          text: 'x',
          value: { letter: 'X' },
          finishReason: 'stop',
          usage: { promptTokens: 1, completionTokens: 0 },
        }),
    }),
    'what it wrote is not of the schema',
  ],
  [
    'gives a failure without a reason',
    changed({
      write: async ({ schema }) =>
        schema === undefined ? good().write({} as never) : failed(failure('malformed', '')),
    }),
    'its failure does not say why',
  ],
  [
    'does not heed an interruption',
    () => {
      const model = good();
      return { ...model, choose: (request) => model.choose(request) };
    },
    'it answered all the same',
  ],
  [
    'calls an interruption something else',
    () => {
      const model = good();
      return {
        ...model,
        choose: async (request, context) =>
          context?.signal?.aborted === true ? failed(failure('unavailable')) : model.choose(request),
      };
    },
    'it said "unavailable"',
  ],
  [
    'does not recover from an interruption',
    () => {
      const model = good();
      let stopped = false;
      return {
        ...model,
        choose: async (request, context) => {
          stopped ||= context?.signal !== undefined;
          return stopped ? failed(failure('aborted')) : model.choose(request);
        },
      };
    },
    'instead of a choice it gave "aborted: no"',
  ],
  [
    'cannot be closed twice',
    () => {
      let times = 0;
      return {
        ...good(),
        async close() {
          times += 1;
          if (times === 2) throw new Error('it is closed already');
        },
      };
    },
    'it is closed already',
  ],
  [
    'throws when it is asked after it was closed',
    () => {
      const model = good();
      let isClosed = false;
      return {
        ...model,
        choose: (request, context) => {
          if (isClosed) throw new Error('nobody is here');
          return model.choose(request, context);
        },
        async close() {
          isClosed = true;
        },
      };
    },
    'nobody is here',
  ],
];

describe('languageModelChecks', () => {
  it('should find nothing wrong with a model that is right', async () => {
    expect(await failuresOf(good)).toEqual([]);
  });

  for (const [what, create, says] of broken) {
    it(`should find a model that ${what}`, async () => {
      expect((await failuresOf(create)).join('\n')).toContain(says);
    });
  }

  it('should close every model that it opens, whether it passes or not', async () => {
    const counts = { opened: 0, closed: 0 };

    await failuresOf(() => {
      counts.opened += 1;
      const model = choosing(() => ({ mass: 2 }))();
      let open = true;
      const close = async (): Promise<void> => {
        counts.closed += Number(open);
        open = false;
      };
      return { ...model, close };
    });

    expect(counts.closed).toBe(counts.opened);
    expect(counts.opened).toBeGreaterThan(10);
  });

  it('should let exact answers differ as far as it is told', async () => {
    const create = choosing(({ probabilities: [first = 0, second = 0, ...rest] }, call) => ({
      probabilities: [first + call / 1e6, second - call / 1e6, ...rest],
    }));
    const checks = languageModelChecks({ create, tolerance: 0.001 });

    await Promise.all(checks.map(({ check }) => check()));
  });

  it('should have names that say what should be, each its own', () => {
    const names = languageModelChecks({ create: good }).map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^[a-z]/.test(name))).toBe(true);
  });

  it('should need two prompts', () => {
    expect(() => languageModelChecks({ create: good, prompts: [{ form: 'chat', pieces: ['x'] }] })).toThrow(
      'two prompts',
    );
  });
});
