import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { runsParquet } from '../../../src/report/parquet.js';
import type { RunRecord } from '../../../src/spec/index.js';

function record(seed: number, values: RunRecord['values'], missing: RunRecord['missing'] = {}): RunRecord {
  return {
    condition: 'default',
    arm: 'interacting',
    seed,
    activations: 10,
    ending: 'the horizon was reached',
    values,
    missing,
    series: {},
    decisions: 20,
    failures: { refused: 1, malformed: 2 },
  };
}

describe('runsParquet', () => {
  it('should give back every row, numbers as numbers, what is missing as null with its reason', async () => {
    const bytes = await runsParquet([
      record(1_000_000, { order: 0.25, winner: 'Q' }),
      record(1_000_001, { order: null, winner: 'M' }, { order: 'nobody chose' }),
    ]);
    const rows = await parquetReadObjects({ file: bytes.buffer as ArrayBuffer });

    expect(rows).toEqual([
      {
        condition: 'default',
        arm: 'interacting',
        seed: 1_000_000,
        activations: 10,
        ending: 'the horizon was reached',
        decisions: 20,
        failed_decisions: 3,
        order: 0.25,
        winner: 'Q',
        missing: '',
      },
      expect.objectContaining({ seed: 1_000_001, order: null, winner: 'M', missing: 'order: nobody chose' }),
    ]);
  });

  it('should be the same bytes for the same rows', async () => {
    const rows = [record(1, { order: 0.5 })];

    expect(await runsParquet(structuredClone(rows))).toEqual(await runsParquet(rows));
  });

  it('should hold a column of which every value is missing', async () => {
    const bytes = await runsParquet([record(1, { order: null }, { order: 'nobody chose' })]);
    const [row] = await parquetReadObjects({ file: bytes.buffer as ArrayBuffer });

    expect(row).toMatchObject({ order: null });
  });
});
