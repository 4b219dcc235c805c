import { figure, type FindingsTable, type RunRecord } from 'mesocosm';

/** Runs of an arm. */
interface ArmRuns {
  readonly name: string;
  readonly records: readonly RunRecord[];
}

/**
 * How many runs of each arm came to agree, and when: the median over all runs, those that never agreed included, so it is not
 * known where most did not. Where no arm ran there is no table.
 */
export function consensusTable(arms: readonly ArmRuns[], sweeps: number): readonly FindingsTable[] {
  const ran = arms.filter(({ records }) => records.length > 0);
  if (ran.length === 0) return [];
  return [
    {
      name: 'consensus',
      title: 'How many runs came to agree, and when',
      sentence: null,
      head: ['arm', 'runs', 'were unanimous once', 'are unanimous at the end', 'median time to the first, sweeps'],
      rows: ran.map(({ name, records }) => rowOf(name, records, sweeps)),
      note:
        'A first unanimity may be lost again: what lasts is told by the lasting order. The median is over all runs, and one that ' +
        `never agreed counts as later than ${sweeps} sweeps.`,
    },
  ];
}

function rowOf(name: string, records: readonly RunRecord[], sweeps: number): string[] {
  const times = records.map(({ values }) => values['first_unanimity']).map((time) => Number(time ?? Infinity));
  const once = times.filter(Number.isFinite).length;
  const last = records.filter(({ values }) => values['final_order'] === 1).length;
  const middle = medianOf(times);
  return [
    name,
    String(records.length),
    `${once} of ${records.length}`,
    `${last} of ${records.length}`,
    Number.isFinite(middle) ? figure(middle) : `later than ${sweeps}`,
  ];
}

/** The middle value, or of an even number the later of the two in the middle. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Infinity;
}
