import type { CallRecord } from './meter.js';

/** What one run, agent or purpose asked for. */
export interface UsageRow {
  /** `null` for calls that nobody put a name to. */
  readonly name: string | null;
  /** Requests; an attempt may need several. */
  readonly calls: number;
  /** Attempts. */
  readonly answered: number;
  readonly failed: number;
  /** Sums of what is known. */
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Attempts whose tokens are not known. */
  readonly unknown: number;
  /** Time from asking to reply, all calls together; calls go on at the same time. */
  readonly milliseconds: number;
  /** US dollars of calls that were priced as they were made, as where several decide; else absent. */
  readonly usd?: number;
}

/**
 * Sums up calls by the run, the agent or the purpose that asked first, or by which of several was asked, those with most calls first. An answer that
 * serves several is counted where it was asked.
 */
export function usageBy(records: readonly CallRecord[], by: 'run' | 'agent' | 'purpose' | 'mind'): readonly UsageRow[] {
  const rows = new Map<string | null, UsageRow>();
  for (const record of records) {
    const name = record[by] ?? null;
    rows.set(name, withCall(rows.get(name) ?? emptyRow(name), record));
  }
  return [...rows.values()].sort((a, b) => b.calls - a.calls || (a.name ?? '').localeCompare(b.name ?? ''));
}

function withCall(row: UsageRow, record: CallRecord): UsageRow {
  const { outcome, requests = 1, promptTokens, completionTokens, milliseconds } = record;
  const answered = Number(outcome === 'answered');
  return {
    name: row.name,
    calls: row.calls + requests,
    answered: row.answered + answered,
    failed: row.failed + 1 - answered,
    promptTokens: row.promptTokens + (promptTokens ?? 0),
    completionTokens: row.completionTokens + (completionTokens ?? 0),
    unknown: row.unknown + Number(promptTokens === null || completionTokens === null),
    milliseconds: row.milliseconds + milliseconds,
    ...(record.usd === undefined && row.usd === undefined ? {} : { usd: (row.usd ?? 0) + (record.usd ?? 0) }),
  };
}

function emptyRow(name: string | null): UsageRow {
  const nothing = { calls: 0, answered: 0, failed: 0, promptTokens: 0, completionTokens: 0 };
  return { name, ...nothing, unknown: 0, milliseconds: 0 };
}
