import { describe, expect, it } from 'vitest';
import { Choice, ModelFailure, Prompt, Scores, Usage, Writing } from '../../../src/spec/index.js';

const usage: Usage = { promptTokens: 12, completionTokens: null };

describe('Prompt', () => {
  it('should keep its form and its pieces in order', () => {
    const prompt: Prompt = { form: 'chat', system: 'You are A.', pieces: ['one', 'two'] };

    expect(Prompt.parse(prompt)).toEqual(prompt);
  });

  it.each([{ form: 'dialogue', pieces: [] }, { form: 'chat' }, { form: 'chat', pieces: 'text' }])(
    'should refuse %o',
    (value) => expect(Prompt.safeParse(value).success).toBe(false),
  );
});

describe('Usage', () => {
  it('should hold what is not known', () => expect(Usage.parse(usage)).toEqual(usage));

  it.each([{ promptTokens: -1 }, { promptTokens: 1.5 }, { completionTokens: undefined }])(
    'should refuse %o',
    (change) => expect(Usage.safeParse({ ...usage, ...change }).success).toBe(false),
  );
});

describe('Choice', () => {
  const exact: Choice = {
    kind: 'exact',
    probabilities: [0.25, 0.75],
    mass: 0.8,
    temperature: 1,
    method: 'whole-option',
    usage,
  };
  const sampled: Choice = {
    ...exact,
    kind: 'sampled',
    mass: null,
    counts: [5, 15],
    samples: 20,
    temperature: 0.7,
    method: 'counted',
  };

  it.each([exact, sampled])('should be the same after JSON ($kind)', (choice) => {
    expect(Choice.parse(JSON.parse(JSON.stringify(choice)))).toEqual(choice);
  });

  it.each([
    { kind: 'guessed' },
    { probabilities: [1.1, -0.1] },
    { probabilities: [NaN, 1] },
    { mass: 1.01 },
    { temperature: -1 },
    { counts: [0.5] },
    { samples: 0 },
    { usage: undefined },
  ])('should refuse %o', (change) => expect(Choice.safeParse({ ...exact, ...change }).success).toBe(false));
});

describe('Scores', () => {
  const scores: Scores = { logLikelihoods: [-3.5, -1], tokens: [4, 1], usage };

  it('should keep the order in which was asked', () => expect(Scores.parse(scores)).toEqual(scores));

  it.each([{ tokens: [0] }, { logLikelihoods: [-Infinity] }])('should refuse %o', (change) =>
    expect(Scores.safeParse({ ...scores, ...change }).success).toBe(false),
  );
});

describe('Writing', () => {
  it.each([
    { text: 'Hello', finishReason: 'stop', usage },
    { text: '{"a":1}', value: { a: 1 }, finishReason: 'length', usage },
  ])('should hold text, and a value where one was asked for', (writing) => {
    expect(Writing.parse(writing)).toEqual(writing);
  });

  it('should refuse a reason that it does not know', () => {
    expect(Writing.safeParse({ text: '', finishReason: 'tired', usage }).success).toBe(false);
  });
});

describe('ModelFailure', () => {
  const failure: ModelFailure = { kind: 'unavailable', message: 'busy', status: 429, retryAfterMs: 0, retryable: true };

  it.each(['refused', 'malformed', 'unavailable', 'over-budget', 'aborted', 'not-available'] as const)(
    'should know that a model %s',
    (kind) => expect(ModelFailure.parse({ ...failure, kind })).toEqual({ ...failure, kind }),
  );

  it.each([{ kind: 'broken' }, { retryAfterMs: -1 }, { status: 4.5 }, { retryable: undefined }])(
    'should refuse %o',
    (change) => expect(ModelFailure.safeParse({ ...failure, ...change }).success).toBe(false),
  );
});
