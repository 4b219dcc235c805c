import { fork, type ChildProcess } from 'node:child_process';
import type { Clock } from '../../foundation/clock.js';
import { onAbort } from '../_internals/on-abort.js';
import type { Answer, Cancelled, PromptQuestion, Question } from './protocol.js';
import { PoolError, putQuestion } from './put-question.js';
import { unlessStuck } from './unless-stuck.js';

/** A process that died so often while it and its successors answered so few questions is not started again. */
const MOST_DEATHS = 3;
const WITHIN_ANSWERS = 20;
/** Longer than any weights take to be read. */
const LONGEST_OPENING_MS = 120_000;

/** A process that holds the model, and its successors. */
export interface WorkerProcess {
  /** Resolves when the first process has the model. */
  readonly opened: Promise<void>;
  /** Why it is not started again, once it died too often in a short time. */
  givenUp(): string | undefined;
  /**
   * Puts a question; a process that died before is replaced first. One question at a time. A process that does not let
   * go of an interrupted one is ended, which is no death of its own. @throws PoolError
   */
  ask(question: PromptQuestion, signal?: AbortSignal): Promise<Answer>;
  /** Ends the process; resolves when it is gone. */
  end(): Promise<void>;
  /** Ends it without waiting. */
  kill(): void;
}

interface Started {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  /** Until when it may be opening the model; 0 once it has it. */
  readonly openUntilMs: number;
}

/**
 * Starts a process and gives it the model. When it dies, what it was asked fails, and the next question starts another
 * one; after three deaths within twenty answers no more, so that rare ones never add up.
 */
export function startWorker(options: {
  readonly program: string;
  readonly modelPath: string;
  readonly contextSize: number;
  readonly clock: Clock;
  /** Called when a process died, whatever it was doing. */
  onDeath(): void;
}): WorkerProcess {
  const { program, modelPath, contextSize, clock, onDeath } = options;
  let current: Started | undefined;
  let retired: Promise<unknown> = Promise.resolve();
  let nextId = 0;
  let answers = 0;
  /** How many questions were answered before each of the last deaths. */
  let deaths: readonly number[] = [];
  let lastEnd = '';

  const put = (child: ChildProcess, question: Question, signal?: AbortSignal): Promise<Answer> => {
    nextId += 1;
    const id = nextId;
    const answer = putQuestion(child, { id, question });
    const takeBack = onAbort(signal, () => {
      child.send({ cancel: id } satisfies Cancelled, () => undefined);
    });
    return answer.finally(takeBack);
  };

  const open = async (child: ChildProcess): Promise<void> => {
    try {
      await put(child, { verb: 'open', modelPath, contextSize });
    } catch (error) {
      // A process without the model is of no use.
      child.kill('SIGKILL');
      throw error;
    }
  };

  const start = (): Started => {
    const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const;
    const child = fork(program, [], { stdio: [...stdio], serialization: 'advanced', execArgv: [] });
    const gone = (how: string): void => {
      if (current?.child !== child) return;
      current = undefined;
      deaths = [...deaths, answers].slice(-MOST_DEATHS);
      lastEnd = how;
      onDeath();
    };
    child.once('exit', (code, signal) => gone(signal ?? `exit code ${code}`));
    child.once('error', (error) => gone(error.message));
    const started = { child, ready: open(child), openUntilMs: clock.monotonicMs() + LONGEST_OPENING_MS };
    started.ready.then(
      () => (started.openUntilMs = 0),
      () => undefined,
    );
    current = started;
    return started;
  };

  /** Ends a process that is stuck; one that only opens the model still has time for it. */
  const retire = (started: Started): void => {
    if (current !== started || clock.monotonicMs() < started.openUntilMs) return;
    current = undefined;
    retired = Promise.all([retired, ended(started.child)]);
  };

  const givenUp = (): string | undefined => {
    const [first = 0] = deaths;
    if (deaths.length < MOST_DEATHS || (deaths.at(-1) ?? 0) - first >= WITHIN_ANSWERS) return undefined;
    return (
      `the model's process ended ${MOST_DEATHS} times within ${WITHIN_ANSWERS} answers ` +
      `(the last time: ${lastEnd}) and is not started again`
    );
  };

  return {
    opened: start().ready,
    givenUp,
    async ask(question, signal) {
      const dead = givenUp();
      if (dead !== undefined) throw new PoolError('dead', dead);
      const started = current ?? start();
      const answer = async (): Promise<Answer> => {
        await started.ready.catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          throw new PoolError('died', `the model's process cannot be started again (${reason})`);
        });
        // A choice takes milliseconds and is worth keeping; a text may be long.
        const given = await put(started.child, question, question.verb === 'write' ? signal : undefined);
        answers += 1;
        return given;
      };
      return unlessStuck(answer(), { signal, clock, letGo: () => retire(started) });
    },
    async end() {
      await Promise.all([retired, current === undefined ? undefined : ended(current.child)]);
    },
    kill: () => void current?.child.kill('SIGKILL'),
  };
}

/** Kills a process and waits until it is gone. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
