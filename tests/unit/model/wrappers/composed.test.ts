import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import {
  createBudget,
  createMeter,
  memoryAnswers,
  withBudget,
  withCache,
  withLimit,
  withMeter,
  withRecord,
  withRetry,
  withSamples,
  withTimeout,
} from '../../../../src/model/wrappers/index.js';
import type { LanguageModel } from '../../../../src/spec/index.js';
import { countingModel, fakeClock, faultyModel, type FakeClock, type Fault } from '../../../../src/testing/index.js';
import { choosing, idle, outcomeOf } from '../../../support/endpoint-requests.js';

/** The whole stack as a study builds it, around a model with faults. */
function stack(
  options: {
    faults?: readonly Fault[];
    calls?: number;
    concurrency?: number;
    clock?: FakeClock;
    choosing?: 'exact' | 'sampled';
  } = {},
) {
  const { faults = [], calls = 100, concurrency = 4, clock = fakeClock(), choosing: kind } = options;
  const script = scriptedModel({ choosing: kind, choose: () => [3, 1], delay: idle });
  const adapter = countingModel(faultyModel(script, faults));
  const meter = createMeter();
  const budget = createBudget({ calls });
  const answers = memoryAnswers();
  const metered = withMeter(adapter, meter, { clock });
  const timed = withTimeout(metered, { timeoutMs: 10_000, clock });
  const limited = withLimit(timed, { concurrency });
  const patient = withRetry(withBudget(limited, budget), { clock });
  const sampled = withSamples(withCache(patient));
  const model: LanguageModel = withRecord(sampled, { answers, onHit: () => (meter.cached += 1) });
  return { model, adapter, meter, budget, answers, clock };
}

describe('record(samples(cache(retry(budget(limit(timeout(meter(adapter))))))))', () => {
  it('should answer through a time-out, a rate limit and a server error, and count each attempt once', async () => {
    const { model, adapter, meter, budget } = stack({
      faults: [
        { calls: [1], gives: 'hang' },
        { calls: [2], gives: { kind: 'unavailable', status: 429, retryAfterMs: 3000 } },
        { calls: [3], gives: { kind: 'unavailable', status: 500 } },
      ],
      clock: fakeClock(),
    });

    const reply = await model.choose(choosing());

    expect(reply.ok && reply.value.probabilities).toEqual([0.75, 0.25]);
    expect([adapter.calls.length, meter.calls, budget.spent().calls]).toEqual([4, 4, 4]);
  });

  it('should make one call of a hundred equal requests', async () => {
    const { model, adapter, meter } = stack();

    await Promise.all(Array.from({ length: 50 }, () => model.choose(choosing())));
    await Promise.all(Array.from({ length: 50 }, () => model.choose(choosing())));

    expect([adapter.calls.length, meter.calls, meter.cached]).toEqual([1, 1, 50]);
  });

  it('should never pass the budget, retries of concurrent calls included', async () => {
    const { model, adapter, budget } = stack({
      faults: [{ calls: [2, 4, 6, 8, 10], gives: { kind: 'unavailable' } }],
      calls: 12,
    });

    const replies = await Promise.all(Array.from({ length: 20 }, (_, at) => model.choose(choosing(`${at}`))));

    expect([adapter.calls.length, budget.spent().calls]).toEqual([12, 12]);
    expect(new Set(replies.map(outcomeOf))).toEqual(new Set(['answered', 'over-budget']));
  });

  it('should hold no slot while it backs off', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const { model } = stack({
      faults: [{ calls: [1], gives: { kind: 'unavailable', retryAfterMs: 30_000 } }],
      concurrency: 1,
      clock,
    });
    const slow = model.choose(choosing('slow'));
    await idle();
    await idle();

    const quick = await model.choose(choosing('quick'));

    expect(outcomeOf(quick)).toBe('answered');
    await clock.advance(33_000);
    expect(outcomeOf(await slow)).toBe('answered');
  });

  it('should spend nothing on a call that is interrupted while it backs off, and record nothing', async () => {
    const stop = new AbortController();
    const { model, budget, answers } = stack({
      faults: [{ gives: { kind: 'unavailable' } }],
      clock: fakeClock({ advances: 'by-hand' }),
    });
    const asked = model.choose(choosing(), { signal: stop.signal });
    await idle();
    await idle();

    stop.abort();

    expect(outcomeOf(await asked)).toBe('aborted');
    expect([budget.spent().calls, answers.size()]).toEqual([1, 0]);
  });

  it('should try each sample of a counted choice again alone, and pay for each attempt', async () => {
    const { model, adapter, meter, budget } = stack({
      choosing: 'sampled',
      faults: [{ calls: [2, 5, 21], gives: { kind: 'unavailable', status: 500 } }],
    });

    const reply = await model.choose(choosing('a', { samples: 20 }), { stream: 's' });

    expect(reply.ok && reply.value.samples).toBe(20);
    expect([adapter.calls.length, meter.calls, budget.spent().calls]).toEqual([23, 23, 23]);
  });

  it('should pay only for the samples that are missing after a stop by the budget', async () => {
    const { model, adapter, answers } = stack({ choosing: 'sampled', calls: 12 });
    const question = choosing('a', { samples: 20 });

    const first = await model.choose(question, { stream: 's' });
    const again = await model.choose(question, { stream: 's' });

    expect([outcomeOf(first), outcomeOf(again)]).toEqual(['over-budget', 'over-budget']);
    expect([adapter.calls.length, answers.size()]).toEqual([12, 0]);
    expect(new Set(adapter.calls.map(({ context }) => context.sample)).size).toBe(12);
  });

  it('should interrupt all that is waiting: in the queue, in a call and in a wait', async () => {
    const stop = new AbortController();
    const { model } = stack({
      faults: [{ calls: [1], gives: { kind: 'unavailable' } }, { gives: 'hang' }],
      concurrency: 2,
      clock: fakeClock({ advances: 'by-hand' }),
    });
    const asked = Array.from({ length: 10 }, (_, at) => model.choose(choosing(`${at}`), { signal: stop.signal }));
    await idle();
    await idle();

    stop.abort();

    expect((await Promise.all(asked)).map(outcomeOf)).toEqual(Array(10).fill('aborted'));
  });
});
