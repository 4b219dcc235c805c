import { setTimeout as wait } from 'node:timers/promises';

/** The only source of time. Everything that waits or dates something is handed one. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  nowMs(): number;
  /** The same as ISO 8601 in UTC. */
  iso(): string;
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonicMs(): number;
  /** Resolves after that time, or at once when the signal is aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Timers cannot wait longer: about 24.8 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** The clock of the machine. It sleeps for at most 24.8 days. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  iso: () => new Date().toISOString(),
  monotonicMs: () => performance.now(),
  async sleep(ms, signal) {
    await wait(Math.min(ms, LONGEST_MS), undefined, { signal }).catch(() => undefined);
  },
};
