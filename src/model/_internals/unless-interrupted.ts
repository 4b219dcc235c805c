import type { ModelFailure, Result } from '../../spec/index.js';
import { interrupted } from './interrupted.js';
import { onAbort } from './on-abort.js';

/** The reply that is waited for, or `aborted` as soon as this caller is interrupted; what is under way goes on. */
export async function unlessInterrupted<Value>(
  reply: Promise<Result<Value, ModelFailure>>,
  signal: AbortSignal | undefined,
): Promise<Result<Value, ModelFailure>> {
  if (signal === undefined) return reply;
  let release = (): void => undefined;
  const stopped = new Promise<Result<Value, ModelFailure>>((resolve) => {
    release = onAbort(signal, () => resolve(interrupted()));
  });
  try {
    return await Promise.race([reply, stopped]);
  } finally {
    release();
  }
}
