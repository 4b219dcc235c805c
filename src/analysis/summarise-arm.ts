import {
  boundsWithMissing,
  bootstrapMean,
  mean,
  median,
  normalMean,
  wilson,
  type Interval,
} from '../foundation/statistics/index.js';
import { optionGroups } from './theory/option-groups.js';
import { sociologyOf } from './sociology/summarise-sociology.js';
import type { Arm, ArmSummary, Chances, MeasureColumn, Outcome, RunRecord, Scenario } from '../spec/index.js';

/** What one arm gave: winners, endings, measures and trajectories over its runs. */
export function summariseArm(given: {
  readonly arm: Pick<Arm, 'name' | 'removes' | 'labels'>;
  readonly scenario: Scenario;
  readonly records: readonly RunRecord[];
  readonly unfinished?: { readonly [reason: string]: number } | undefined;
  readonly chances: Chances;
}): ArmSummary {
  const { arm, scenario, records, chances } = given;
  const measured = measures(scenario, records, chances);
  return {
    name: arm.name,
    removes: arm.removes,
    ...(arm.labels === undefined ? {} : { labels: arm.labels }),
    runs: records.length,
    unfinished: { ...given.unfinished },
    winners: winners(scenario, records),
    endings: tally(records.map(({ ending }) => ending)),
    measures: measured,
    ...sociologyOf(scenario, records, measured),
    series: series(scenario, records),
    decisions: records.reduce((sum, { decisions }) => sum + decisions, 0),
    failures: failures(records),
  };
}

/** Failed decisions by kind, over runs. */
export function failures(records: readonly RunRecord[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const record of records) {
    for (const [kind, count] of Object.entries(record.failures)) all[kind] = (all[kind] ?? 0) + count;
  }
  return all;
}

/** Runs won by each option or group of options, where the scenario's measures say who won. */
function winners(scenario: Scenario, records: readonly RunRecord[]): Record<string, number> {
  return Object.fromEntries(
    winnerColumns(scenario).flatMap(({ title, column }) => {
      const values = records.map(({ values: row }) => row[column]).filter((value) => typeof value === 'number');
      return values.length === 0 ? [] : [[title, values.reduce((sum, value) => sum + value, 0)]];
    }),
  );
}

function winnerColumns(scenario: Scenario): readonly { readonly title: string; readonly column: string }[] {
  const choice = scenario.outcomes.find(
    (outcome): outcome is Extract<Outcome, { kind: 'choice' }> => outcome.kind === 'choice',
  );
  if (choice === undefined) return scenario.options.map((option) => ({ title: option, column: `winner_${option}` }));
  return optionGroups(scenario, choice).map(({ title }, place) => ({ title, column: choice.columns[place] ?? '' }));
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function measures(scenario: Scenario, records: readonly RunRecord[], chances: Chances): ArmSummary['measures'] {
  const columns = scenario.measures.flatMap((measure) => Object.entries(measure.columns));
  return Object.fromEntries(
    columns.map(([column, about]) => {
      const { title, unit, when, headline, proportion } = about;
      const values = records.map(({ values: row }) => row[column]).filter((value) => typeof value === 'number');
      const reasons = records
        .filter(({ values: row }) => row[column] === null)
        .map(({ missing }) => missing[column] ?? 'no reason given');
      const n = values.length;
      const method = proportion === true ? 'Wilson 95 %' : 'bootstrap over runs 95 %';
      const resampled = (): Interval => bootstrapMean(values, { chance: chances('measure', column), resamples: 1000 });
      const successes = values.reduce((sum, value) => sum + value, 0);
      const interval = n === 0 ? null : proportion === true ? wilson(successes, n) : resampled();
      const estimate =
        interval === null
          ? { value: null, low: null, high: null, n, method, note: 'no run has it' }
          : { value: mean(values), low: interval.low, high: interval.high, n, method };
      return [
        column,
        {
          title,
          unit,
          ...(when === undefined ? {} : { when }),
          ...(headline === undefined ? {} : { headline }),
          mean: estimate,
          median: n === 0 ? null : median(values),
          ...boundsOf(column, about, records),
          missing: tally(reasons),
        },
      ];
    }),
  );
}

/** How far what is missing could move the mean; nothing where nothing is missing, or where values have no known range. */
function boundsOf(
  column: string,
  { range, proportion }: MeasureColumn,
  records: readonly RunRecord[],
): Pick<ArmSummary['measures'][string], 'bounds'> {
  const [low, high] = range ?? (proportion === true ? [0, 1] : [null, null]);
  if (low === null || high === null) return {};
  const runs = records.flatMap(({ seed, values, decided }) => {
    const value = values[column];
    if (value === undefined || typeof value === 'string') return [];
    const counts = value === null ? { made: 0, missing: 1 } : decided?.[column];
    return [{ run: String(seed), mean: value, ...counts }];
  });
  const missing = runs.some((run) => run.mean === null || (run.missing ?? 0) > 0);
  return missing ? { bounds: boundsWithMissing(runs, { low, high }).bounds } : {};
}

function series(scenario: Scenario, records: readonly RunRecord[]): ArmSummary['series'] {
  const names = [...new Set(records.flatMap((record) => Object.keys(record.series)))];
  const grids = scenario.measures.flatMap(({ grid }) => (grid === undefined ? [] : [grid]));
  return Object.fromEntries(
    names.flatMap((name) => {
      const rows = records.flatMap((record) => (record.series[name] === undefined ? [] : [record.series[name]]));
      const grid =
        grids.find(({ series: named }) => named?.includes(name) === true) ??
        grids.find(({ times }) => times.length === rows[0]?.length);
      if (grid === undefined) return [];
      const points = grid.times.map((_, index) =>
        rows.map((row) => row[index] ?? null).filter((value) => value !== null),
      );
      const band = points.map((values) =>
        values.length === 0 ? null : { centre: mean(values), ...normalMean(values) },
      );
      return [
        [
          name,
          {
            axis: grid.title,
            times: [...grid.times],
            mean: band.map((point) => point?.centre ?? null),
            low: band.map((point) => point?.low ?? null),
            high: band.map((point) => point?.high ?? null),
          },
        ],
      ];
    }),
  );
}
