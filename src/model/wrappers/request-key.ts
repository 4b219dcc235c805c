import { z } from 'zod';
import { contentHash } from '../../foundation/storage/index.js';
import type { CallContext, ChooseRequest, LanguageModel, ScoreRequest, WriteRequest } from '../../spec/index.js';

/** Any request of the port, with its verb. */
export type Request =
  | { readonly verb: 'choose'; readonly request: ChooseRequest }
  | { readonly verb: 'score'; readonly request: ScoreRequest }
  | { readonly verb: 'write'; readonly request: WriteRequest }
  | { readonly verb: 'embed'; readonly request: { readonly texts: readonly string[] } };

/** Samples of a choice whose request does not say how many. */
export const DEFAULT_SAMPLES = 20;

/**
 * What an answer is recorded and cached under: the model, the request, and, for answers that are drawn, the stream, the
 * seed and the sample that they belong to. Exact answers are the same for everybody.
 */
export function requestKey(model: LanguageModel, { verb, request }: Request, context: CallContext = {}): string {
  const { fingerprint } = model;
  const { stream = null, seed = null } = context;
  const drawn = { stream, seed, ...(context.sample === undefined ? {} : { sample: context.sample }) };
  if (verb === 'score' || verb === 'embed') return contentHash({ fingerprint, verb, request });
  if (verb === 'write') {
    const { schema, ...rest } = request;
    const shape = schema === undefined ? null : z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    return contentHash({ fingerprint, verb, request: rest, shape, ...drawn });
  }
  const { prompt, options } = request;
  if (model.capabilities.choose === 'exact') return contentHash({ fingerprint, verb, prompt, options });
  return contentHash({ fingerprint, verb, request, ...drawn });
}
