import { runJob, type AppendLog, type Task } from '../../../foundation/storage/index.js';
import { failed, success, type ModelFailure, type Result } from '../../../spec/index.js';
import { INTERRUPTED, Suspended } from './depends-on-the-hour.js';

/** How a list of questions is worked off. */
export interface Asked {
  /** Where answers are recorded, so that a later sitting asks only the rest. Default: nowhere. */
  readonly log?: AppendLog;
  /** How many questions may be open at once. Default 8. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/**
 * Works off questions as a resumable job; questions with the same key are asked once.
 *
 * @param work May throw {@link Suspended}: then no further question is begun, and its failure is what comes out.
 */
export async function keyedJob<Row, Work extends Task>(
  questions: readonly Work[],
  { log = NOWHERE, concurrency = 8, signal }: Asked,
  how: { work(question: Work): Promise<Row>; onDone?(question: Work, from: 'log' | 'work'): void },
): Promise<Result<ReadonlyMap<string, Row>, ModelFailure>> {
  const tasks = [...new Map(questions.map((question) => [question.key, question])).values()];
  try {
    const { rows, finished } = await runJob<Row, Work>({
      tasks,
      log,
      concurrency,
      signal,
      work: (task) => how.work(task),
      onDone: (task, _row, from) => how.onDone?.(task, from),
    });
    return finished ? success(rows) : failed(INTERRUPTED);
  } catch (error) {
    if (error instanceof Suspended) return failed(error.failure);
    throw error;
  }
}

const NOWHERE: AppendLog = {
  lines: [],
  torn: false,
  append: () => undefined,
  appendAll: () => undefined,
  sync: () => undefined,
  close: () => undefined,
};
