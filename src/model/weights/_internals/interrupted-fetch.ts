import { userError } from '../../../foundation/errors/index.js';

/** What is said when fetching was told to stop. */
export function interruptedFetch(): Error {
  return userError({
    kind: 'interrupted',
    what: 'fetching the weights was interrupted',
    remedy: 'the same command goes on',
  });
}
