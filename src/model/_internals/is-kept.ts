import type { LanguageModel, ModelFailure } from '../../spec/index.js';
import { isContent } from './is-content.js';

/** Code of a prompt that is longer than the model's context. */
export const TOO_LONG = 'too-long';

/**
 * Whether a failure is recorded like an answer. The context of a server may be another one tomorrow; that of an embedded
 * model is part of what it is.
 */
export function isKept({ description }: Pick<LanguageModel, 'description'>, failure: ModelFailure): boolean {
  if (failure.code === TOO_LONG) return description['kind'] === 'embedded';
  return isContent(failure) || failure.kind === 'not-available';
}
