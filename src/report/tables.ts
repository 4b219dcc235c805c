import { MEAN_FIELD, type Estimate, type RunRecord, type StudySummary } from '../spec/index.js';

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

/** Which mind decided for each agent of a run: `agent-1=claude; agent-2=llama`. */
export function seatsInWords({ minds = {} }: RunRecord): string {
  return Object.entries(minds)
    .map(([agent, mind]) => `${agent}=${mind}`)
    .join('; ');
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

/** `codings.csv`: one row a condition, arm and code. */
export async function codingsTable({ conditions }: StudySummary): Promise<string> {
  const ends = ({ value, low, high }: Estimate): Cell[] => [value, low, high].map(orEmpty);
  const rows = conditions.flatMap(({ name, codings = [] }) =>
    codings.map((one): Cell[] => [
      name,
      one.arm,
      one.code,
      one.by,
      one.trusted ?? '',
      ...ends(one.coded),
      ...ends(one.corrected),
      one.errors,
      ...[one.sensitivity, one.specificity].map(orEmpty),
      ...ends(one.alpha),
      one.things,
      one.twice,
      one.coded.n,
      one.corrected.note ?? '',
    ]),
  );
  return csv([CODINGS_HEAD, ...rows]);
}

const CODINGS_HEAD = ['condition', 'arm', 'code', 'by', 'trusted', 'coded', 'coded_low', 'coded_high', 'corrected', 'corrected_low', 'corrected_high', 'errors', 'sensitivity', 'specificity', 'alpha', 'alpha_low', 'alpha_high', 'things', 'coded_twice', 'runs', 'note']; // prettier-ignore

const FITS_HEAD = ['kind', 'factor', 'outcome', 'arm', 'horizon', 'horizon_unit', 'curve', 'status', 'side', 'figure', 'value', 'low', 'high', 'runs']; // prettier-ignore

/** Rows of cells as CSV. */
export async function plainTable(rows: readonly (readonly Cell[])[]): Promise<string> {
  return csv(rows);
}

/** `information.csv`: one row a condition and measure of information. */
export async function informationTable({ conditions }: StudySummary): Promise<string> {
  const rows = conditions.flatMap(({ name, information }) =>
    (information?.measures ?? []).map((measure): Cell[] => {
      const { value, bounds, crossRun, adjusted, verdict } = measure;
      return [
        ...[name, measure.name, value.value, value.low, value.high, value.n, bounds?.low, bounds?.high].map(orEmpty),
        ...[crossRun?.mean, crossRun?.p, adjusted, measure.identity?.mean].map(orEmpty),
        verdict,
      ];
    }),
  );
  const head = ['condition', 'measure', 'bits', 'low', 'high', 'runs', 'bound_low', 'bound_high'];
  return csv([[...head, 'never_met', 'p', 'p_adjusted', 'identity_shuffled', 'verdict'], ...rows]);
}

/** `variance.csv`: one row a decomposition and term; those across conditions have no condition. */
export async function varianceTable({ conditions, variance = [] }: StudySummary): Promise<string> {
  const all = [
    ...conditions.flatMap(({ name, variance: own }) => (own === undefined ? [] : [{ condition: name, own }])),
    ...variance.map((own) => ({ condition: '', own })),
  ];
  const rows = all.flatMap(({ condition, own: { over, unit, terms } }) =>
    terms.map(({ term, groups, component, share, overRuns, overPopulations, added }): Cell[] => {
      const ends = [overRuns?.low, overRuns?.high, overPopulations?.low, overPopulations?.high];
      const figures = [groups, component, share, ...ends, added?.inSample, added?.crossValidated];
      return [condition, over, unit, term, ...figures.map(orEmpty)];
    }),
  );
  const head = ['condition', 'over', 'unit', 'term', 'groups', 'component', 'share', 'low', 'high'];
  return csv([[...head, 'population_low', 'population_high', 'added_in_sample', 'added_held_out'], ...rows]);
}

function orEmpty(cell: Cell | null | undefined): Cell {
  return cell ?? '';
}

async function csv(rows: readonly (readonly Cell[])[]): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  return stringify(rows as Cell[][]);
}
