import type { ModelFailure } from '../../spec/index.js';
import { isContent } from './is-content.js';

/** Code of a prompt that is longer than the model's context. */
export const TOO_LONG = 'too-long';

/** Whether a failure is recorded like an answer: a decision that rests on it must be found again in a replay. */
export function isKept(failure: ModelFailure): boolean {
  return isContent(failure) || failure.kind === 'not-available';
}
