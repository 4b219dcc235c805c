import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { writeFileAtomic } from '../foundation/storage/index.js';
import type { AskedAfter, Event, Probe, RunPlan, RunRecord } from '../spec/index.js';
import { readJournal } from './journal/codec.js';
import { LEDGER_COLUMNS, rowsAfter, rowsBefore, type LedgerCell } from './ledger-rows.js';

/** What agents answered beside a run. */
export interface LedgerAnswers {
  /** Alone, before it. */
  readonly probes: readonly Probe[];
  /** When it was over. */
  readonly after: readonly AskedAfter[];
}

/**
 * Writes the tables of a finished run folder from its journal: `agents.csv` (who took part), `metrics.csv` (what was
 * measured) and `ledger.csv` (what each agent answered before and after, beside what it did and the distribution of its last
 * decision). A missing value is empty, with its reason.
 */
export async function runTables(
  folder: string,
  plan: RunPlan,
  record: RunRecord,
  { probes, after }: LedgerAnswers,
): Promise<void> {
  const { options } = plan.scenario;
  const place = { condition: record.condition, arm: record.arm, run: record.seed, options };
  const agents = plan.agents.map(({ id }) => id);
  const ledger = new Map(plan.agents.map(({ id }) => [id, newEntry(options)]));
  for await (const event of readJournal(join(folder, 'events.jsonl'))) tally(ledger, options, event);

  await writeTable(folder, 'agents.csv', [
    ['agent', 'name', 'persona', 'mind', 'commitment'],
    ...plan.agents.map(({ id, name, persona, mind, commitment }) => [
      id,
      name,
      persona?.name ?? '',
      mind.name,
      commitment === undefined ? '' : (options[commitment] ?? ''),
    ]),
  ]);
  await writeTable(folder, 'metrics.csv', [
    ['metric', 'value', 'missing_because'],
    ...Object.entries(record.values).map(([name, value]) => [name, value ?? '', record.missing[name] ?? '']),
  ]);
  const rows = [...rowsBefore(agents, probes, place), ...rowsAfter(after, place)];
  await writeTable(folder, 'ledger.csv', [
    [...LEDGER_COLUMNS, 'chosen', 'decisions', 'probability_last'],
    ...rows.map((row) => [...row, ...didCells(ledger, options, row)]),
  ]);
}

/** What the agent of a row did with the option of the row, in the whole run. */
function didCells(
  ledger: ReadonlyMap<string, Entry>,
  options: readonly string[],
  row: readonly LedgerCell[],
): readonly LedgerCell[] {
  const { counts, last } = ledger.get(String(row[AGENT])) ?? newEntry(options);
  const option = options.indexOf(String(row[OPTION]));
  const decisions = counts.reduce((sum, count) => sum + count, 0);
  return [counts[option] ?? 0, decisions, last?.[option] ?? ''];
}

const AGENT = LEDGER_COLUMNS.indexOf('agent');
const OPTION = LEDGER_COLUMNS.indexOf('option');

/** What an agent did: how often it chose each option, and the distribution it drew from last. */
interface Entry {
  readonly counts: number[];
  last?: readonly number[];
}

function newEntry(options: readonly string[]): Entry {
  return { counts: options.map(() => 0) };
}

function tally(ledger: ReadonlyMap<string, Entry>, options: readonly string[], event: Event): void {
  if (event.type !== 'decision-made' || event.agent === undefined) return;
  const entry = ledger.get(event.agent);
  const option = options.indexOf(String(event.data['option']));
  if (entry === undefined || option < 0) return;
  entry.counts[option] = (entry.counts[option] ?? 0) + 1;
  const probabilities = event.data['probabilities'];
  if (Array.isArray(probabilities)) entry.last = probabilities as readonly number[];
}

async function writeTable(folder: string, name: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  await writeFileAtomic(join(folder, name), stringify(rows as unknown[][]));
}
