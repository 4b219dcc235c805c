import type { RunRecord } from '../spec/index.js';
import { seatsInWords } from './tables.js';

/** A column of a table, all of one type; `null` is a missing value. */
interface Column {
  readonly name: string;
  readonly data: (number | string | null)[];
  readonly type: 'DOUBLE' | 'STRING';
}

/**
 * `runs.parquet`: the rows of `runs.csv` as Apache Parquet, one row a run. Columns of numbers are doubles and all others
 * texts; what is missing is null, and its reason stands in `missing`.
 */
export async function runsParquet(records: readonly RunRecord[]): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  return new Uint8Array(parquetWriteBuffer({ columnData: columnsOf(records) }));
}

function columnsOf(records: readonly RunRecord[]): Column[] {
  const names = [...new Set(records.flatMap(({ values }) => Object.keys(values)))];
  const column = (name: string, of: (record: RunRecord) => number | string | null): Column => {
    const data = records.map(of);
    const texts = data.some((value) => typeof value === 'string');
    return {
      name,
      data: texts ? data.map((value) => (value === null ? null : String(value))) : data,
      type: texts ? 'STRING' : 'DOUBLE',
    };
  };
  return [
    column('condition', ({ condition }) => condition),
    column('arm', ({ arm }) => arm),
    column('seed', ({ seed }) => seed),
    column('activations', ({ activations }) => activations),
    column('ending', ({ ending }) => ending),
    column('decisions', ({ decisions }) => decisions),
    column('failed_decisions', ({ failures }) => Object.values(failures).reduce((sum, count) => sum + count, 0)),
    ...names.map((name) => column(name, ({ values }) => values[name] ?? null)),
    column('missing', ({ missing }) =>
      Object.entries(missing)
        .map(([name, reason]) => `${name}: ${reason}`)
        .join('; '),
    ),
    ...(records.some(({ minds }) => minds !== undefined) ? [column('minds', seatsInWords)] : []),
  ];
}
