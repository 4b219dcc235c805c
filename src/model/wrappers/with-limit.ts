import type { Clock } from '../../foundation/clock.js';
import type { LanguageModel } from '../../spec/index.js';
import { callerOf } from '../_internals/caller.js';
import { createLimiter, type Limiter } from './limiter.js';
import { wrap } from './wrap.js';

/**
 * At most so many calls at once; the others wait in the order in which they came, or until they are interrupted. With a
 * limiter that others hold as well, the limit is theirs together.
 */
export function withLimit(
  model: LanguageModel,
  options: { readonly concurrency: number; readonly clock?: Clock } | { readonly limiter: Limiter },
): LanguageModel {
  const limiter = 'limiter' in options ? options.limiter : createLimiter(options);
  return wrap(
    model,
    (inner) => (request, context) =>
      // A retry hands on the context of the first attempt.
      limiter.run(() => inner(request, context), { signal: context.signal, caller: callerOf(context) }),
  );
}
