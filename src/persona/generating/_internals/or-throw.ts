import { userError, type ErrorKind } from '../../../foundation/errors/index.js';
import type { ModelFailure, Result } from '../../../spec/index.js';

/** What a failure of a model is to a user. */
const KINDS: { readonly [kind in ModelFailure['kind']]: ErrorKind } = {
  refused: 'failures',
  malformed: 'failures',
  'not-available': 'usage',
  unavailable: 'unreachable',
  'over-budget': 'budget',
  aborted: 'interrupted',
};

/**
 * What was asked for.
 *
 * @param what What stopped, in words: `the writing of people`.
 * @throws MesocosmError of the kind that the failure is to a user.
 */
export function orThrow<Value>(reply: Result<Value, Pick<ModelFailure, 'kind' | 'message'>>, what: string): Value {
  if (reply.ok) return reply.value;
  const { kind, message } = reply.failure;
  const depends = kind === 'unavailable' || kind === 'over-budget' || kind === 'aborted';
  throw userError({
    kind: KINDS[kind],
    what: `${what} stopped: ${message}`,
    ...(depends ? { remedy: 'what is answered is kept where there is a record; the same call goes on' } : {}),
  });
}
