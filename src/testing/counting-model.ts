import type { CallContext, LanguageModel } from '../spec/index.js';
import { wrap, type Request } from '../model/index.js';

/** One call that reached a model. */
export interface CountedCall {
  readonly request: Request;
  readonly context: CallContext;
}

/** A model that keeps what it was asked. */
export interface CountingModel extends LanguageModel {
  /** Every call, in the order in which they came. */
  readonly calls: readonly CountedCall[];
  /** Calls that have no answer yet. */
  open(): number;
  /** The most that were ever open at once. */
  mostOpen(): number;
}

/** The same model, with an account of what reached it: for showing that something was asked once, or not at all. */
export function countingModel(model: LanguageModel): CountingModel {
  const calls: CountedCall[] = [];
  let open = 0;
  let mostOpen = 0;
  const counted = wrap(model, (inner) => async (request, context) => {
    calls.push({ request, context });
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    try {
      return await inner(request, context);
    } finally {
      open -= 1;
    }
  });
  return { ...counted, calls, open: () => open, mostOpen: () => mostOpen };
}
