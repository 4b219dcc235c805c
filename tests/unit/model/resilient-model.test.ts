import { describe, expect, it } from 'vitest';
import { createBudget, createMeter, resilientModel, scriptedModel, shareLimiter } from '../../../src/model/index.js';
import { countingModel, fakeClock } from '../../../src/testing/index.js';
import type { ChooseRequest, LanguageModel } from '../../../src/spec/index.js';

const request: ChooseRequest = { prompt: { form: 'completion', pieces: ['Q or M:'] }, options: [' Q', ' M'] };
const failure = { kind: 'unavailable', message: 'busy', retryable: true } as const;

/** A model that fails so often before it answers. */
function failing(times: number, description: LanguageModel['description']): LanguageModel {
  let calls = 0;
  const model = scriptedModel({ choose: () => ((calls += 1) <= times ? failure : [0.5, 0.4]) });
  return { ...model, description };
}

describe('resilientModel', () => {
  it('should ask an endpoint again for a while', async () => {
    const retries: number[] = [];
    const { model } = resilientModel(failing(4, { kind: 'endpoint' }), {
      clock: fakeClock(),
      onRetry: ({ attempt }) => retries.push(attempt),
    });

    expect((await model.choose(request)).ok).toBe(true);
    expect(retries).toEqual([1, 2, 3, 4]);
  });

  it('should make no more calls than it may, and no more at once', async () => {
    const counting = countingModel(failing(0, { kind: 'endpoint' }));
    const budget = createBudget({ calls: 5 });
    const { model } = resilientModel(counting, { clock: fakeClock(), concurrency: 2, budget });
    const replies = await Promise.all(Array.from({ length: 9 }, () => model.choose(request)));

    expect([counting.calls.length, counting.mostOpen()]).toEqual([5, 2]);
    expect(replies.flatMap((reply) => (reply.ok ? [] : [reply.failure.kind]))).toEqual(Array(4).fill('over-budget'));
  });

  it('should ask an embedded model once more, and then believe it', async () => {
    const ask = async (times: number) =>
      (await resilientModel(failing(times, { kind: 'embedded' }), { clock: fakeClock() }).model.choose(request)).ok;

    expect([await ask(1), await ask(2)]).toEqual([true, false]);
  });

  it('should count every attempt, those that fail included', async () => {
    const meter = createMeter();
    await resilientModel(failing(2, { kind: 'endpoint' }), { clock: fakeClock(), meter }).model.choose(request);

    expect([meter.calls, meter.failures]).toEqual([3, { unavailable: 2 }]);
  });

  it('should keep one limit with all who ask the same address, until it is closed', async () => {
    const clock = fakeClock();
    const at = { kind: 'endpoint', baseUrl: 'http://localhost:1/v1' } as const;
    const counting = countingModel(failing(0, at));
    const others = shareLimiter(at.baseUrl, { concurrency: 2, clock });
    const { model, close } = resilientModel(counting, { clock, concurrency: 5 });
    await Promise.all(Array.from({ length: 9 }, () => model.choose(request)));
    const together = others.limiter.most;
    others.release();
    close();
    const later = shareLimiter(at.baseUrl, { concurrency: 7, clock });

    expect([counting.mostOpen(), together]).toEqual([2, 2]);
    // Nobody held the old limiter any more: this is a new one.
    expect([later.limiter === others.limiter, later.limiter.most]).toEqual([false, 7]);
  });

  it.each([
    ['two minutes where nothing is said', {}, 120],
    ['as long as its settings say', { timeoutMs: 600_000 }, 600],
  ])('should give an endpoint %s, and name the setting', async (_what, settings, seconds) => {
    const clock = fakeClock();
    const hanging: LanguageModel = {
      ...failing(0, { kind: 'endpoint', ...settings }),
      choose: () => new Promise(() => undefined),
    };
    const messages: string[] = [];
    const { model } = resilientModel(hanging, { clock, onRetry: ({ failure: { message } }) => messages.push(message) });
    await model.choose(request);

    expect(messages[0]).toBe(
      `no answer within ${seconds} s; a slow model needs a larger timeoutMs (in --model-options)`,
    );
  });
});
