import type { CallContext, LanguageModel, ModelFailure, Result } from '../../spec/index.js';
import type { Request } from './request-key.js';

/** One call, whatever its verb. */
export type Call = (request: Request, context: CallContext) => Promise<Result<unknown, ModelFailure>>;

/** The same model with something around every call. `around` gets the call inside, and the request. */
export function wrap(model: LanguageModel, around: (inner: Call) => Call): LanguageModel {
  const inner: Call = ({ verb, request }, context) => {
    if (verb === 'choose') return model.choose(request, context);
    return verb === 'score' ? model.score(request, context) : model.write(request, context);
  };
  const outer = around(inner);
  return {
    ...model,
    choose: (request, context = {}) =>
      outer({ verb: 'choose', request }, context) as ReturnType<LanguageModel['choose']>,
    score: (request, context = {}) => outer({ verb: 'score', request }, context) as ReturnType<LanguageModel['score']>,
    write: (request, context = {}) => outer({ verb: 'write', request }, context) as ReturnType<LanguageModel['write']>,
  };
}
