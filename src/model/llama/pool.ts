import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { systemClock, type Clock } from '../../foundation/clock.js';
import type { Prompt } from '../../spec/index.js';
import { onAbort } from '../_internals/on-abort.js';
import type { Answer, PromptQuestion } from './protocol.js';
import { PoolError } from './put-question.js';
import { comparePieces, nextFor } from './routing.js';
import { startWorker, type WorkerProcess } from './worker-process.js';

/** Processes that each hold the model and answer one question at a time. */
export interface Pool {
  /** @throws PoolError with the reason why there is no answer. */
  ask(question: PromptQuestion, signal?: AbortSignal): Promise<Answer>;
  /** Ends all processes; resolves when they are gone. */
  close(): Promise<void>;
}

/** How a pool is made. */
export interface PoolOptions {
  readonly modelPath: string;
  readonly processes: number;
  readonly contextSize: number;
  /** Program of a worker. Default: the one that evaluates with node-llama-cpp. */
  readonly program?: string;
  readonly clock?: Clock;
}

interface Waiting {
  readonly question: PromptQuestion;
  readonly pieces: readonly string[];
  readonly signal: AbortSignal | undefined;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

interface Worker {
  readonly process: WorkerProcess;
  /** Pieces of the prompt that it answered last. */
  held: readonly string[];
  busy: boolean;
}

/**
 * Starts processes with one thread each: two processes answer more than one with two threads, and do not spin when the
 * machine is busy. A process that dies is replaced when it is next needed, and what it was asked fails and may be asked
 * again; one that died three times within twenty answers stays dead. When all are, every question fails at once. One that does not let go of an
 * interrupted question within two seconds is ended and replaced as well.
 */
export async function createPool(options: PoolOptions): Promise<Pool> {
  const { processes: count, modelPath, contextSize, program = workerProgram(), clock = systemClock } = options;
  const waiting: Waiting[] = [];
  let closing: Promise<void> | undefined;

  const workers: Worker[] = Array.from({ length: count }, () => ({
    process: startWorker({ program, modelPath, contextSize, clock, onDeath: rejectWhenAllAreDead }),
    held: [],
    busy: false,
  }));

  function rejectWhenAllAreDead(): void {
    const reason = whyAllAreDead(workers);
    if (reason !== undefined && closing === undefined) rejectAll(waiting, new PoolError('dead', reason));
  }

  async function serve(worker: Worker, index: number): Promise<void> {
    if (worker.busy || closing !== undefined || worker.process.givenUp() !== undefined) return;
    const prompts = waiting.map(({ pieces }) => pieces);
    const next = nextFor(worker.held, prompts, { index, count });
    if (next < 0) return;
    const [taken] = waiting.splice(next, 1) as [Waiting];
    worker.busy = true;
    try {
      const answer = await worker.process.ask(taken.question, taken.signal);
      worker.held = taken.pieces;
      taken.resolve(answer);
    } catch (error) {
      worker.held = [];
      taken.reject(closing === undefined ? error : closedError());
    } finally {
      worker.busy = false;
      void serve(worker, index);
    }
  }

  // Answers of one batch arrive together: let them all queue before the first is taken.
  const wake = (): void => workers.forEach((worker, index) => setImmediate(() => void serve(worker, index)));
  const kill = (): void => workers.forEach((worker) => worker.process.kill());
  const end = async (): Promise<void> => {
    process.off('exit', kill);
    rejectAll(waiting, closedError());
    await Promise.all(workers.map((worker) => worker.process.end()));
  };
  const close = (): Promise<void> => (closing ??= end());

  process.once('exit', kill);
  try {
    await Promise.all(workers.map((worker) => worker.process.opened));
  } catch (error) {
    await close();
    throw error;
  }

  return {
    async ask(question, signal) {
      if (closing !== undefined) throw closedError();
      if (signal?.aborted === true) throw unaskedError();
      const dead = whyAllAreDead(workers);
      if (dead !== undefined) throw new PoolError('dead', dead);
      return new Promise<Answer>((resolve, reject) => {
        const takeBack = onAbort(signal, () => {
          const place = waiting.indexOf(entry);
          if (place >= 0) waiting.splice(place, 1)[0]?.reject(unaskedError());
        });
        const settled = <Value>(settle: (value: Value) => void): ((value: Value) => void) => {
          return (value) => {
            takeBack();
            settle(value);
          };
        };
        const pieces = piecesOf(question.prompt);
        const entry: Waiting = { question, pieces, signal, resolve: settled(resolve), reject: settled(reject) };
        insert(waiting, entry);
        wake();
      });
    },
    close,
  };
}

function insert(waiting: Waiting[], entry: Waiting): void {
  const at = waiting.findIndex(({ pieces }) => comparePieces(entry.pieces, pieces) < 0);
  if (at < 0) waiting.push(entry);
  else waiting.splice(at, 0, entry);
}

function rejectAll(waiting: Waiting[], error: PoolError): void {
  for (const { reject } of waiting.splice(0)) reject(error);
}

/** What one of them says, when no process is started again; else nothing. */
function whyAllAreDead(workers: readonly Worker[]): string | undefined {
  const reasons = workers.map(({ process: worker }) => worker.givenUp());
  return reasons.includes(undefined) ? undefined : reasons[0];
}

function closedError(): PoolError {
  return new PoolError('closed', 'the model was closed');
}

function unaskedError(): PoolError {
  return new PoolError('unasked', 'the call was interrupted before a process took it');
}

/** The compiled program beside this file; where the sources run as they are, that of the build. */
function workerProgram(): string {
  const beside = fileURLToPath(new URL('./worker.js', import.meta.url));
  if (existsSync(beside)) return beside;
  return fileURLToPath(new URL('../../../dist/src/model/llama/worker.js', import.meta.url));
}

function piecesOf(prompt: Prompt): readonly string[] {
  return prompt.form === 'completion' ? prompt.pieces : [prompt.form, prompt.system ?? '', ...prompt.pieces];
}
