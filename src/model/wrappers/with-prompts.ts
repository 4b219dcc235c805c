import type { LanguageModel } from '../../spec/index.js';
import type { Prompts } from './prompts.js';
import { requestKey } from './request-key.js';
import { wrap } from './wrap.js';

/** Keeps what is asked, by the key of its request, before it is asked: for a model whose answers are recorded elsewhere. */
export function withPrompts(model: LanguageModel, { add }: Pick<Prompts, 'add'>): LanguageModel {
  return wrap(model, (inner) => (request, context) => {
    add(requestKey(model, request, context), request);
    return inner(request, context);
  });
}
