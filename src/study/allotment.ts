import { userError } from '../foundation/errors/index.js';
import type { AppendLog } from '../foundation/storage/index.js';
import type { RunRecord } from '../spec/index.js';
import { allotmentInWords, type Allotment } from './design.js';
import type { StudyOptions } from './run-study.js';
import type { RunTask } from './tasks.js';

/**
 * Refuses an allotment that does nothing, or promises each run more than there is for all.
 *
 * @throws MesocosmError (usage) saying which.
 */
export function assertAllotment({ allotment, maxCalls, maxTokens, maxUsd }: StudyOptions, asksModels: boolean): void {
  if (allotment === undefined) return;
  if (!asksModels) {
    const what = 'an allotment says what a run may take of a model, and no model is asked';
    throw userError({ kind: 'usage', what, remedy: 'leave the allotment away, or let a model decide' });
  }
  const limits = [
    ['calls', maxCalls],
    ['tokens', maxTokens],
    ['usd', maxUsd],
  ] as const;
  for (const [unit, all] of limits) {
    const one = allotment[unit];
    if (one !== undefined && !(one > 0)) {
      throw userError({
        kind: 'usage',
        what: `an allotment of ${one} ${unit} is not possible`,
        expected: 'more than 0',
      });
    }
    if (one === undefined || all === undefined || one <= all) continue;
    const what = `the allotment of each run, ${one} ${unit}, is more than the budget of the study, ${all}`;
    throw userError({ kind: 'usage', what, remedy: 'make the allotment smaller, or the budget larger' });
  }
}

/** The row of a run that was not played to its end: a reason, and no figure. */
export function stoppedRow({ condition, arm, seed }: RunTask, why: string): RunRecord {
  return {
    condition: condition.name,
    arm: arm.name,
    seed,
    activations: 0,
    ending: 'stopped',
    values: {},
    missing: {},
    series: {},
    decisions: 0,
    failures: {},
    stopped: why,
  };
}

/** Rows of runs that came to their end, by their keys. */
export function playedRows(rows: ReadonlyMap<string, RunRecord>): ReadonlyMap<string, RunRecord> {
  return new Map([...rows].filter(([, { stopped }]) => stopped === undefined));
}

/** Reasons why runs were not played to their end, with counts, by arm. */
export function stoppedIn(
  rows: readonly RunRecord[],
  condition: string,
): { readonly [arm: string]: { readonly [reason: string]: number } } {
  const counts: Record<string, Record<string, number>> = {};
  for (const { condition: of, arm, stopped } of rows) {
    if (stopped === undefined || of !== condition) continue;
    const reasons = (counts[arm] ??= {});
    reasons[stopped] = (reasons[stopped] ?? 0) + 1;
  }
  return counts;
}

/** The log of runs without those that another allotment stopped: they are tried again. */
export function triedAgain(log: AppendLog, allotment: Allotment | undefined): AppendLog {
  const now = allotment === undefined ? null : whyStopped(allotment);
  const keeps = (line: string): boolean => {
    const { row } = JSON.parse(line) as { readonly row: Pick<RunRecord, 'stopped'> };
    return row.stopped === undefined || (now !== null && row.stopped.endsWith(now));
  };
  return { ...log, lines: log.lines.filter(keeps) };
}

/** How the reason of a stopped run ends. */
export function whyStopped(allotment: Allotment): string {
  return `over the allotment of ${allotmentInWords(allotment)}`;
}
