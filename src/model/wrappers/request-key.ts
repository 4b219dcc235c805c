import { z } from 'zod';
import { contentHash } from '../../foundation/storage/index.js';
import type { CallContext, ChooseRequest, LanguageModel, ScoreRequest, WriteRequest } from '../../spec/index.js';

/** Any request of the port, with its verb. */
export type Request =
  | { readonly verb: 'choose'; readonly request: ChooseRequest }
  | { readonly verb: 'score'; readonly request: ScoreRequest }
  | { readonly verb: 'write'; readonly request: WriteRequest };

/**
 * What an answer is recorded and cached under: the model, the request, and, for answers that are drawn, the stream and
 * seed they belong to. Exact answers are the same for everybody.
 */
export function requestKey(model: LanguageModel, { verb, request }: Request, context: CallContext = {}): string {
  const { fingerprint } = model;
  const { stream = null, seed = null } = context;
  if (verb === 'score') return contentHash({ fingerprint, verb, request });
  if (verb === 'write') {
    const { schema, ...rest } = request;
    const shape = schema === undefined ? null : z.toJSONSchema(schema, { io: 'input' });
    return contentHash({ fingerprint, verb, request: rest, shape, stream, seed });
  }
  const { prompt, options } = request;
  if (model.capabilities.choose === 'exact') return contentHash({ fingerprint, verb, prompt, options });
  return contentHash({ fingerprint, verb, request, stream, seed });
}
