import type { Clock } from '../../foundation/clock.js';
import { systemClock } from '../../foundation/clock.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { Chance, LanguageModel, ModelFailure } from '../../spec/index.js';
import { askPatiently } from '../_internals/ask-patiently.js';
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
 * side asked and a little more, at least the first of these waits and at most about a minute. Own code and not p-retry, which works with exceptions: here failures are values.
 *
 * @param options.attempts All attempts together. Default 6.
 */
export function withRetry(
  model: LanguageModel,
  options: { readonly attempts?: number; readonly clock?: Clock; onRetry?(retry: Retry): void } = {},
): LanguageModel {
  const { attempts = 6, clock = systemClock, onRetry } = options;
  return wrap(model, (inner) => (request, context) => {
    let chance: Chance | undefined;
    return askPatiently(() => inner(request, context), {
      attempts,
      clock,
      jitter: () => (chance ??= chancesFrom('retry')(requestKey(model, request, context))).uniform(),
      signal: context.signal,
      onRetry: (retry) => onRetry?.({ ...retry, attempts, model: model.name }),
    });
  });
}
