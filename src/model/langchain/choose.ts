import type { CallContext, Choice, ChooseRequest, ModelFailure, Result } from '../../spec/index.js';

/** Makes choices of one kind. */
export type Choose = (request: ChooseRequest, context: CallContext) => Promise<Result<Choice, ModelFailure>>;

/**
 * How choices are made: from log-probabilities, from counted samples, or from samples that are made to be one of the
 * options; or in the first of these ways that an endpoint has.
 */
export const CHOOSING = ['auto', 'log-probabilities', 'samples', 'structured'] as const;
export type Choosing = (typeof CHOOSING)[number];
