import { failed, success, type ModelFailure, type Result } from '../../spec/index.js';
import { TOO_LONG } from '../_internals/is-kept.js';
import { unsent } from '../_internals/unsent.js';
import type { Pool } from './pool.js';
import type { Answer, PromptQuestion } from './protocol.js';
import { PoolError } from './put-question.js';

/** Puts a question to a pool; why there is no answer is a value. */
export async function askPool(
  pool: Pool,
  question: PromptQuestion,
  signal?: AbortSignal,
): Promise<Result<Answer, ModelFailure>> {
  try {
    return success(await pool.ask(question, signal));
  } catch (error) {
    if (!(error instanceof PoolError)) throw error;
    const { reason, message } = error;
    if (reason === 'too-long') return failed({ kind: 'malformed', code: TOO_LONG, message, retryable: false });
    if (reason === 'unasked') return unsent();
    if (reason === 'aborted') return failed({ kind: 'aborted', message, retryable: false });
    return failed({ kind: 'unavailable', message, retryable: reason === 'died' });
  }
}
