import type { Clock } from '../../foundation/clock.js';
import { failed, type ModelFailure, type Result } from '../../spec/index.js';
import { childSignal } from './child-signal.js';

/** How long an attempt has. */
export interface Deadline {
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Interrupts the attempt from outside. */
  readonly signal?: AbortSignal;
}

/** Gives an attempt so long and no longer: it is then stopped, and is `unavailable`, which may pass. */
export async function inTime<Value>(
  attempt: (signal: AbortSignal) => Promise<Result<Value, ModelFailure>>,
  { timeoutMs, clock, signal }: Deadline,
): Promise<Result<Value, ModelFailure>> {
  const running = childSignal(signal);
  const answered = new AbortController();
  let late = false;
  const timedOut = clock.sleep(timeoutMs, answered.signal).then(() => {
    if (!answered.signal.aborted) {
      late = true;
      running.abort();
    }
    const message = `no answer within ${timeoutMs / 1000} s; a slow model needs a larger timeoutMs (in --model-options)`;
    return failed({ kind: 'unavailable', message, retryable: true } as const);
  });
  try {
    const reply = await Promise.race([attempt(running.signal), timedOut]);
    // What was stopped may say so before the clock does.
    return late && !reply.ok ? await timedOut : reply;
  } finally {
    answered.abort();
    running.release();
  }
}
