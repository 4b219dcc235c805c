import { MEAN_FIELD, type ConditionSummary, type MeanFieldSummary, type OutcomeSummary } from '../spec/index.js';
import type { IntervalPoint } from './charts.js';
import { number } from './format.js';
import type { Block } from './section.js';
import type { SeriesPoint } from './chart-specs.js';

type Given = MeanFieldSummary | undefined;

/** Its value of an outcome, beside the arms: one number without an interval. */
export function meanFieldPoint({ meanField }: ConditionSummary, { column }: OutcomeSummary): readonly IntervalPoint[] {
  const value = meanField?.values[column]?.value;
  return value === undefined ? [] : [{ name: MEAN_FIELD, value, low: value, high: value, role: 'reference' }];
}

/** Its course, beside those of the arms. */
export function meanFieldLine(
  meanField: Given,
  series: string,
): readonly { readonly name: string; readonly points: SeriesPoint[] }[] {
  const found = meanField?.series[series];
  if (found === undefined) return [];
  const points = found.times.flatMap((time, index) => {
    const mean = found.values[index];
    return mean === undefined ? [] : [{ time, mean, low: mean, high: mean }];
  });
  return [{ name: MEAN_FIELD, points }];
}

/** Its row in the table of what arms do. */
export function meanFieldRow(meanField: Given): string[][] {
  return meanField === undefined ? [] : [[MEAN_FIELD, meanField.removes, 'none', 'see below', 'integrated']];
}

/** Its column in the table of measures. */
export function meanFieldHead(meanField: Given): readonly string[] {
  return meanField === undefined ? [] : [MEAN_FIELD];
}

export function meanFieldCell(meanField: Given, column: string): readonly string[] {
  if (meanField === undefined) return [];
  const value = meanField.values[column]?.value;
  return [value === undefined ? 'not defined' : number(value)];
}

/** How to read it. */
export function meanFieldNote(meanField: Given): readonly Block[] {
  if (meanField === undefined) return [];
  const text =
    `The mean field is what an unboundedly large population of the same policy does: ${meanField.sentence} It was integrated from ` +
    `the policy in ${number(meanField.situations)} situations, has no agents, no seeds and no chance, and so is one deterministic ` +
    'value without an interval; common random numbers do not apply to it. Where runs differ from it, chance in a small population makes the difference.';
  return [{ kind: 'paragraph', text }];
}
