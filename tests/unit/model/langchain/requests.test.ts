import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scriptedModel } from '../../../../src/model/index.js';
import { fromLangChain } from '../../../../src/model/langchain/index.js';
import { afterAnother, withRequests } from '../../../../src/model/langchain/spent.js';
import {
  createBudget,
  createMeter,
  withBudget,
  withLimit,
  withMeter,
  withTimeout,
} from '../../../../src/model/wrappers/index.js';
import { failed, success } from '../../../../src/spec/index.js';
import { systemClock } from '../../../../src/foundation/clock.js';
import { endpointModels } from '../../../support/endpoint-models.js';
import { outcomeOf } from '../../../support/endpoint-requests.js';
import { answersError, hangs, inTurn, says, type Behaviour } from '../../../support/endpoint-server.js';

const { request, open, sent } = endpointModels();
const { prompt } = request;
const schema = z.object({ name: z.string() });
const writing = { prompt, schema, maxTokens: 5, temperature: 1 };
/** Of this every choice needs two replies, as the first tells of one way only. */
const alike = { ...request, options: ['alpha', 'alps', 'beta'] };
const top = { al: 0.8, beta: 0.2 };
const one = says('beta', { tokens: [{ token: 'beta', top }] });
const other = says('alpha', {
  tokens: [
    { token: 'al', top },
    { token: 'pha', top: { pha: 0.5, ps: 0.5 } },
  ],
});

describe('requests of an attempt', () => {
  it('should be told with a value that was repaired', async () => {
    const model = await open('sampled', inTurn(says('{}'), says('{"name":"Ann"}')));

    expect(await model.write(writing)).toMatchObject({ ok: true, value: { usage: { requests: 2 } } });
  });

  it('should not be told where it was one', async () => {
    const model = await open('sampled', says('{"name":"Ann"}'));

    const reply = await model.write(writing);

    expect(reply.ok && reply.value.usage).toEqual({ promptTokens: 12, completionTokens: 1 });
  });

  it('should hold those that taught what the endpoint does not take', async () => {
    const refuses: Behaviour = (body, response) =>
      ('seed' in body ? answersError(400, { message: 'Unsupported parameter: seed', param: 'seed' }) : says('Hi'))(
        body,
        response,
      );
    const model = await open('sampled', refuses);

    const reply = await model.write({ prompt, maxTokens: 5, temperature: 1 }, { seed: 1 });

    expect(sent()).toHaveLength(2);
    expect(reply.ok && reply.value.usage.requests).toBe(2);
  });

  it('should be those of both where one is asked after another', () => {
    const usage = { promptTokens: 10, completionTokens: 1 };
    const failure = { kind: 'unavailable', message: 'x', retryable: true, status: 503 } as const;

    expect(afterAnother({ usage }, success({ usage }))).toEqual(
      success({ usage: { promptTokens: 20, completionTokens: 2, requests: 2 } }),
    );
    expect(afterAnother({ usage }, failed(failure))).toEqual(failed({ ...failure, usage, requests: 2 }));
    expect(withRequests(failed(failure), 3)).toEqual(failed({ ...failure, requests: 3 }));
  });

  it('should be counted by meter and budget', async () => {
    const meter = createMeter();
    const budget = createBudget({ calls: 10 });
    const model = withBudget(withMeter(await open('exact', inTurn(one, other)), meter), budget);

    expect(outcomeOf(await model.choose(alike))).toBe('answered');
    expect([sent().length, meter.calls, meter.attempts, budget.spent().calls]).toEqual([2, 2, 1, 2]);
  });

  it('should end where the budget allows no more, with what it took', async () => {
    const meter = createMeter();
    const budget = createBudget({ calls: 1 });
    const model = withBudget(withMeter(await open('exact', inTurn(one, other)), meter), budget);

    expect(await model.choose(alike)).toMatchObject({
      failure: {
        kind: 'over-budget',
        message: 'the budget of 1 calls is spent',
        usage: { promptTokens: 12, completionTokens: 1 },
        requests: 1,
      },
    });
    expect([sent().length, meter.calls, budget.spent().calls]).toEqual([1, 1, 1]);
    expect(budget.spent()).toMatchObject({ promptTokens: 12, unknown: 0 });
  });

  it('should end where a repair would pass it', async () => {
    const budget = createBudget({ calls: 2 });
    const model = withBudget(await open('sampled', says('{}')), budget);

    expect(outcomeOf(await model.write(writing))).toBe('over-budget');
    expect([sent().length, budget.spent().calls]).toEqual([2, 2]);
  });

  it('should be counted of an attempt that took too long', async () => {
    const budget = createBudget({ calls: 10 });
    const model = withBudget(
      withTimeout(await open('exact', inTurn(one, hangs)), { timeoutMs: 150, clock: systemClock }),
      budget,
    );

    expect(await model.choose(alike)).toMatchObject({ failure: { kind: 'unavailable' } });
    expect([sent().length, budget.spent().calls]).toEqual([2, 2]);
  });

  it('should never pass a budget, whatever goes on at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 8 }), async (calls, needs) => {
        let made = 0;
        const model = scriptedModel({});
        const several = {
          ...model,
          write: async (...[asked, context]: Parameters<typeof model.write>) => {
            for (let reply = 0; reply < asked.maxTokens; reply += 1) {
              const over = context?.allow?.();
              if (over !== undefined) return failed({ ...over, requests: reply });
              made += 1;
              await Promise.resolve();
            }
            const usage = { promptTokens: 1, completionTokens: 1, requests: asked.maxTokens };
            return success({ text: 'x', finishReason: 'stop' as const, usage });
          },
        };
        const budget = createBudget({ calls });
        const limited = withBudget(withLimit(several, { concurrency: 3 }), budget);

        const replies = await Promise.all(
          needs.map((maxTokens) => limited.write({ prompt, maxTokens, temperature: 1 })),
        );

        const wanted = needs.reduce((sum, need) => sum + need, 0);
        expect(made).toBeLessThanOrEqual(calls);
        expect(budget.spent().calls).toBe(made);
        expect(budget.open()).toBe(0);
        expect(wanted > calls || replies.every(({ ok }) => ok)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('should hold that for which a model of LangChain could not read its own reply', async () => {
    const model = {
      invoke: async () => ({ content: '{"name":"Ann"}' }),
      withStructuredOutput: () => ({
        invoke: async () => {
          throw new SyntaxError('Unexpected end of JSON input');
        },
      }),
    };
    const spent = createBudget({ calls: 1 });

    const reply = await fromLangChain(model).write(writing);
    const limited = await withBudget(fromLangChain(model), spent).write(writing);

    expect(reply.ok && reply.value.usage.requests).toBe(2);
    expect(limited).toMatchObject({ failure: { kind: 'over-budget' } });
    expect(spent.spent().calls).toBe(1);
  });
});
