import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../src/foundation/clock.js';

const waits = vi.hoisted((): number[] => []);

vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number, value: unknown, { signal }: { signal?: AbortSignal } = {}) => {
    waits.push(ms);
    signal?.throwIfAborted();
    if (signal !== undefined) {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    }
    return value;
  },
}));

describe('systemClock', () => {
  it('should give the same moment as a number and as text, in UTC', () => {
    const before = systemClock.nowMs();
    const text = systemClock.iso();
    const after = systemClock.nowMs();

    expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(text)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(text)).toBeLessThanOrEqual(after);
  });

  it('should never go back', () => {
    const times = Array.from({ length: 1000 }, () => systemClock.monotonicMs());

    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('should sleep for the time given', async () => {
    await systemClock.sleep(250);

    expect(waits.at(-1)).toBe(250);
  });

  it('should not wake at once from a sleep that is too long for a timer', async () => {
    await systemClock.sleep(30 * 24 * 3600 * 1000);

    // Longer waits are taken for 1 ms (Node.js, documentation of setTimeout).
    expect(waits.at(-1)).toBe(2 ** 31 - 1);
  });

  it('should wake when it is told to, without an error', async () => {
    const stop = new AbortController();
    const sleeping = systemClock.sleep(1e6, stop.signal);
    stop.abort();

    await expect(sleeping).resolves.toBeUndefined();
  });

  it('should not sleep where it was told before', async () => {
    await expect(systemClock.sleep(1e6, AbortSignal.abort())).resolves.toBeUndefined();
  });
});
