import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { withTimeout } from '../../../../src/model/wrappers/index.js';
import { failed, type LanguageModel } from '../../../../src/spec/index.js';
import { countingModel, fakeClock, faultyModel } from '../../../../src/testing/index.js';
import { choosing, idle, outcomeOf } from '../../../support/endpoint-requests.js';

const hanging = (): ReturnType<typeof countingModel> =>
  countingModel(faultyModel(scriptedModel({ choose: () => [1, 1] }), [{ gives: 'hang' }]));

/** Says that it was interrupted in the very moment in which it is: before whoever interrupted it can go on. */
const quickToStop: LanguageModel = {
  ...scriptedModel({}),
  choose: (_request, context = {}) =>
    new Promise((resolve) => {
      const stop = (): void => resolve(failed({ kind: 'aborted', message: 'stopped', retryable: false }));
      context.signal?.addEventListener('abort', stop);
    }),
};

describe('withTimeout', () => {
  it('should hand on an answer that comes in time', async () => {
    const clock = fakeClock({ advances: 'by-hand' });

    const reply = await withTimeout(scriptedModel({ choose: () => [3, 1] }), { timeoutMs: 1000, clock }).choose(
      choosing(),
    );

    expect(reply.ok && reply.value.probabilities).toEqual([0.75, 0.25]);
  });

  it('should be unavailable for now when the time is over, and not before', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    let settled = false;
    const asked = withTimeout(hanging(), { timeoutMs: 1500, clock }).choose(choosing());
    void asked.then(() => (settled = true));

    await clock.advance(1499);
    expect(settled).toBe(false);
    await clock.advance(1);

    expect(await asked).toEqual({
      ok: false,
      failure: {
        kind: 'unavailable',
        message: 'no answer within 1.5 s; a slow model needs a larger timeoutMs (in --model-options)',
        retryable: true,
      },
    });
  });

  it('should stop the call inside when the time is over', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const model = hanging();
    const asked = withTimeout(model, { timeoutMs: 1000, clock }).choose(choosing());
    await idle();
    expect(model.calls[0]?.context.signal?.aborted).toBe(false);

    await clock.advance(1000);
    await asked;

    expect(model.calls[0]?.context.signal?.aborted).toBe(true);
    expect(model.open()).toBe(0);
  });

  it('should be a time-out also where the call inside is the first to say that it was stopped', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const asked = withTimeout(quickToStop, { timeoutMs: 1000, clock }).choose(choosing());

    await clock.advance(1000);

    expect(outcomeOf(await asked)).toBe('unavailable');
  });

  it('should not wait for a call inside that does not heed its signal', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const deaf: LanguageModel = { ...scriptedModel({}), choose: () => new Promise(() => undefined) };
    const asked = withTimeout(deaf, { timeoutMs: 1000, clock }).choose(choosing());

    await clock.advance(1000);

    expect(outcomeOf(await asked)).toBe('unavailable');
  });

  it('should pass an interruption on to the call inside', async () => {
    const stop = new AbortController();
    const asked = withTimeout(hanging(), { timeoutMs: 1000, clock: fakeClock({ advances: 'by-hand' }) }).choose(
      choosing(),
      { signal: stop.signal },
    );
    await idle();

    stop.abort();

    expect(outcomeOf(await asked)).toBe('aborted');
  });

  it('should leave the signal inside alone once there is an answer', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const model = countingModel(scriptedModel({ choose: () => [1, 1] }));

    await withTimeout(model, { timeoutMs: 1000, clock }).choose(choosing());
    await clock.advance(5000);

    expect(model.calls[0]?.context.signal?.aborted).toBe(false);
    expect(clock.sleeping()).toBe(0);
  });

  it('should keep what accompanies the call', async () => {
    const model = countingModel(scriptedModel({ choose: () => [1, 1] }));

    await withTimeout(model, { timeoutMs: 1000, clock: fakeClock() }).choose(choosing(), { seed: 7, stream: 's' });

    expect(model.calls[0]?.context).toMatchObject({ seed: 7, stream: 's' });
  });

  it('should burden a signal that many calls share with one listener, and in the end with none', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const { signal } = new AbortController();
    const timed = withTimeout(hanging(), { timeoutMs: 1000, clock });
    const asked = Array.from({ length: 16 }, (_, at) => timed.choose(choosing(`${at}`), { signal }));
    await idle();

    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await clock.advance(1000);
    await Promise.all(asked);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
