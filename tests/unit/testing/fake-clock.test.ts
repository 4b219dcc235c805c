import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../../src/testing/index.js';
import { idle } from '../../support/endpoint-requests.js';

describe('fakeClock', () => {
  it('should begin when it is told, or on the first of January 2026', () => {
    expect(fakeClock().iso()).toBe('2026-01-01T00:00:00.000Z');
    expect(fakeClock({ startMs: 1234 }).nowMs()).toBe(1234);
  });

  it('should write every time as the platform does', () => {
    // The years that need no sign: 1970 to 9999.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (startMs) => {
        return fakeClock({ startMs }).iso() === new Date(startMs).toISOString();
      }),
    );
  });

  it('should stand still unless it is moved', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    let woke = false;
    void clock.sleep(1).then(() => (woke = true));

    await idle();

    expect([clock.monotonicMs(), woke, clock.sleeping()]).toEqual([0, false, 1]);
  });

  it('should wake sleepers in the order of their time, each at its own', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const woke: string[] = [];
    for (const ms of [300, 100, 200]) {
      void clock.sleep(ms).then(() => woke.push(`${ms} at ${clock.monotonicMs()}`));
    }

    await clock.advance(250);

    expect(woke).toEqual(['100 at 100', '200 at 200']);
    expect([clock.monotonicMs(), clock.sleeping()]).toEqual([250, 1]);
  });

  it('should let those that wake sleep again within the same stretch', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const ticks: number[] = [];
    const tick = async (): Promise<void> => {
      for (let count = 0; count < 5; count += 1) {
        await clock.sleep(10);
        ticks.push(clock.monotonicMs());
      }
    };
    void tick();

    await clock.advance(35);

    expect(ticks).toEqual([10, 20, 30]);
  });

  it('should wake at once whoever is interrupted, without moving', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const stop = new AbortController();
    const sleep = clock.sleep(1000, stop.signal);

    stop.abort();
    await sleep;
    await clock.sleep(1000, stop.signal);

    expect([clock.monotonicMs(), clock.sleeping()]).toEqual([0, 0]);
  });

  it('should jump to the end of each sleep when nothing else is left to do', async () => {
    const clock = fakeClock();

    await clock.sleep(60_000);
    const both = await Promise.all([
      clock.sleep(500).then(() => clock.nowMs()),
      clock.sleep(2000).then(() => clock.nowMs()),
    ]);

    const start = Date.UTC(2026, 0, 1);
    expect(both).toEqual([start + 60_500, start + 62_000]);
  });

  it('should not jump while something is still going on', async () => {
    const clock = fakeClock();
    let woke = false;
    const stop = new AbortController();
    const sleep = clock.sleep(1000, stop.signal).then(() => (woke = true));

    for (let step = 0; step < 100; step += 1) await Promise.resolve();

    expect(woke).toBe(false);
    stop.abort();
    await sleep;
    expect(clock.monotonicMs()).toBe(0);
  });

  it('should keep how long each sleep was to last', async () => {
    const clock = fakeClock();

    await clock.sleep(5);
    await clock.sleep(7);

    expect(clock.sleeps).toEqual([5, 7]);
  });
});
