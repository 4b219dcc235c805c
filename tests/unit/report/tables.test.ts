import { describe, expect, it } from 'vitest';
import { metricsTable, runsTable } from '../../../src/report/tables.js';
import { summaryExample } from '../../support/study-summary.js';
import { runRecord } from '../../support/run-records.js';

/** Reads CSV as RFC 4180 has it, independently of what wrote it. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < csv.length; at += 1) {
    const letter = csv[at] as string;
    if (quoted && letter === '"' && csv[at + 1] === '"') {
      cell += letter;
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === ',' || letter === '\n')) {
      (rows.at(-1) as string[]).push(cell);
      cell = '';
      if (letter === '\n') rows.push([]);
    } else cell += letter;
  }
  return rows.slice(0, -1);
}

/** Rows as objects, by the names of the first row. */
function table(csv: string): Record<string, string>[] {
  const [head = [], ...rows] = read(csv);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? 'NO CELL'])));
}

describe('runsTable', () => {
  it('should have one row a run and one column a measure', async () => {
    const csv = await runsTable([
      runRecord({ values: { order: 0.5, winner: 'Q' }, failures: { malformed: 2, refused: 1 } }),
      runRecord({ arm: 'isolated', seed: 7, values: { order: 1, winner: 'M' }, activations: 3, decisions: 6 }),
    ]);

    expect(table(csv)).toEqual([
      {
        condition: 'default',
        arm: 'interacting',
        seed: '1000000',
        activations: '10',
        ending: 'the horizon was reached',
        decisions: '10',
        failed_decisions: '3',
        order: '0.5',
        winner: 'Q',
        missing: '',
      },
      expect.objectContaining({
        arm: 'isolated',
        seed: '7',
        decisions: '6',
        failed_decisions: '0',
        order: '1',
        winner: 'M',
      }),
    ]);
  });

  it('should leave a missing value empty and give its reason', async () => {
    const record = runRecord({
      values: { order: null, time: null },
      missing: { order: 'nobody gave an opinion', time: 'never unanimous' },
    });

    expect(table(await runsTable([record]))[0]).toMatchObject({
      order: '',
      time: '',
      missing: 'order: nobody gave an opinion; time: never unanimous',
    });
  });

  it('should have the columns of all arms, empty where an arm does not have them', async () => {
    const csv = await runsTable([runRecord({ values: { a: 1 } }), runRecord({ values: { b: 2 } })]);

    expect(table(csv).map(({ a, b }) => [a, b])).toEqual([
      ['1', ''],
      ['', '2'],
    ]);
  });

  it.each(['a, b', 'he said "no"', 'two\nlines', '"', ',', ' spaces '])('should quote %j', async (text) => {
    const record = runRecord({ condition: text, ending: text, values: { word: text } });

    expect(table(await runsTable([record]))[0]).toMatchObject({ condition: text, ending: text, word: text });
  });

  it('should write numbers in full', async () => {
    const record = runRecord({ values: { third: 1 / 3, tiny: 1e-9 } });

    expect(table(await runsTable([record]))[0]).toMatchObject({ third: String(1 / 3), tiny: '1e-9' });
  });

  it('should be a head alone without runs', async () => {
    expect(read(await runsTable([]))).toHaveLength(1);
  });
});

describe('metricsTable', () => {
  it('should have one row a condition, arm and measure', async () => {
    expect(table(await metricsTable(summaryExample))).toEqual([
      {
        condition: 'default',
        arm: 'interacting',
        measure: 'order',
        mean: '0.6',
        low: '0.5',
        high: '0.7',
        median: '0.6',
        runs: '40',
        missing_runs: '0',
      },
      {
        condition: 'default',
        arm: 'interacting',
        measure: 'consensus_time',
        mean: '',
        low: '',
        high: '',
        median: '',
        runs: '0',
        missing_runs: '40',
      },
    ]);
  });
});
