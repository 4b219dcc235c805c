import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { writeFileAtomic } from '../foundation/storage/index.js';
import type { Event, RunPlan, RunRecord } from '../spec/index.js';
import { readJournal } from './journal/codec.js';

type Priors = { readonly [agent: string]: readonly number[] };

/**
 * Writes the tables of a finished run folder from its journal: `agents.csv` (who took part), `metrics.csv` (what was
 * measured) and `ledger.csv` (each agent's prior beside what it did, and the distribution of its last decision). A
 * missing value is empty, with its reason.
 */
export async function runTables(folder: string, plan: RunPlan, record: RunRecord, priors: Priors): Promise<void> {
  const { options } = plan.scenario;
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
  await writeTable(folder, 'ledger.csv', [
    ['agent', 'option', 'prior', 'chosen', 'decisions', 'probability_last'],
    ...plan.agents.flatMap(({ id }) => {
      const { counts, last } = ledger.get(id) ?? newEntry(options);
      const decisions = counts.reduce((sum, count) => sum + count, 0);
      const prior = priors[id];
      return options.map((option, index) => [
        id,
        option,
        prior?.[index] ?? '',
        counts[index] ?? 0,
        decisions,
        last?.[index] ?? '',
      ]);
    }),
  ]);
}

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
