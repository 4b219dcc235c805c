import { systemClock, type Clock } from '../../foundation/clock.js';
import type { LanguageModel } from '../../spec/index.js';
import { inTime } from '../_internals/in-time.js';
import { wrap } from './wrap.js';

/** Gives an attempt so long and no longer; it is then stopped and counts as `unavailable`, which may pass. */
export function withTimeout(
  model: LanguageModel,
  options: { readonly timeoutMs: number; readonly clock?: Clock },
): LanguageModel {
  const { timeoutMs, clock = systemClock } = options;
  return wrap(
    model,
    (inner) => (request, context) =>
      inTime((signal) => inner(request, { ...context, signal }), {
        timeoutMs,
        clock,
        signal: context.signal,
      }),
  );
}
