import { systemClock, type Clock } from '../../foundation/clock.js';
import { failed, type LanguageModel } from '../../spec/index.js';
import { childSignal } from '../_internals/child-signal.js';
import { wrap } from './wrap.js';

/** Gives an attempt so long and no longer; it is then stopped and counts as `unavailable`, which may pass. */
export function withTimeout(
  model: LanguageModel,
  options: { readonly timeoutMs: number; readonly clock?: Clock },
): LanguageModel {
  const { timeoutMs, clock = systemClock } = options;
  return wrap(model, (inner) => async (request, context) => {
    const attempt = childSignal(context.signal);
    const answered = new AbortController();
    let late = false;
    const timedOut = clock.sleep(timeoutMs, answered.signal).then(() => {
      if (!answered.signal.aborted) {
        late = true;
        attempt.abort();
      }
      const message = `no answer within ${timeoutMs / 1000} s`;
      return failed({ kind: 'unavailable' as const, message, retryable: true });
    });
    try {
      const reply = await Promise.race([inner(request, { ...context, signal: attempt.signal }), timedOut]);
      // What was stopped may say so before the clock does; that nobody else interrupted it makes it a time-out.
      return late && !reply.ok ? await timedOut : reply;
    } finally {
      answered.abort();
      attempt.release();
    }
  });
}
