import { runJob } from '../foundation/storage/index.js';
import type { Event, RunRecord } from '../spec/index.js';
import { isOfAllotment } from '../model/index.js';
import { suspended, type FailureLimit } from './_internals/endings.js';
import { playedRows, stoppedRow, triedAgain, whyStopped } from './allotment.js';
import type { ReadyCondition } from './conditions.js';
import type { StudyLedger } from './ledger.js';
import { bringsModels } from './side-models.js';
import { isNarrow, looksAt } from './until.js';
import { doRun, studyTasks, type RunTask } from './tasks.js';
import type { Tools, Work } from './work-on.js';

/** Runs open at once where minds must be waited for: one model serves them all. */
const OPEN_RUNS = 16;

/**
 * Does the runs of a study that are not done yet, many at once where minds must be waited for.
 *
 * A run that would take more than its allotment is stopped, and has a row that says so; the others go on.
 *
 * @returns the rows of all runs, in the order of the design.
 * @throws MesocosmError (unreachable), (budget), (failures) or (interrupted) when it stopped before the end.
 */
export async function doRuns(
  { options, given, design, found, clock }: Work,
  conditions: readonly ReadyCondition[],
  { stack, reporter, records, limit, ledger }: Tools & { readonly limit: FailureLimit; readonly ledger: StudyLedger },
): Promise<ReadonlyMap<string, RunRecord>> {
  const { source } = stack;
  const { signal } = options;
  const { folder, resumed } = found;
  const { allotment } = design.budget;
  const most = studyTasks(conditions, design).length;
  reporter.begin({ resumed, tasks: most, done: records.runs.lines.length });
  let rows: ReadonlyMap<string, RunRecord> = new Map();
  for (const runs of looksAt(design)) {
    rows = await upTo(runs, rows);
    if (isNarrow(design, conditions, [...playedRows(rows).values()])) break;
  }
  await ledger.askMissing(studyTasks(conditions, design), rows, { signal });
  return rows;

  async function upTo(runs: number, known: ReadonlyMap<string, RunRecord>): Promise<ReadonlyMap<string, RunRecord>> {
    const { rows: all, finished } = await runJob<RunRecord, RunTask>({
      tasks: studyTasks(conditions, { ...design, runs }),
      known,
      log: triedAgain(records.runs, allotment),
      concurrency: source.model === undefined && !given.some(({ scenario }) => bringsModels(scenario)) ? 1 : OPEN_RUNS,
      signal,
      async work(task, results) {
        const lacking = task.needs?.find((key) => results.get(key)?.stopped !== undefined);
        if (lacking !== undefined) return stoppedRow(task, `the run that it needs was ${whyStopped(allotment ?? {})}`);
        for (;;) {
          const [shown, asked] = [reporter.follow(task), ledger.follow(task)];
          const watch = (events: readonly Event[]): void => {
            shown.watch?.(events);
            asked.watch(events);
          };
          const execution = await doRun(task, results, { folder, source, clock, signal, watch });
          if (execution.status === 'finished') {
            // Before its row: a run that is done was asked.
            asked.add(execution);
            return execution.record;
          }
          if (execution.kind !== 'over-budget') throw suspended(execution);
          if (stack.refused(task.key) !== undefined) return stoppedRow(task, whyStopped(allotment ?? {}));
          // The question was another run's, which was refused it: this one asks for itself.
          if (!isOfAllotment(execution.message)) throw suspended(execution);
        }
      },
      onDone(task, row, from) {
        reporter.done(task, row, from);
        limit.add(row);
      },
    });
    if (!finished) throw suspended({ kind: 'aborted', message: 'it was interrupted' });
    return all;
  }
}
