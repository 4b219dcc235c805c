import type { Clock } from '../../foundation/clock.js';
import { onAbort } from '../_internals/on-abort.js';
import { PoolError } from './put-question.js';

/** So long a process has, after a call was interrupted, to answer or to stop. */
const GRACE_MS = 2_000;

/** What becomes of a process that does not let go of a call. */
export interface Grip {
  readonly signal: AbortSignal | undefined;
  readonly clock: Clock;
  /** Ends the process. */
  letGo(): void;
}

/** Waits for an answer; once the call was interrupted, for two more seconds. @throws PoolError (aborted) */
export function unlessStuck<Value>(answer: Promise<Value>, { signal, clock, letGo }: Grip): Promise<Value> {
  const settled = new AbortController();
  return new Promise((resolve, reject) => {
    const takeBack = onAbort(signal, () => {
      void clock.sleep(GRACE_MS, settled.signal).then(() => {
        if (settled.signal.aborted) return;
        reject(new PoolError('aborted', 'the call was interrupted'));
        letGo();
      });
    });
    const settle = (): void => {
      takeBack();
      settled.abort();
    };
    answer.then(resolve, reject).finally(settle);
  });
}
