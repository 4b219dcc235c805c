import PQueue from 'p-queue';
import type { LanguageModel, ModelFailure, Result } from '../../spec/index.js';
import { interrupted } from '../_internals/interrupted.js';
import { onAbort } from '../_internals/on-abort.js';
import { wrap } from './wrap.js';

/** At most so many calls at once; the others wait in the order in which they came, or until they are interrupted. */
export function withLimit(model: LanguageModel, options: { readonly concurrency: number }): LanguageModel {
  const queue = new PQueue({ concurrency: options.concurrency });
  return wrap(
    model,
    (inner) => (request, context) =>
      new Promise<Result<unknown, ModelFailure>>((resolve, reject) => {
        const stopWaiting = onAbort(context.signal, () => resolve(interrupted()));
        const task = async (): Promise<void> => {
          stopWaiting();
          if (context.signal?.aborted !== true) resolve(await inner(request, context));
        };
        queue.add(task).catch(reject);
      }),
  );
}
