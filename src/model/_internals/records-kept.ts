import type { LanguageModel } from '../../spec/index.js';
import { wrap } from '../wrappers/wrap.js';

/** Watches whether all that is asked can be written down. */
export interface RecordsKept {
  /** The same function, of which the first error is remembered, and thrown on. */
  watched<Given extends readonly unknown[]>(write: (...given: Given) => void): (...given: Given) => void;
  /** The same model, which after such an error is asked no more: every call throws that error. */
  guarded(model: LanguageModel): LanguageModel;
}

/** Sees to it that nothing more is asked, and paid for, once a record (on a full disk) was lost. */
export function recordsKept(): RecordsKept {
  let lost: { readonly error: unknown } | undefined;
  return {
    watched:
      (write) =>
      (...given) => {
        try {
          write(...given);
        } catch (error) {
          lost ??= { error };
          throw error;
        }
      },
    guarded: (model) =>
      wrap(model, (inner) => async (request, context) => {
        if (lost !== undefined) throw lost.error;
        return inner(request, context);
      }),
  };
}
