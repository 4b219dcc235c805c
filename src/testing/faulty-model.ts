import { failed, type LanguageModel, type ModelFailure, type Result } from '../spec/index.js';
import { wrap } from '../model/index.js';

/** What goes wrong, and when. */
export interface Fault {
  /** Calls that it befalls, counted from 1 over all verbs. Default: every call. */
  readonly calls?: readonly number[];
  /** The failure that is given instead of an answer; or `hang`: no answer until the call is interrupted. */
  readonly gives: FaultyReply | 'hang';
}

/** A failure with what is left out filled in: a message, and that `unavailable` may pass. */
export type FaultyReply = Pick<ModelFailure, 'kind'> & Partial<ModelFailure>;

/** The same model, but for the calls that are to fail: the first fault that names a call befalls it. */
export function faultyModel(model: LanguageModel, faults: readonly Fault[]): LanguageModel {
  let count = 0;
  return wrap(model, (inner) => async (request, context) => {
    count += 1;
    const number = count;
    const fault = faults.find(({ calls }) => calls === undefined || calls.includes(number));
    if (fault === undefined) return inner(request, context);
    if (fault.gives !== 'hang') return failed(whole(fault.gives, number));
    return new Promise<Result<never, ModelFailure>>((resolve) => {
      const stop = (): void => resolve(failed(whole({ kind: 'aborted' }, number)));
      if (context.signal?.aborted === true) stop();
      context.signal?.addEventListener('abort', stop, { once: true });
    });
  });
}

function whole(reply: FaultyReply, call: number): ModelFailure {
  const { kind, status } = reply;
  const message = status === undefined ? `call ${call} was to fail` : `call ${call} was to fail with ${status}`;
  return { message, retryable: kind === 'unavailable', ...reply };
}
