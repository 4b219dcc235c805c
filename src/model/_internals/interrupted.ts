import { failed, type ModelFailure, type Result } from '../../spec/index.js';

/** The reply to a call that was told to stop. */
export function interrupted(): Result<never, ModelFailure> {
  return failed({ kind: 'aborted', message: 'the call was interrupted', retryable: false });
}
