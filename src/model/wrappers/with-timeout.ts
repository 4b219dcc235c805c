import { systemClock, type Clock } from '../../foundation/clock.js';
import { failed, type LanguageModel } from '../../spec/index.js';
import { wrap } from './wrap.js';

/** Gives an attempt so long and no longer; it is then stopped and counts as `unavailable`, which may pass. */
export function withTimeout(
  model: LanguageModel,
  options: { readonly timeoutMs: number; readonly clock?: Clock },
): LanguageModel {
  const { timeoutMs, clock = systemClock } = options;
  return wrap(model, (inner) => async (request, context) => {
    const stop = new AbortController();
    const done = new AbortController();
    const signal = AbortSignal.any([stop.signal, ...(context.signal === undefined ? [] : [context.signal])]);
    const late = clock.sleep(timeoutMs, done.signal).then(() => {
      stop.abort();
      const message = `no answer within ${timeoutMs / 1000} s`;
      return failed({ kind: 'unavailable' as const, message, retryable: true });
    });
    try {
      return await Promise.race([inner(request, { ...context, signal }), late]);
    } finally {
      done.abort();
    }
  });
}
