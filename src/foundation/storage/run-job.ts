import { turns } from '../pieces.js';
import type { AppendLog } from './append-log.js';

/** A piece of work with a name of its own. */
export interface Task {
  readonly key: string;
  /** Keys of tasks whose results it needs. */
  readonly needs?: readonly string[];
}

/** What a job is made of. `Row` must survive JSON. */
export interface Job<Row, Work extends Task> {
  /** In the order in which they are preferred. Keys are unique; what a task needs is among them. */
  readonly tasks: readonly Work[];
  /** Where finished tasks are recorded, one line each. */
  readonly log: AppendLog;
  /** Rows that this process has already, from a job before this one; nobody is told of them again. */
  readonly known?: ReadonlyMap<string, Row>;
  /** How many tasks may be open at once, at least 1. */
  readonly concurrency: number;
  work(task: Work, results: ReadonlyMap<string, Row>): Promise<Row>;
  /** Reads a recorded row, before any work, and throws where it is none. Default: it is taken as it stands. */
  read?(recorded: unknown, task: Work): Row;
  readonly signal?: AbortSignal;
  onDone?(task: Work, row: Row, from: 'log' | 'work'): void;
}

/** What came out: rows in the order of the tasks, and whether all are there. */
export interface JobResult<Row> {
  readonly rows: ReadonlyMap<string, Row>;
  readonly finished: boolean;
}

/**
 * Does keyed tasks and records each result as it comes; what the log holds is not done again. So a job that was cut
 * off goes on where it was.
 *
 * When a task throws, no further task is begun, those that are open are waited for, and the first error is thrown.
 */
export async function runJob<Row, Work extends Task>(job: Job<Row, Work>): Promise<JobResult<Row>> {
  const done = recorded<Row>(job.log);
  const rows = new Map<string, Row>();
  const keys = new Set(job.tasks.map(({ key }) => key));
  if (keys.size < job.tasks.length) throw new Error('two tasks have the same key');
  if (!(job.concurrency >= 1)) throw new Error(`the concurrency is ${job.concurrency}; at least 1 was expected`);
  for (const task of job.tasks) {
    const missing = task.needs?.find((key) => !keys.has(key));
    if (missing !== undefined) throw new Error(`task "${task.key}" needs "${missing}", which is not among the tasks`);
    const known = job.known?.get(task.key);
    if (known !== undefined) {
      rows.set(task.key, known);
      continue;
    }
    const found = done.get(task.key);
    if (found !== undefined) {
      const row = job.read === undefined ? found : job.read(found, task);
      rows.set(task.key, row);
      job.onDone?.(task, row, 'log');
    }
  }

  const waiting = job.tasks.filter(({ key }) => !rows.has(key));
  const open = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;

  const attempt = async (task: Work): Promise<void> => {
    try {
      const row = await job.work(task, rows);
      job.log.append(JSON.stringify({ key: task.key, row }));
      rows.set(task.key, row);
      job.onDone?.(task, row, 'work');
    } catch (error) {
      failure ??= { error };
    }
  };
  const begin = (task: Work): void => {
    const promise = attempt(task).finally(() => open.delete(promise));
    open.add(promise);
  };

  const stopped = (): boolean => failure !== undefined || job.signal?.aborted === true;
  const turn = turns();
  while (waiting.length > 0 && !stopped()) {
    // Work that waits for nothing outside this process would let nothing else be heard.
    if (turn.isOver()) await turn.next();
    if (stopped()) break;
    const next = waiting.findIndex((task) => (task.needs ?? []).every((key) => rows.has(key)));
    if (next >= 0 && open.size < job.concurrency) begin(...(waiting.splice(next, 1) as [Work]));
    else if (open.size > 0) await Promise.race(open);
    else throw new Error(`tasks need each other in a circle: ${waiting.map(({ key }) => key).join(', ')}`);
  }
  await Promise.all(open);
  if (failure !== undefined) throw failure.error;
  const ordered = new Map(job.tasks.flatMap(({ key }) => (rows.has(key) ? [[key, rows.get(key) as Row]] : [])));
  return { rows: ordered, finished: ordered.size === job.tasks.length };
}

function recorded<Row>(log: AppendLog): ReadonlyMap<string, Row> {
  return new Map(
    log.lines.map((line) => {
      const { key, row } = JSON.parse(line) as { key: string; row: Row };
      return [key, row];
    }),
  );
}
