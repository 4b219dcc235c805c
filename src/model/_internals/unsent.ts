import type { ModelFailure, Result } from '../../spec/index.js';
import { interrupted } from './interrupted.js';

const neverSent = new WeakSet<ModelFailure>();

/** The reply to a call that was interrupted before it reached the model: it is no call, and costs nothing. */
export function unsent(): Result<never, ModelFailure> & { readonly ok: false } {
  const reply = interrupted() as { readonly ok: false; readonly failure: ModelFailure };
  neverSent.add(reply.failure);
  return reply;
}

/** Whether a failure says that nothing was sent. */
export function wasUnsent(failure: ModelFailure): boolean {
  return neverSent.has(failure);
}
