import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { usageBy, type CallRecord, type UsageRow } from '../model/index.js';
import { CallLine, recordedLines, STUDY_FILES } from '../study/index.js';
import type { Found } from './_internals/find-study.js';
import { printJson } from './_internals/print-json.js';
import type { Terminal } from './terminal.js';

const HEAD = ['calls', 'answered', 'failed', 'prompt tokens', 'completion tokens', 'not known', 'seconds'];

/**
 * Prints the model calls of a study, summed up by the run, the agent or the purpose that asked first.
 *
 * @throws MesocosmError (usage) when it is a run, or its calls cannot be read.
 */
export async function showUsage(
  { kind, folder }: Found,
  by: 'run' | 'agent' | 'purpose',
  { terminal, json }: { readonly terminal: Terminal; readonly json: boolean },
): Promise<void> {
  if (kind === 'run') {
    const remedy = 'name the folder of the study, two above';
    throw userError({
      kind: 'usage',
      what: 'calls are recorded with the study and not with a run',
      where: folder,
      remedy,
    });
  }
  const rows = usageBy(
    (await recordedLines(join(folder, STUDY_FILES.calls), CallLine)) as unknown as readonly CallRecord[],
    by,
  );
  if (json) return printJson(terminal, { status: 'done', data: { by, rows } });
  if (rows.length === 0) return terminal.result('No model was asked.');
  for (const line of table([[by, ...HEAD], ...rows.map(cells)])) terminal.result(line);
}

function cells(row: UsageRow): readonly string[] {
  const { name, calls, answered, failed, promptTokens, completionTokens, unknown, milliseconds } = row;
  const numbers = [calls, answered, failed, promptTokens, completionTokens, unknown, Math.round(milliseconds / 1000)];
  return [name ?? 'none', ...numbers.map(String)];
}

/** Columns that are as wide as what stands in them, numbers to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  );
}
