import type { RunRecord, StudySummary } from '../spec/index.js';

type Cell = string | number;

/**
 * `runs.csv`: one row a run, one column a measure; a missing value is empty, and its reason stands in `missing`. Where
 * the study has several minds, `minds` says which of them decided for each agent.
 */
export async function runsTable(records: readonly RunRecord[]): Promise<string> {
  const columns = [...new Set(records.flatMap(({ values }) => Object.keys(values)))];
  const several = records.some(({ minds }) => minds !== undefined);
  const after = ['missing', ...(several ? ['minds'] : [])];
  return csv([
    ['condition', 'arm', 'seed', 'activations', 'ending', 'decisions', 'failed_decisions', ...columns, ...after],
    ...records.map((record): Cell[] => [
      record.condition,
      record.arm,
      record.seed,
      record.activations,
      record.ending,
      record.decisions,
      Object.values(record.failures).reduce((sum, count) => sum + count, 0),
      ...columns.map((column) => record.values[column] ?? ''),
      Object.entries(record.missing)
        .map(([column, reason]) => `${column}: ${reason}`)
        .join('; '),
      ...(several ? [seatsInWords(record)] : []),
    ]),
  ]);
}

/** `agent-1=claude; agent-2=llama`. */
function seatsInWords({ minds = {} }: RunRecord): string {
  return Object.entries(minds)
    .map(([agent, mind]) => `${agent}=${mind}`)
    .join('; ');
}

/** `metrics.csv`: one row a condition, arm and measure, with its interval over runs. */
export async function metricsTable(summary: StudySummary): Promise<string> {
  const rows = summary.conditions.flatMap(({ name, arms }) =>
    arms.flatMap((arm) =>
      Object.entries(arm.measures).map(([column, { mean, median, missing }]): Cell[] => [
        name,
        arm.name,
        column,
        mean.value ?? '',
        mean.low ?? '',
        mean.high ?? '',
        median ?? '',
        mean.n,
        Object.values(missing).reduce((sum, count) => sum + count, 0),
      ]),
    ),
  );
  return csv([['condition', 'arm', 'measure', 'mean', 'low', 'high', 'median', 'runs', 'missing_runs'], ...rows]);
}

async function csv(rows: readonly (readonly Cell[])[]): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  return stringify(rows as Cell[][]);
}
