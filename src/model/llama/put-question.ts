import type { ChildProcess } from 'node:child_process';
import type { Answer, Asked, Replied } from './protocol.js';

/**
 * Why there is no answer: the process `died`, all are `dead` for good, the prompt is `too-long`, the question `failed`,
 * was `aborted`, or the pool is `closed`.
 */
export type PoolFailure = 'died' | 'dead' | 'too-long' | 'failed' | 'aborted' | 'unasked' | 'closed';

/** An error of the pool, with its reason. */
export class PoolError extends Error {
  constructor(
    readonly reason: PoolFailure,
    message: string,
  ) {
    super(message);
  }
}

/** Puts one question to a process, and waits for the answer or for its death. @throws PoolError */
export function putQuestion(child: ChildProcess, asked: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
    };
    const onMessage = (replied: Replied): void => {
      if (replied.id !== asked.id) return;
      settle();
      if ('answer' in replied) resolve(replied.answer);
      else reject(new PoolError(replied.reason, replied.error));
    };
    const onExit = (code: number | null, signal: string | null): void => {
      settle();
      reject(new PoolError('died', `the model's process ended (${signal ?? `exit code ${code}`})`));
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send(asked, (error) => {
      if (error === null) return;
      settle();
      reject(new PoolError('died', `the model's process cannot be reached (${error.message})`));
    });
  });
}
