import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { createBudget, withBudget, withRetry } from '../../../../src/model/wrappers/index.js';
import { countingModel, fakeClock, faultyModel } from '../../../../src/testing/index.js';
import { choosing, outcomeOf } from '../../../support/endpoint-requests.js';

const nothing = { calls: 0, promptTokens: 0, completionTokens: 0, unknown: 0 };

describe('withBudget', () => {
  it('should never let more calls through than there are, however many come at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(30), fc.nat(60), fc.nat(10), async (calls, wanted, before) => {
        const model = countingModel(scriptedModel({ choose: () => [1, 1], delay: async () => undefined }));
        const budget = createBudget({ calls }, { before: { ...nothing, calls: before } });
        const limited = withBudget(model, budget);

        const replies = await Promise.all(Array.from({ length: wanted }, (_, at) => limited.choose(choosing(`${at}`))));

        const left = Math.max(0, calls - before);
        expect(model.calls).toHaveLength(Math.min(left, wanted));
        expect(replies.filter((reply) => outcomeOf(reply) === 'over-budget')).toHaveLength(Math.max(0, wanted - left));
        expect(budget.spent().calls).toBe(before + Math.min(left, wanted));
      }),
      { numRuns: 50 },
    );
  });

  it('should fail for good when it is spent, naming the number', async () => {
    const limited = withBudget(scriptedModel({ choose: () => [1, 1] }), createBudget({ calls: 0 }));

    const reply = await limited.choose(choosing());

    expect(reply).toEqual({
      ok: false,
      failure: { kind: 'over-budget', message: 'the budget of 0 calls is spent', retryable: false },
    });
  });

  it('should count every attempt of a call that is retried', async () => {
    const budget = createBudget({ calls: 10 });
    const model = faultyModel(scriptedModel({ choose: () => [1, 1] }), [
      { calls: [1, 2], gives: { kind: 'unavailable' } },
    ]);

    await withRetry(withBudget(model, budget), { clock: fakeClock() }).choose(choosing());

    expect(budget.spent().calls).toBe(3);
  });

  it('should be shared by all who hold it, over all verbs', async () => {
    const budget = createBudget({ calls: 2 });
    const script = scriptedModel({ choose: () => [1, 1], score: () => [-1], write: () => 'x' });
    const [one, other] = [withBudget(script, budget), withBudget(script, budget)];

    await one.choose(choosing());
    await other.score({ prompt: choosing().prompt, continuations: ['x'] });
    const third = await one.write({ prompt: choosing().prompt, maxTokens: 1, temperature: 1 });

    expect(outcomeOf(third)).toBe('over-budget');
  });
});
