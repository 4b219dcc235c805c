import { bootstrapMean, mean, wilson } from '../../foundation/statistics/index.js';
import type {
  Chances,
  Estimate,
  FittedCurve,
  Json,
  MeasureColumn,
  RunRecord,
  Scenario,
  StudyFit,
} from '../../spec/index.js';
import { committedShare } from './committed-share.js';

/** A condition of a study as fits see it. */
export interface ScannedCondition {
  readonly name: string;
  readonly scenario: Pick<Scenario, 'agents' | 'measures'>;
  readonly levels?: { readonly [factor: string]: Json };
}

/** A run that has the outcome. */
export interface ScannedRun {
  readonly seed: number;
  /** Where it stands on the axis of the fit. */
  readonly x: number;
  readonly y: number;
}

/** The conditions that differ in the scanned factor alone, with their runs. */
export interface Scan {
  readonly levels: FittedCurve['levels'];
  readonly name: string;
  readonly column: MeasureColumn;
  readonly points: FittedCurve['points'];
  readonly runs: readonly ScannedRun[];
}

/** One scan for each combination of the levels of the other factors, in the order of the conditions. */
export function scansOf(
  fit: StudyFit,
  conditions: readonly ScannedCondition[],
  { records, chances }: { readonly records: readonly RunRecord[]; readonly chances: Chances },
): readonly Scan[] {
  const groups = new Map<string, ScannedCondition[]>();
  for (const condition of conditions) {
    const key = JSON.stringify(Object.entries(othersOf(fit, condition)));
    groups.set(key, [...(groups.get(key) ?? []), condition]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [ScannedCondition];
    const levels = othersOf(fit, first);
    const placed = group
      .map((condition) => ({ condition, x: placeOf(fit, condition) }))
      .toSorted((one, other) => one.x - other.x);
    const column = columnOf(fit, first);
    const each = placed.map(({ condition, x }) => {
      const rows = records.filter((row) => row.condition === condition.name && row.arm === fit.arm);
      const runs = rows.flatMap(({ seed, values }): readonly ScannedRun[] => {
        const y = values[fit.outcome];
        return typeof y === 'number' ? [{ seed, x, y }] : [];
      });
      const outcome = estimateOf(runs, column, () => chances('fit', fit.kind, fit.outcome, condition.name));
      return { runs, point: { x, outcome, missing: rows.length - runs.length } };
    });
    return {
      levels,
      name: nameOf(levels),
      column,
      points: each.map(({ point }) => point),
      runs: each.flatMap(({ runs }) => runs),
    };
  });
}

/** Levels of the factors that are not scanned. */
function othersOf({ factor }: StudyFit, { levels = {} }: ScannedCondition): FittedCurve['levels'] {
  return Object.fromEntries(Object.entries(levels).filter(([name]) => name !== factor)) as FittedCurve['levels'];
}

function nameOf(levels: FittedCurve['levels']): string {
  const named = Object.entries(levels).map(
    ([factor, level]) => `${factor} ${typeof level === 'string' ? level : JSON.stringify(level)}`,
  );
  return named.length === 0 ? 'all conditions' : named.join(', ');
}

function placeOf(fit: StudyFit, { scenario, levels = {} }: ScannedCondition): number {
  return fit.kind === 'critical-mass' ? committedShare(scenario.agents) : Number(levels[fit.factor]);
}

/** @throws where the scenario does not have it, which is refused before a study begins. */
function columnOf({ outcome }: StudyFit, { scenario }: ScannedCondition): MeasureColumn {
  const columns = scenario.measures.flatMap((measure) => Object.entries(measure.columns));
  const found = columns.find(([name]) => name === outcome)?.[1];
  if (found === undefined) throw new Error(`no measure has the column "${outcome}"`);
  return found;
}

function estimateOf(
  runs: readonly ScannedRun[],
  { proportion }: MeasureColumn,
  chance: () => ReturnType<Chances>,
): Estimate {
  const values = runs.map(({ y }) => y);
  const n = values.length;
  const method = proportion === true ? 'Wilson 95 %' : 'bootstrap over runs 95 %';
  if (n === 0) return { value: null, low: null, high: null, n, method, note: 'no run has it' };
  const value = mean(values);
  const interval =
    proportion === true ? wilson(value * n, n) : bootstrapMean(values, { chance: chance(), resamples: 1000 });
  return { value, low: interval.low, high: interval.high, n, method };
}
