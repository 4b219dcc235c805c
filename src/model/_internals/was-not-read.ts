import type { ModelFailure } from '../../spec/index.js';

/** Codes of connections that did not come about. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Whether a request that failed took no tokens: it was turned away with a status, did not arrive, or was not allowed. */
export function wasNotRead({ kind, status, code = '' }: ModelFailure): boolean {
  return kind === 'over-budget' || status !== undefined || NOT_CONNECTED.includes(code);
}
