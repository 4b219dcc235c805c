import PQueue from 'p-queue';
import { failed, type LanguageModel } from '../../spec/index.js';
import { wrap } from './wrap.js';

/** At most so many calls at once; the others wait in the order in which they came. */
export function withLimit(model: LanguageModel, options: { readonly concurrency: number }): LanguageModel {
  const queue = new PQueue({ concurrency: options.concurrency });
  return wrap(
    model,
    (inner) => (request, context) =>
      queue.add(async () => {
        if (context.signal?.aborted !== true) return inner(request, context);
        return failed({ kind: 'aborted', message: 'the call was interrupted', retryable: false });
      }),
  );
}
