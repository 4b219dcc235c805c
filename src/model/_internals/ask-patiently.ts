import type { Clock } from '../../foundation/clock.js';
import type { ModelFailure, Result } from '../../spec/index.js';
import { childSignal } from './child-signal.js';
import { interrupted } from './interrupted.js';

/** Longest wait before another attempt, but for what keeps callers apart. */
const LONGEST_WAIT_MS = 60_000;
const FIRST_WAIT_MS = 1000;

/** How often, and with which waits, something is asked again. */
export interface Patience {
  /** All attempts together. */
  readonly attempts: number;
  readonly clock: Clock;
  /** Uniform on [0, 1), for the part of a wait that keeps callers apart. */
  jitter(): number;
  readonly signal?: AbortSignal;
  /** Called before every wait; `attempt` is the one that failed, from 1. */
  onRetry?(retry: { readonly attempt: number; readonly failure: ModelFailure; readonly waitMs: number }): void;
}

/**
 * Asks until there is an answer, a failure that will not pass, or no attempt left: waits 1, 2, 4 … seconds with up to a
 * quarter more, or as long as the other side asked with up to a tenth more: at least the first of these waits, at most a
 * minute. An interruption ends the wait at once.
 */
export async function askPatiently<Value>(
  ask: () => Promise<Result<Value, ModelFailure>>,
  { attempts, clock, jitter, signal, onRetry }: Patience,
): Promise<Result<Value, ModelFailure>> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = await ask();
    if (reply.ok || !reply.failure.retryable || attempt >= attempts) return reply;
    if (signal?.aborted === true) return interrupted();
    const waitMs = waitOf(reply.failure, { attempt, apart: jitter() });
    onRetry?.({ attempt, failure: reply.failure, waitMs });
    const waiting = childSignal(signal);
    await clock.sleep(waitMs, waiting.signal);
    waiting.release();
    if (waiting.signal.aborted) return interrupted();
  }
}

function waitOf(
  { retryAfterMs }: ModelFailure,
  { attempt, apart }: { readonly attempt: number; readonly apart: number },
): number {
  const backoff = FIRST_WAIT_MS * (1 + apart / 4);
  if (retryAfterMs === undefined) return Math.min(LONGEST_WAIT_MS, backoff * 2 ** (attempt - 1));
  // All who are told the same would come back at once.
  return Math.max(backoff, Math.min(LONGEST_WAIT_MS, retryAfterMs) * (1 + apart / 10));
}
