import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, type Clock } from '../../src/foundation/clock.js';
import { languageModel } from '../../src/model/index.js';
import {
  createBudget,
  createLimiter,
  createMeter,
  memoryAnswers,
  mostTokens,
  usdOf,
  withBudget,
  withLimit,
  withMeter,
  withRecord,
  withRetry,
  withSamples,
  withTimeout,
  type BudgetLimits,
  type CallRecord,
  type Retry,
} from '../../src/model/wrappers/index.js';
import type { ChooseRequest, LanguageModel } from '../../src/spec/index.js';
import { leastMs, startFaultyEndpoint, type SeenRequest } from '../bench/_internals/faulty-endpoint.js';
import { outcomeOf } from '../support/endpoint-requests.js';

const SHARE = 0.1;
const LATENCY_MS = 5;
const LIMIT = 50;
const price = { inputUsdPerMillionTokens: 2, outputUsdPerMillionTokens: 8 };

let endpoint: Awaited<ReturnType<typeof startFaultyEndpoint>>;
let adapter: LanguageModel;
beforeEach(async () => {
  endpoint = await startFaultyEndpoint({ latencyMs: LATENCY_MS, share: SHARE });
  adapter = await languageModel('openai:faulty', { baseUrl: endpoint.baseUrl });
});
afterEach(async () => {
  await adapter.close();
  await endpoint.close();
});

/** Waits of seconds are waits of some milliseconds. */
const hasty: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 100, signal) };

const question = (choice: number): ChooseRequest => ({
  prompt: { form: 'chat', pieces: [`About ${choice}:\n`, 'You chose'] },
  options: ['Q', 'M'],
});

/** Everything that a study puts around a model, and what each part counted. */
function stack(limits: BudgetLimits) {
  const calls: CallRecord[] = [];
  const retries: Retry[] = [];
  const meter = createMeter();
  const budget = createBudget(limits, { price });
  const limiter = createLimiter({ concurrency: LIMIT });
  const metered = withMeter(adapter, meter, { onCall: (call) => calls.push(call) });
  const limited = withLimit(withTimeout(metered, { timeoutMs: 60_000 }), { limiter });
  const patient = withRetry(withBudget(limited, budget), {
    clock: hasty,
    attempts: 10,
    onRetry: (retry) => retries.push(retry),
  });
  const model = withRecord(withSamples(patient), { answers: memoryAnswers() });
  const ask = (choices: number) =>
    Promise.all(Array.from({ length: choices }, (_, choice) => model.choose(question(choice))));
  return { ask, calls, retries, meter, budget, limiter };
}

const counted = (requests: readonly SeenRequest[], fault: SeenRequest['fault']): number =>
  requests.filter((request) => request.fault === fault).length;

describe('a thousand choices at an endpoint that fails one request in ten', () => {
  it('should all be answered, with every attempt and every failure accounted for', async () => {
    const { ask, calls, retries, meter, budget, limiter } = stack({ calls: 2000 });

    const replies = await ask(1000);

    const { requests } = endpoint;
    const faults = requests.length - counted(requests, undefined);
    expect(replies.map(outcomeOf)).toEqual(Array(1000).fill('answered'));
    expect(requests).toHaveLength(leastMs(1000, { limit: LIMIT, latencyMs: LATENCY_MS, share: SHARE }).requests);
    expect([meter.calls, calls.length, budget.spent().calls]).toEqual(Array(3).fill(requests.length));
    expect([retries.length, meter.failures]).toEqual([faults, { unavailable: faults }]);
    for (const status of [429, 500]) {
      const told = retries.filter(({ failure }) => failure.status === status).length;
      expect(told).toBe(counted(requests, `${status}` as '429' | '500'));
      expect(told).toBeGreaterThan(10);
    }
    expect(endpoint.mostOpen()).toBeLessThanOrEqual(LIMIT);
    expect([limiter.open(), budget.open()]).toEqual([0, 0]);
  });

  it('should be paid for exactly: what the endpoint told, and the most for what was cut', async () => {
    const { ask, meter, budget } = stack({ calls: 2000 });

    await ask(1000);

    const { requests } = endpoint;
    const cut = requests.filter(({ fault }) => fault === 'cut');
    const most = cut.map(({ choice }) => mostTokens(adapter, { verb: 'choose', request: question(Number(choice)) }));
    const told = requests.reduce((sum, { promptTokens }) => sum + promptTokens, 0);
    const answered = counted(requests, undefined);
    const tokens = {
      promptTokens: told + most.reduce((sum, { promptTokens }) => sum + promptTokens, 0),
      completionTokens: answered + most.reduce((sum, { completionTokens }) => sum + completionTokens, 0),
    };
    expect(cut.length).toBeGreaterThan(10);
    expect(budget.spent()).toEqual({
      ...tokens,
      calls: requests.length,
      unknown: cut.length,
      usd: usdOf(tokens, price),
    });
    expect([meter.promptTokens, meter.completionTokens, meter.unknown]).toEqual([told, answered, cut.length]);
  });

  it('should stop at a budget of calls, to the call', async () => {
    const { ask, meter, budget } = stack({ calls: 300 });

    const replies = await ask(1000);

    expect([endpoint.requests.length, meter.calls, budget.spent().calls]).toEqual([300, 300, 300]);
    expect(new Set(replies.map(outcomeOf))).toEqual(new Set(['answered', 'over-budget']));
  });

  it.each([{ tokens: 4000 }, { usd: 0.01 }])('should never pass a budget of %o', async (limits) => {
    const { ask, meter, budget } = stack(limits);

    const replies = await ask(1000);

    const { promptTokens, completionTokens, usd } = budget.spent();
    const told = endpoint.requests.reduce((sum, request) => sum + request.promptTokens, 0);
    expect(promptTokens + completionTokens).toBeLessThanOrEqual(limits.tokens ?? Infinity);
    expect(usd).toBeLessThanOrEqual(limits.usd ?? Infinity);
    expect(told + counted(endpoint.requests, undefined)).toBeLessThanOrEqual(promptTokens + completionTokens);
    expect(endpoint.requests).toHaveLength(meter.calls);
    expect(replies.filter((reply) => outcomeOf(reply) === 'answered').length).toBeGreaterThan(5);
    expect(replies.map(outcomeOf)).toContain('over-budget');
  });
});
