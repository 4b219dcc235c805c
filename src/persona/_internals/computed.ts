import { inTurns, type InPieces, type TurnOptions } from '../../foundation/pieces.js';
import { failed, type ModelFailure, type Result } from '../../spec/index.js';

/**
 * Computes so that an interruption is heard.
 *
 * @param how.what What is interrupted, for the message: `the measuring`.
 */
export async function computed<Value>(
  pieces: InPieces<Value>,
  how: TurnOptions & { readonly what: string },
): Promise<Result<Value, ModelFailure>> {
  const reply = await inTurns(pieces, how);
  if (reply.ok) return reply;
  return failed({ kind: 'aborted', message: `${how.what} was interrupted`, retryable: true });
}
