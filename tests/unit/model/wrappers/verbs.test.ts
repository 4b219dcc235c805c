import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/foundation/clock.js';
import { scriptedModel } from '../../../../src/model/index.js';
import {
  createBudget,
  createMeter,
  memoryAnswers,
  openAnswers,
  openPrompts,
  replayOnly,
  requestKey,
  withBudget,
  withCache,
  withLimit,
  withMeter,
  withRecord,
  withRetry,
  withSamples,
  withTimeout,
  type CallRecord,
  type Request,
} from '../../../../src/model/wrappers/index.js';
import type { CallContext, LanguageModel, ModelFailure, Result } from '../../../../src/spec/index.js';
import { countingModel, fakeClock, faultyModel } from '../../../../src/testing/index.js';
import { readFileSync } from 'node:fs';
import { choosing, idle, outcomeOf } from '../../../support/endpoint-requests.js';
import { temporaryFolder } from '../../../support/endpoint-weights.js';

const { prompt } = choosing();
const all = {
  choose: () => [3, 1],
  score: () => [-1],
  write: () => 'so',
  embed: (texts: readonly string[]) => texts.map((text) => [text.length, 0]),
};

type Ask = (
  model: LanguageModel,
  about: string,
  context?: CallContext,
) => Promise<Result<unknown, ModelFailure>> | undefined;

const verbs: readonly { readonly verb: Request['verb']; readonly ask: Ask }[] = [
  { verb: 'choose', ask: (model, about, context) => model.choose(choosing(about), context) },
  {
    verb: 'score',
    ask: (model, about, context) => model.score({ prompt, continuations: [` ${about}`] }, context),
  },
  {
    verb: 'write',
    ask: (model, about, context) =>
      model.write({ prompt: { ...prompt, pieces: [about] }, maxTokens: 5, temperature: 1 }, context),
  },
  { verb: 'embed', ask: (model, about, context) => model.embed?.([about, 'x'], context) },
];

describe.each(verbs)('around $verb', ({ verb, ask }) => {
  const outcome = async (model: LanguageModel, about = 'a', context: CallContext = {}): Promise<string> =>
    outcomeOf((await ask(model, about, context)) as Result<unknown, ModelFailure>);
  const counting = () => countingModel(scriptedModel({ ...all, delay: idle }));

  it('should ask again what failed and may pass', async () => {
    const model = countingModel(faultyModel(scriptedModel(all), [{ calls: [1], gives: { kind: 'unavailable' } }]));

    expect(await outcome(withRetry(model, { clock: fakeClock() }))).toBe('answered');
    expect(model.calls.map(({ request }) => request.verb)).toEqual([verb, verb]);
  });

  it('should pay out of the budget, and stop at its end', async () => {
    const budget = createBudget({ calls: 2 });
    const model = withBudget(counting(), budget);

    const outcomes = await Promise.all(['a', 'b', 'c'].map((about) => outcome(model, about)));

    expect(outcomes).toEqual(['answered', 'answered', 'over-budget']);
    expect(budget.spent()).toMatchObject({ calls: 2, unknown: 0 });
  });

  it('should reserve the tokens that it may take', async () => {
    expect(await outcome(withBudget(scriptedModel(all), createBudget({ tokens: 10 })), 'a'.repeat(20))).toBe(
      'over-budget',
    );
    expect(await outcome(withBudget(scriptedModel(all), createBudget({ tokens: 100_000 })))).toBe('answered');
  });

  it('should keep the limit of calls at once', async () => {
    const model = counting();
    const limited = withLimit(model, { concurrency: 2 });

    await Promise.all(['a', 'b', 'c', 'd'].map((about) => outcome(limited, about)));

    expect([model.mostOpen(), model.calls.length]).toEqual([2, 4]);
  });

  it('should be stopped when the time is over', async () => {
    const hanging = countingModel(faultyModel(scriptedModel(all), [{ gives: 'hang' }]));

    expect(await outcome(withTimeout(hanging, { timeoutMs: 20, clock: systemClock }))).toBe('unavailable');
    expect(hanging.calls[0]?.context.signal?.aborted).toBe(true);
  });

  it('should be counted, with verb, purpose and key', async () => {
    const records: CallRecord[] = [];
    const meter = createMeter();
    const inner = counting();

    await outcome(withMeter(inner, meter, { onCall: (record) => records.push(record) }), 'a', { purpose: 'prior' });

    expect(meter).toMatchObject({ calls: 1, promptTokens: 0, completionTokens: 0, unknown: 0 });
    const request = inner.calls[0]?.request as Request;
    expect(records).toMatchObject([
      { key: requestKey(inner, request), verb, purpose: 'prior', outcome: 'answered', promptTokens: 0 },
    ]);
  });

  it('should be cached by what was asked', async () => {
    const model = counting();
    const cached = withCache(model);

    for (const about of ['a', 'a', 'b', 'a']) await outcome(cached, about);

    expect(model.calls).toHaveLength(2);
  });

  it('should be recorded, with its prompt, and replayed without the model', async () => {
    const folder = temporaryFolder();
    const answers = await openAnswers(join(folder.path, 'answers.jsonl'));
    const prompts = await openPrompts(join(folder.path, 'prompts.jsonl'));
    const { name, fingerprint } = scriptedModel(all);

    const asked = await ask(withRecord(counting(), { answers, onAsk: prompts.add }), 'a');
    answers.close();
    prompts.close();
    const again = await openAnswers(join(folder.path, 'answers.jsonl'), { readOnly: true });
    const replayed = await ask(replayOnly({ name, fingerprint, choose: 'exact', answers: again }), 'a');

    expect(asked).toMatchObject({ ok: true });
    expect(replayed).toEqual(asked);
    expect(JSON.parse(readFileSync(join(folder.path, 'prompts.jsonl'), 'utf8'))).toMatchObject({ verb });
    again.close();
    folder.remove();
  });

  it('should go through the whole stack', async () => {
    const clock = fakeClock();
    const model = countingModel(
      faultyModel(scriptedModel(all), [{ calls: [1], gives: { kind: 'unavailable', status: 503 } }]),
    );
    const [meter, budget, answers] = [createMeter(), createBudget({ calls: 5 }), memoryAnswers()];
    const limited = withLimit(withTimeout(withMeter(model, meter, { clock }), { timeoutMs: 60_000, clock }), {
      concurrency: 1,
    });
    const stack = withRecord(withSamples(withCache(withRetry(withBudget(limited, budget), { clock }))), { answers });

    expect([await outcome(stack), await outcome(stack)]).toEqual(['answered', 'answered']);
    expect([model.calls.length, meter.calls, budget.spent().calls, answers.size()]).toEqual([2, 2, 2, 1]);
  });
});

describe('a model without embeddings', () => {
  it('should have none behind wrappers either', () => {
    const model = withRecord(withRetry(scriptedModel({ choose: () => [1, 1] })), { answers: memoryAnswers() });

    expect(model.embed).toBeUndefined();
  });
});
