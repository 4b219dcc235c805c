import { MEAN_FIELD, type ConditionSummary, type RunRecord, type StudySummary } from '../spec/index.js';
import { csvText, type CsvCell } from './csv-text.js';

const HEAD = ['condition', 'arm', 'seed', 'measure', 'time', 'value'];

/**
 * `series.csv`, part by part, a part a run: one row a run, time series and time, at the times by which the summary knows its
 * means. What is missing is an empty cell; the course of the mean field has no seed, for it is no run. Parts and not a whole,
 * since it may be longer than a text can be.
 */
export function* seriesTable(
  summary: Pick<StudySummary, 'conditions'>,
  records: readonly RunRecord[],
): Iterable<string> {
  yield csvText([HEAD]);
  for (const condition of summary.conditions) {
    for (const record of records) if (record.condition === condition.name) yield* partOf(rowsOf(record, condition));
    yield* partOf(withoutRuns(condition));
  }
}

function* partOf(rows: readonly (readonly CsvCell[])[]): Iterable<string> {
  if (rows.length > 0) yield csvText(rows);
}

function rowsOf({ condition, arm, seed, series }: RunRecord, { arms }: ConditionSummary): readonly CsvCell[][] {
  const known = arms.find(({ name }) => name === arm)?.series ?? {};
  return Object.entries(series).flatMap(([measure, values]) =>
    (known[measure]?.times ?? []).map((time, at) => [condition, arm, seed, measure, time, values[at] ?? null]),
  );
}

function withoutRuns({ name, meanField }: ConditionSummary): readonly CsvCell[][] {
  return Object.entries(meanField?.series ?? {}).flatMap(([measure, { times, values }]) =>
    times.map((time, at) => [name, MEAN_FIELD, null, measure, time, values[at] ?? null]),
  );
}
