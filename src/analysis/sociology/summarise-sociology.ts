import { mean, tQuantile, variance } from '../../foundation/statistics/index.js';
import type {
  ArmSummary,
  Estimate,
  RunRecord,
  Scenario,
  SociologyDeclaration,
  SociologyFigure,
  SociologyPart,
} from '../../spec/index.js';

/** What one arm showed of the life between agents, by each measure that tells of it; nothing where none does. */
export function sociologyOf(
  { measures }: Pick<Scenario, 'measures'>,
  records: readonly RunRecord[],
  measured: ArmSummary['measures'],
): Pick<ArmSummary, 'sociology'> {
  const found = measures.flatMap(({ name, columns, sociology }): SociologyPart[] => {
    if (sociology === undefined) return [];
    const { topic, title, note } = sociology;
    const estimateOf = (column: string): Estimate => (measured[column] ?? notMeasured(column)).mean;
    return [
      {
        measure: name,
        topic,
        title,
        note,
        sentence: records.length === 0 ? null : sociology.sentence(estimateOf, records.length),
        columns: Object.keys(columns),
        ...partsOf(name, sociology, records),
      },
    ];
  });
  return found.length === 0 ? {} : { sociology: found };
}

function notMeasured(column: string): never {
  throw new Error(`"${column}" is no column of this scenario's measures`);
}

type Cases = NonNullable<RunRecord['cases']>[string];

function partsOf(
  measure: string,
  { parts }: SociologyDeclaration,
  records: readonly RunRecord[],
): Pick<SociologyPart, 'parts'> {
  if (parts === undefined) return {};
  const { title, keys, figures } = parts;
  const rows = new Map<string, { of: string[]; cases: Cases }>();
  for (const { cases } of records) {
    for (const one of cases?.[measure] ?? []) {
      const of = Object.keys(keys).map((field) => String(one[field]));
      const row = rows.get(JSON.stringify(of)) ?? { of, cases: [] };
      rows.set(JSON.stringify(of), row);
      row.cases.push(one);
    }
  }
  const values = (cases: Cases): Record<string, Estimate> =>
    Object.fromEntries(Object.entries(figures).map(([field, about]) => [field, overRuns(cases, field, about)]));
  return {
    parts: {
      title,
      keys: Object.values(keys),
      figures: { ...figures },
      rows: [...rows.values()].map(({ of, cases }) => ({ of, values: values(cases) })),
    },
  };
}

/** Mean over runs with Student's interval, within the range of the figure. */
function overRuns(cases: Cases, field: string, { range = [-Infinity, Infinity] }: SociologyFigure): Estimate {
  const values = cases.map((one) => one[field]).filter((value) => typeof value === 'number');
  const n = values.length;
  const method = 'Student over runs 95 %';
  if (n === 0) return { value: null, low: null, high: null, n, method, note: 'no run has it' };
  const centre = mean(values);
  if (n === 1) return { value: centre, low: null, high: null, n, method, note: 'one run has no interval' };
  const spread = variance(values);
  // What differs by rounding alone is the same.
  if (spread < 1e-20 * Math.max(1, centre ** 2)) return { value: centre, low: centre, high: centre, n, method };
  const half = tQuantile(0.975, n - 1) * Math.sqrt(spread / n);
  return { value: centre, low: Math.max(range[0], centre - half), high: Math.min(range[1], centre + half), n, method };
}
