import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Prompt } from '../../spec/index.js';
import type { Answer, Asked, Question, Replied } from './protocol.js';
import { comparePieces, nextFor } from './routing.js';

/** Why a worker gave no answer. */
export type PoolFailure = 'died' | 'too-long' | 'failed' | 'aborted' | 'closed';

/** An error of the pool, with its reason. */
export class PoolError extends Error {
  constructor(
    readonly reason: PoolFailure,
    message: string,
  ) {
    super(message);
  }
}

/** Processes that each hold the model and answer one question at a time. */
export interface Pool {
  ask(question: Exclude<Question, { verb: 'open' }>, signal?: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

interface Waiting {
  readonly question: Exclude<Question, { verb: 'open' }>;
  readonly pieces: readonly string[];
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

interface Worker {
  readonly index: number;
  child: ChildProcess;
  ready: Promise<void>;
  held: readonly string[];
  busy: boolean;
  deaths: number;
}

/**
 * Starts processes with one thread each: two processes answer more than one with two threads, and do not spin when the
 * machine is busy. A process that dies is replaced once; what it was asked fails and may be asked again.
 */
export async function createPool(options: {
  readonly modelPath: string;
  readonly processes: number;
  readonly contextSize: number;
}): Promise<Pool> {
  const { processes: count } = options;
  const waiting: Waiting[] = [];
  let closed = false;
  let nextId = 0;

  const workers: Worker[] = Array.from({ length: count }, (_, index) => {
    const child = start();
    return { index, child, ready: open(child), held: [], busy: false, deaths: 0 };
  });

  function start(): ChildProcess {
    const path = fileURLToPath(new URL('./worker.js', import.meta.url));
    return fork(path, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced', execArgv: [] });
  }

  async function open(child: ChildProcess): Promise<void> {
    const { modelPath, contextSize } = options;
    await send(child, { id: -1, question: { verb: 'open', modelPath, contextSize } });
  }

  /** Puts one question to a process and waits for the answer or for its death. */
  function send(child: ChildProcess, asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        child.off('message', onMessage);
        child.off('exit', onExit);
      };
      const onMessage = (replied: Replied): void => {
        if (replied.id !== asked.id) return;
        settle();
        if ('answer' in replied) resolve(replied.answer);
        else reject(new PoolError(replied.tooLong === true ? 'too-long' : 'failed', replied.error));
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

  async function serve(worker: Worker): Promise<void> {
    if (worker.busy || closed) return;
    const index = nextFor(
      worker.held,
      waiting.map(({ pieces }) => pieces),
      { index: worker.index, count },
    );
    if (index < 0) return;
    const [taken] = waiting.splice(index, 1) as [Waiting];
    worker.busy = true;
    try {
      await worker.ready;
      nextId += 1;
      const answer = await send(worker.child, { id: nextId, question: taken.question });
      worker.held = taken.pieces;
      taken.resolve(answer);
    } catch (error) {
      worker.held = [];
      taken.reject(error as Error);
      if (error instanceof PoolError && error.reason === 'died') replace(worker);
    } finally {
      worker.busy = false;
      void serve(worker);
    }
  }

  function replace(worker: Worker): void {
    worker.deaths += 1;
    if (closed || worker.deaths > 3) return;
    worker.child = start();
    worker.ready = open(worker.child);
    worker.ready.catch(() => undefined);
  }

  // Answers of one batch arrive together: let them all queue before the first is taken.
  const wake = (): void => workers.forEach((worker) => setImmediate(() => void serve(worker)));

  const kill = (): void => workers.forEach(({ child }) => child.kill('SIGKILL'));
  process.once('exit', kill);
  try {
    await Promise.all(workers.map(({ ready }) => ready));
  } catch (error) {
    kill();
    throw error;
  }

  return {
    ask(question, signal) {
      if (closed) return Promise.reject(new PoolError('closed', 'the model was closed'));
      if (signal?.aborted === true) return Promise.reject(new PoolError('aborted', 'the call was interrupted'));
      return new Promise((resolve, reject) => {
        const entry: Waiting = { question, pieces: piecesOf(question.prompt), resolve, reject };
        const at = waiting.findIndex(({ pieces }) => comparePieces(entry.pieces, pieces) < 0);
        if (at < 0) waiting.push(entry);
        else waiting.splice(at, 0, entry);
        signal?.addEventListener('abort', () => {
          const place = waiting.indexOf(entry);
          if (place < 0) return;
          waiting.splice(place, 1);
          reject(new PoolError('aborted', 'the call was interrupted'));
        });
        wake();
      });
    },
    async close() {
      if (closed) return;
      closed = true;
      process.off('exit', kill);
      for (const { reject } of waiting.splice(0)) reject(new PoolError('closed', 'the model was closed'));
      await Promise.all(
        workers.map(
          ({ child }) =>
            new Promise<void>((resolve) => {
              if (child.exitCode !== null || child.signalCode !== null) return resolve();
              child.once('exit', () => resolve());
              child.kill('SIGKILL');
            }),
        ),
      );
    },
  };
}

function piecesOf(prompt: Prompt): readonly string[] {
  return prompt.form === 'completion' ? prompt.pieces : [prompt.form, prompt.system ?? '', ...prompt.pieces];
}
