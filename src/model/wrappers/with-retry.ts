import type { Clock } from '../../foundation/clock.js';
import { systemClock } from '../../foundation/clock.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { LanguageModel, ModelFailure } from '../../spec/index.js';
import { requestKey } from './request-key.js';
import { wrap } from './wrap.js';

/** A retry that is about to be made. */
export interface Retry {
  /** Number of the attempt that failed, from 1. */
  readonly attempt: number;
  readonly attempts: number;
  readonly failure: ModelFailure;
  readonly waitMs: number;
  readonly model: string;
}

/**
 * Asks again where the failure may pass: waits 1, 2, 4 … seconds with up to a quarter more, or as long as the other
 * side asked, at most a minute. Own code and not p-retry, which works with exceptions: here failures are values.
 *
 * @param options.attempts All attempts together. Default 6.
 */
export function withRetry(
  model: LanguageModel,
  options: { readonly attempts?: number; readonly clock?: Clock; onRetry?(retry: Retry): void } = {},
): LanguageModel {
  const { attempts = 6, clock = systemClock } = options;
  return wrap(model, (inner) => async (request, context) => {
    const chance = chancesFrom('retry')(requestKey(model, request, context));
    for (let attempt = 1; ; attempt += 1) {
      const reply = await inner(request, context);
      if (reply.ok || !reply.failure.retryable || attempt === attempts || context.signal?.aborted === true)
        return reply;
      const backoff = 1000 * 2 ** (attempt - 1) * (1 + chance.uniform() / 4);
      const waitMs = Math.min(60_000, reply.failure.retryAfterMs ?? backoff);
      options.onRetry?.({ attempt, attempts, failure: reply.failure, waitMs, model: model.name });
      await clock.sleep(waitMs, context.signal);
    }
  });
}
