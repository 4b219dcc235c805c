import { join } from 'node:path';
import { writeFileAtomic, type AppendLog } from '../foundation/storage/index.js';
import { plainTable } from '../report/index.js';
import { execute, LEDGER_COLUMNS, rowsAfter, rowsBefore, type Execution, type ExecuteOptions } from '../run/index.js';
import { LedgerLine, type Event, type RunPlan, type RunRecord } from '../spec/index.js';
import { suspended } from './_internals/endings.js';
import { castOf, type ReadyCondition } from './conditions.js';
import { STUDY_FILES } from './folder.js';
import { metFold, type MetFold } from './met-states.js';
import { recordedLines } from './records.js';
import { planOf, type RunTask } from './tasks.js';

/** What agents of a study answered when runs were over, by key of the run. */
export interface StudyLedger {
  lines(): ReadonlyMap<string, LedgerLine>;
  /** Watches a run whose agents are asked at its end, or whose states are noted. */
  follow(task: RunTask): RunLedger;
  /** Asks the agents of finished runs that nobody asked or followed: each is played again from what is recorded, and nothing of it changes. */
  askMissing(
    tasks: readonly RunTask[],
    rows: ReadonlyMap<string, RunRecord>,
    how?: Pick<ExecuteOptions, 'signal'>,
  ): Promise<void>;
}

/** The ledger of one run as it goes on. */
export interface RunLedger {
  watch(events: readonly Event[]): void;
  /** Writes down what was found. */
  add(execution: Extract<Execution, { status: 'finished' }>): void;
}

/** @param log Where lines are written, one a run; of two for one run the last counts. */
export function openLedger(log: AppendLog): StudyLedger {
  const known = new Map(
    log.lines.map((text) => {
      const line = LedgerLine.parse(JSON.parse(text));
      return [line.key, line];
    }),
  );

  const follow = (task: RunTask): RunLedger => {
    const fold = foldFor(task);
    return {
      watch: (events) => fold?.observe(events),
      add({ after, values }) {
        if (!task.asked && !task.followed) return;
        const said = task.condition.values === undefined ? {} : { values: [...values] };
        const line: LedgerLine = { key: task.key, after: [...after], met: [...(fold?.states() ?? [])], ...said };
        log.append(JSON.stringify(line));
        known.set(task.key, line);
      },
    };
  };

  return {
    lines: () => known,
    follow,
    async askMissing(tasks, rows, { signal } = {}) {
      for (const task of tasks) {
        if (!(task.asked || task.followed) || known.has(task.key) || !rows.has(task.key)) continue;
        const ledger = follow(task);
        const plan: RunPlan = await planOf(task, rows);
        const played = await execute(plan, { watch: ledger.watch, recorded: true, ...(signal ? { signal } : {}) });
        if (played.status === 'suspended') throw suspended(played);
        ledger.add(played);
      }
    },
  };
}

function foldFor({ followed, condition, seed }: RunTask): MetFold | undefined {
  return followed ? metFold(castOf(condition, seed).agents) : undefined;
}

/** Rows of a study's `ledger.csv`, the head first: what everybody answered alone, and after each run in which it was asked. */
export function ledgerTable(
  conditions: readonly ReadyCondition[],
  rows: ReadonlyMap<string, RunRecord>,
  lines: ReadonlyMap<string, LedgerLine>,
): readonly (readonly (string | number)[])[] {
  const before = conditions.flatMap(({ name: condition, agents, priors, scenario: { options } }) =>
    rowsBefore(
      agents.map(({ id }) => id),
      priors.probes,
      { condition, arm: '', run: '', options },
    ),
  );
  const after = [...rows].flatMap(([key, { condition, arm, seed }]) => {
    const options = conditions.find(({ name }) => name === condition)?.scenario.options ?? [];
    return rowsAfter(lines.get(key)?.after ?? [], { condition, arm, run: seed, options });
  });
  return [LEDGER_COLUMNS, ...before, ...after];
}

/** What agents of a condition answered when runs were over, run by run. */
export function ledgerOf(
  condition: string,
  rows: ReadonlyMap<string, RunRecord>,
  lines: ReadonlyMap<string, LedgerLine>,
): readonly { readonly arm: string; readonly seed: number; readonly after: LedgerLine['after'] }[] {
  return [...rows].flatMap(([key, row]) => {
    const line = lines.get(key);
    return row.condition !== condition || line === undefined
      ? []
      : [{ arm: row.arm, seed: row.seed, after: line.after }];
  });
}

/** Writes a study's `ledger.csv`. */
export async function writeLedger(folder: string, rows: ReturnType<typeof ledgerTable>): Promise<void> {
  await writeFileAtomic(join(folder, STUDY_FILES.ledger), await plainTable(rows));
}

/** Whether the agents of a run of a study were asked at its end. */
export async function wasAsked(folder: string, key: string): Promise<boolean> {
  const lines = await recordedLines(join(folder, STUDY_FILES.ledgerLog));
  return lines.some((line) => (line as LedgerLine).key === key && (line as LedgerLine).after.length > 0);
}
