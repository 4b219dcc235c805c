import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { requestKey, withRetry, type Retry } from '../../../../src/model/wrappers/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { countingModel, fakeClock, faultyModel, type FaultyReply } from '../../../../src/testing/index.js';
import { choosing, idle, outcomeOf } from '../../../support/endpoint-requests.js';

const answering = scriptedModel({ choose: () => [0.6, 0.3] });
const failing = (gives: FaultyReply, calls?: readonly number[]) =>
  countingModel(faultyModel(answering, [{ gives, ...(calls === undefined ? {} : { calls }) }]));

describe('withRetry', () => {
  it('should hand on an answer without another call', async () => {
    const model = countingModel(answering);

    const reply = await withRetry(model, { clock: fakeClock() }).choose(choosing());

    expect(outcomeOf(reply)).toBe('answered');
    expect(model.calls).toHaveLength(1);
  });

  it('should ask again where the failure may pass, until there is an answer', async () => {
    const model = failing({ kind: 'unavailable', status: 500 }, [1, 2, 3]);

    const reply = await withRetry(model, { clock: fakeClock() }).choose(choosing());

    expect(outcomeOf(reply)).toBe('answered');
    expect(model.calls).toHaveLength(4);
  });

  it.each(['refused', 'malformed', 'over-budget', 'aborted', 'not-available'] as const)(
    'should hand on "%s" at once',
    async (kind) => {
      const model = failing({ kind });
      const clock = fakeClock();

      const reply = await withRetry(model, { clock }).choose(choosing());

      expect(outcomeOf(reply)).toBe(kind);
      expect([model.calls.length, clock.sleeps.length]).toEqual([1, 0]);
    },
  );

  it('should hand on the last failure after all attempts', async () => {
    const model = failing({ kind: 'unavailable', message: 'down' });

    const reply = await withRetry(model, { clock: fakeClock(), attempts: 3 }).choose(choosing());

    expect(reply).toEqual({ ok: false, failure: { kind: 'unavailable', message: 'down', retryable: true } });
    expect(model.calls).toHaveLength(3);
  });

  it('should wait 1, 2, 4, 8 and 16 seconds with up to a quarter more', async () => {
    const clock = fakeClock();

    await withRetry(failing({ kind: 'unavailable' }), { clock }).choose(choosing());

    expect(clock.sleeps).toHaveLength(5);
    clock.sleeps.forEach((waited, index) => {
      expect(waited).toBeGreaterThanOrEqual(1000 * 2 ** index);
      expect(waited).toBeLessThan(1250 * 2 ** index);
    });
  });

  it('should draw the waits from a stream of the request: the same for the same, others for others', async () => {
    const waits = async (about: string): Promise<readonly number[]> => {
      const clock = fakeClock();
      await withRetry(failing({ kind: 'unavailable' }), { clock }).choose(choosing(about));
      return clock.sleeps;
    };

    const [once, again, other] = [await waits('a'), await waits('a'), await waits('b')];

    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
    const key = requestKey(answering, { verb: 'choose', request: choosing('a') });
    expect(once[0]).toBe(1000 * (1 + chancesFrom('retry')(key).uniform() / 4));
  });

  it('should wait as long as the other side asks with up to a tenth more, at least a second and at most a minute', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 600_000 }), fc.string(), async (retryAfterMs, about) => {
        const clock = fakeClock();
        const model = failing({ kind: 'unavailable', status: 429, retryAfterMs }, [1]);

        await withRetry(model, { clock }).choose(choosing(about));

        const asked = Math.min(retryAfterMs, 60_000);
        expect(clock.sleeps).toHaveLength(1);
        expect(clock.sleeps[0]).toBeGreaterThanOrEqual(Math.max(asked, 1000));
        expect(clock.sleeps[0]).toBeLessThan(Math.max(1.1 * asked, 1250));
      }),
      { numRuns: 60 },
    );
  });

  it('should wait before each attempt where the other side asks for no wait at all', async () => {
    const clock = fakeClock();

    await withRetry(failing({ kind: 'unavailable', status: 503, retryAfterMs: 0 }), { clock }).choose(choosing());

    expect(clock.sleeps).toHaveLength(5);
    for (const waited of clock.sleeps) expect(waited).toBeGreaterThanOrEqual(1000);
  });

  it.each([5000, 120_000])('should not let all who are told to wait %i ms come back at once', async (retryAfterMs) => {
    const clock = fakeClock();
    const model = withRetry(faultyModel(answering, [{ gives: { kind: 'unavailable', status: 429, retryAfterMs } }]), {
      clock,
      attempts: 2,
    });

    await Promise.all(Array.from({ length: 10 }, (_, index) => model.choose(choosing(String(index)))));

    expect(new Set(clock.sleeps).size).toBe(10);
  });

  it('should tell of every retry before it waits', async () => {
    const told: Retry[] = [];
    const clock = fakeClock();
    const model = failing({ kind: 'unavailable', status: 429, retryAfterMs: 5000 }, [1]);

    await withRetry(model, { clock, onRetry: (retry) => told.push(retry) }).choose(choosing());

    expect(told).toEqual([
      {
        attempt: 1,
        attempts: 6,
        waitMs: clock.sleeps[0],
        model: 'scripted',
        failure: expect.objectContaining({ status: 429 }),
      },
    ]);
  });

  it('should end a wait when it is interrupted, and make no further attempt', async () => {
    const stop = new AbortController();
    const model = failing({ kind: 'unavailable' });
    const asked = withRetry(model, { clock: fakeClock({ advances: 'by-hand' }) }).choose(choosing(), {
      signal: stop.signal,
    });
    await idle();

    stop.abort();

    expect(outcomeOf(await asked)).toBe('aborted');
    expect(model.calls).toHaveLength(1);
  });

  it('should burden a signal that many calls wait on with one listener, and in the end with none', async () => {
    const { signal } = new AbortController();
    const clock = fakeClock({ advances: 'by-hand' });
    const model = withRetry(failing({ kind: 'unavailable' }), { clock, attempts: 2 });
    const asked = Array.from({ length: 16 }, (_, index) => model.choose(choosing(String(index)), { signal }));
    await idle();

    expect(clock.sleeping()).toBe(16);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await clock.advance(2000);
    await Promise.all(asked);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
