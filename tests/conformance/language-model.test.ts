import { describe, it } from 'vitest';
import {
  createBudget,
  createMeter,
  memoryAnswers,
  withBudget,
  withLimit,
  withMeter,
  withRecord,
  withRetry,
  withTimeout,
} from '../../src/model/wrappers/index.js';
import type { LanguageModel } from '../../src/spec/index.js';
import { countingModel, faultyModel, languageModelChecks, scriptedModel } from '../../src/testing/index.js';

/** Likes an option the more, the earlier its letters are; a prompt moves it a little. */
const weightsFor = (options: readonly string[], prompt: string): readonly number[] =>
  options.map((option) => 1 / (option.trim().charCodeAt(0) + (prompt.length % 7)));

const scripted = (choosing: 'exact' | 'sampled'): LanguageModel =>
  scriptedModel({
    choosing,
    choose: ({ options, prompt }) => weightsFor(options, prompt.pieces.join('')),
    score: ({ continuations }) => continuations.map((text) => -text.length),
    write: ({ schema }) => (schema === undefined ? 'Q, of course.' : '{"letter":"Q"}'),
  });

/** The whole stack of a study, around a model that now and then stumbles. */
function stack(adapter: LanguageModel): LanguageModel {
  const stumbling = faultyModel(adapter, [{ calls: [2, 5], gives: { kind: 'unavailable', retryAfterMs: 1 } }]);
  const timed = withTimeout(withMeter(stumbling, createMeter()), { timeoutMs: 10_000 });
  const budgeted = withBudget(withLimit(timed, { concurrency: 2 }), createBudget({ calls: 1000 }));
  return withRecord(withRetry(budgeted), { answers: memoryAnswers() });
}

const kinds: { readonly [what: string]: () => LanguageModel } = {
  'a scripted model': () => scripted('exact'),
  'a scripted model that is sampled': () => scripted('sampled'),
  'a scripted model that only chooses': () => scriptedModel({ choose: ({ options }) => options.map(() => 1) }),
  'a model in its wrappers': () => stack(scripted('exact')),
  'a sampled model in its wrappers': () => stack(scripted('sampled')),
  'a counting model': () => countingModel(scripted('exact')),
  'a faulty model without a fault': () => faultyModel(scripted('exact'), []),
};

for (const [what, create] of Object.entries(kinds)) {
  describe(`the kit of ${what}`, () => {
    for (const { name, check } of languageModelChecks({ create })) it(`should ${name}`, check);
  });
}
