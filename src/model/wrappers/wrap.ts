import { failed, type CallContext, type LanguageModel, type ModelFailure, type Result } from '../../spec/index.js';
import type { Request } from './request-key.js';

/** One call, whatever its verb. */
export type Call = (request: Request, context: CallContext) => Promise<Result<unknown, ModelFailure>>;

/**
 * The same model with something around every call. `around` gets the call inside, and the request. Properties are read
 * one by one, since those of a model that is an object of a class are not its own.
 */
export function wrap(model: LanguageModel, around: (inner: Call) => Call): LanguageModel {
  const { name, fingerprint, capabilities } = model;
  const outer = around(callOf(model));
  return {
    name,
    fingerprint,
    capabilities,
    // An adapter may come to know more of an endpoint as it asks.
    get description() {
      return model.description;
    },
    choose: (request, context = {}) =>
      outer({ verb: 'choose', request }, context) as ReturnType<LanguageModel['choose']>,
    score: (request, context = {}) => outer({ verb: 'score', request }, context) as ReturnType<LanguageModel['score']>,
    write: (request, context = {}) => outer({ verb: 'write', request }, context) as ReturnType<LanguageModel['write']>,
    ...(model.embed === undefined
      ? {}
      : {
          embed: (texts, context = {}) =>
            outer({ verb: 'embed', request: { texts } }, context) as ReturnType<NonNullable<LanguageModel['embed']>>,
        }),
    close: () => model.close(),
  };
}

/** The verbs of a model as one call. */
export function callOf(model: LanguageModel): Call {
  return async ({ verb, request }, context) => {
    switch (verb) {
      case 'choose':
        return model.choose(request, context);
      case 'score':
        return model.score(request, context);
      case 'write':
        return model.write(request, context);
      case 'embed':
        return model.embed?.(request.texts, context) ?? failed(noEmbeddings());
    }
  };
}

function noEmbeddings(): ModelFailure {
  return { kind: 'not-available', message: 'this model gives no embeddings', retryable: false };
}
