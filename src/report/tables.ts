import { MEAN_FIELD, type Estimate, type RunRecord, type StudySummary } from '../spec/index.js';

type Cell = string | number;

/** `runs.csv`: one row a run, one column a measure; a missing value is empty, and its reason stands in `missing`. */
export async function runsTable(records: readonly RunRecord[]): Promise<string> {
  const columns = [...new Set(records.flatMap(({ values }) => Object.keys(values)))];
  return csv([
    ['condition', 'arm', 'seed', 'activations', 'ending', 'decisions', 'failed_decisions', ...columns, 'missing'],
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
    ]),
  ]);
}

/** `metrics.csv`: one row a condition, arm and measure, with its interval over runs. */
export async function metricsTable(summary: StudySummary): Promise<string> {
  const rows = summary.conditions.flatMap(({ name, arms, meanField }) => [
    ...arms.flatMap((arm) =>
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
    // It has no runs, and so no interval.
    ...Object.entries(meanField?.values ?? {}).map(([column, { value }]): Cell[] => [
      name,
      MEAN_FIELD,
      column,
      value,
      '',
      '',
      '',
      0,
      0,
    ]),
  ]);
  return csv([['condition', 'arm', 'measure', 'mean', 'low', 'high', 'median', 'runs', 'missing_runs'], ...rows]);
}

/** `fits.csv`: one row a fitted curve and figure, and one for each difference of two directions. */
export async function fitsTable({ fits = [] }: Pick<StudySummary, 'fits'>): Promise<string> {
  const rows = fits.flatMap(({ kind, factor, outcome, arm, horizon, curves, gap }) => {
    const about: Cell[] = [kind, factor, outcome, arm, horizon?.time ?? '', horizon?.unit ?? ''];
    const figures = ({ value, low, high, n }: Estimate): Cell[] => [value ?? '', low ?? '', high ?? '', n];
    return [
      ...curves.flatMap(({ name, status, side = '', figures: all }) =>
        Object.entries(all).map(([figure, { estimate }]) => [
          ...about,
          name,
          status,
          side,
          figure,
          ...figures(estimate),
        ]),
      ),
      ...(gap === undefined
        ? []
        : [
            [
              ...about,
              `${gap.first} less ${gap.second}`,
              gap.estimate.value === null ? 'failed' : 'found',
              '',
              'gap',
              ...figures(gap.estimate),
            ],
          ]),
    ];
  });
  return csv([FITS_HEAD, ...rows]);
}

const FITS_HEAD = ['kind', 'factor', 'outcome', 'arm', 'horizon', 'horizon_unit', 'curve', 'status', 'side', 'figure', 'value', 'low', 'high', 'runs']; // prettier-ignore

async function csv(rows: readonly (readonly Cell[])[]): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  return stringify(rows as Cell[][]);
}
