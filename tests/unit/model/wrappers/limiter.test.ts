import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiter, type Limiter } from '../../../../src/model/wrappers/index.js';
import { failed, success, type ModelFailure, type Result } from '../../../../src/spec/index.js';
import { fakeClock } from '../../../../src/testing/index.js';
import { gate, idle, outcomeOf } from '../../../support/endpoint-requests.js';

type Reply = Result<string, ModelFailure>;

const fine: Reply = success('yes');
const tooMany = (retryAfterMs?: number): Reply =>
  failed({
    kind: 'unavailable',
    message: 'too many',
    status: 429,
    retryable: true,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
const broken: Reply = failed({ kind: 'unavailable', message: 'broken', status: 500, retryable: true });

/** One call after the other with these replies. */
async function hear(limiter: Limiter, replies: readonly Reply[]): Promise<void> {
  for (const reply of replies) await limiter.run(async () => reply);
}

const times = (count: number, reply: Reply): readonly Reply[] => Array<Reply>(count).fill(reply);

describe('createLimiter', () => {
  it('should begin at its upper bound, and not grow beyond', async () => {
    const limiter = createLimiter({ concurrency: 8 });

    await hear(limiter, times(100, fine));

    expect([limiter.limit(), limiter.most]).toEqual([8, 8]);
  });

  it('should halve with every round in which all were too many, down to one', async () => {
    const limiter = createLimiter({ concurrency: 16, clock: fakeClock() });
    const limits: number[] = [];

    for (let round = 0; round < 6; round += 1) {
      await hear(limiter, times(limiter.limit(), tooMany()));
      limits.push(limiter.limit());
    }

    expect(limits).toEqual([8, 4, 2, 1, 1, 1]);
  });

  it('should grow by one with every clean round', async () => {
    const limiter = createLimiter({ concurrency: 16, clock: fakeClock() });
    await hear(limiter, [...times(16, tooMany()), ...times(8, tooMany()), ...times(4, tooMany())]);
    const limits: number[] = [];

    for (let round = 0; round < 4; round += 1) {
      await hear(limiter, times(limiter.limit(), fine));
      limits.push(limiter.limit());
    }

    expect(limits).toEqual([3, 4, 5, 6]);
  });

  it('should shrink by half the share of a round that was too many', async () => {
    const limiter = createLimiter({ concurrency: 50, clock: fakeClock() });

    await hear(limiter, [...times(40, fine), ...times(10, tooMany())]);

    expect(limiter.limit()).toBe(45);
  });

  it('should hardly slow down for single ones, and settle just above what an endpoint takes', async () => {
    const settled = async (takes: number): Promise<number> => {
      const limiter = createLimiter({ concurrency: 50, clock: fakeClock() });
      for (let round = 0; round < 200; round += 1) {
        const limit = limiter.limit();
        await hear(limiter, [...times(Math.min(limit, takes), fine), ...times(Math.max(0, limit - takes), tooMany())]);
      }
      return limiter.limit();
    };

    expect(await settled(48)).toBeGreaterThanOrEqual(48);
    for (const takes of [1, 5, 20]) {
      expect(await settled(takes)).toBeGreaterThanOrEqual(takes);
      expect(await settled(takes)).toBeLessThanOrEqual(takes + 2);
    }
  });

  it('should not shrink for other failures', async () => {
    const limiter = createLimiter({ concurrency: 4 });

    await hear(limiter, times(20, broken));

    expect(limiter.limit()).toBe(4);
  });

  it('should never have more open than its limit, whatever it hears', async () => {
    const reply = fc.constantFrom(fine, fine, fine, broken, tooMany(), tooMany(50));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10 }), fc.array(reply, { maxLength: 60 }), async (most, replies) => {
        const clock = fakeClock();
        const limiter = createLimiter({ concurrency: most, clock });
        let open = 0;
        const over: number[] = [];
        const ended = await Promise.all(
          replies.map((one) =>
            limiter.run(async () => {
              open += 1;
              if (open > most) over.push(open);
              await clock.sleep(10);
              open -= 1;
              return one;
            }),
          ),
        );

        expect(ended).toEqual(replies);
        expect(over).toEqual([]);
        expect(limiter.limit()).toBeGreaterThanOrEqual(1);
        expect(limiter.limit()).toBeLessThanOrEqual(most);
      }),
      { numRuns: 30 },
    );
  });

  it('should hold back new calls for as long as a 429 asks', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const limiter = createLimiter({ concurrency: 4, clock });
    await hear(limiter, [tooMany(5000)]);
    let asked = 0;
    const later = limiter.run(async () => {
      asked += 1;
      return fine;
    });

    await clock.advance(4999);
    const before = asked;
    await clock.advance(1);

    expect([before, outcomeOf(await later), asked]).toEqual([0, 'answered', 1]);
  });

  it('should hold back those that waited for a slot when the 429 came', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const limiter = createLimiter({ concurrency: 1, clock });
    const began: number[] = [];
    const call = (reply: Reply) => limiter.run(async () => (began.push(clock.monotonicMs()), reply));

    const all = Promise.all([call(tooMany(3000)), call(fine), call(fine)]);
    await clock.advance(3000);
    await all;

    expect(began).toEqual([0, 3000, 3000]);
  });

  it('should hold nothing back for longer than a minute', async () => {
    const clock = fakeClock();
    const limiter = createLimiter({ concurrency: 4, clock });

    await hear(limiter, [tooMany(3_600_000), fine]);

    expect(clock.monotonicMs()).toBe(60_000);
  });

  it('should leave no timer behind when nobody waits', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const limiter = createLimiter({ concurrency: 4, clock });

    await hear(limiter, [tooMany(5000)]);

    expect(clock.sleeping()).toBe(0);
  });

  it('should let go at once of who is interrupted while held back', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const limiter = createLimiter({ concurrency: 4, clock });
    await hear(limiter, [tooMany(5000)]);
    const stop = new AbortController();
    const waiting = limiter.run(async () => fine, { signal: stop.signal });
    await idle();

    stop.abort();

    expect(outcomeOf(await waiting)).toBe('aborted');
    expect(clock.sleeping()).toBe(0);
  });

  it('should start nothing for who was interrupted before', async () => {
    const limiter = createLimiter({ concurrency: 1 });
    let asked = 0;

    const reply = await limiter.run(async () => ((asked += 1), fine), { signal: AbortSignal.abort() });

    expect([outcomeOf(reply), asked]).toEqual(['aborted', 0]);
  });

  it('should keep what it learned when the bound grows, and shrink with a smaller bound', async () => {
    const limiter = createLimiter({ concurrency: 8, clock: fakeClock() });
    await hear(limiter, times(8, tooMany()));

    limiter.bound(16);
    const learned = limiter.limit();
    limiter.bound(2);

    expect([learned, limiter.limit(), limiter.most]).toEqual([4, 2, 2]);
  });

  it('should say how many are open', async () => {
    const { opened, open } = gate();
    const limiter = createLimiter({ concurrency: 2 });
    const all = Promise.all([1, 2, 3].map(() => limiter.run(async () => (await opened, fine))));
    await idle();

    const before = limiter.open();
    open();
    await all;

    expect([before, limiter.open()]).toEqual([2, 0]);
  });

  it('should let who asks again go before those that came later', async () => {
    const limiter = createLimiter({ concurrency: 1 });
    const began: string[] = [];
    const call = (name: string, caller: object) =>
      limiter.run(async () => (began.push(name), await idle(), fine), { caller });
    const [first, second, third] = [{}, {}, {}];

    const asked = [call('first', first), call('second', second), call('third', third)];
    await asked[0];
    await Promise.all([...asked, call('first again', first)]);

    expect(began).toHaveLength(4);
    expect(began.indexOf('first again')).toBeLessThan(began.indexOf('third'));
  });
});
