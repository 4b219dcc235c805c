import type { PersonaMeasurement } from '../persona/generating/measure-personas.js';
import { placesOf } from '../persona/generating/placed-people.js';
import { csvText, type CsvCell } from './csv-text.js';
import type { PersonaReport } from './persona-report.js';

/** Names of the tables of a population. */
export type PersonaTableName = 'people.csv' | 'metrics.csv' | 'fidelity.csv' | 'items.csv';

/**
 * The numbers of a report as CSV: people by axis, metrics, fidelity by axis, and answers by item. A missing value is empty.
 * `stage` tells the people as they were first written (`open-loop`) from the final ones.
 */
export function personaTables(report: PersonaReport): Readonly<Record<PersonaTableName, string>> {
  const { measurement, openLoop } = report;
  const stages = [
    ...(openLoop === undefined ? [] : [{ stage: 'open-loop', of: openLoop }]),
    { stage: 'final', of: measurement },
  ];
  const rows = (cells: (of: PersonaMeasurement) => readonly (readonly CsvCell[])[]): CsvCell[][] =>
    stages.flatMap(({ stage, of }) => cells(of).map((row) => [stage, ...row]));
  return {
    'people.csv': csvText([
      ['persona', 'axis', 'target', 'answer', 'items_asked', 'items_missing', 'noisy', 'excluded'],
      ...peopleRows(measurement),
    ]),
    'metrics.csv': csvText([
      ['stage', 'metric', 'value', 'low', 'high', 'error_bound', 'ideal', 'clones', 'clones_sd', 'without_noise'],
      ...rows(metricRows),
    ]),
    'fidelity.csv': csvText([['stage', 'axis', 'measure', 'value', 'low', 'high'], ...rows(fidelityRows)]),
    'items.csv': csvText([
      ['persona', 'item', 'axis', 'reverse_keyed', 'points', 'score', 'drawn_point', 'missing'],
      ...itemRows(measurement),
    ]),
  };
}

function peopleRows(measurement: PersonaMeasurement): readonly (readonly CsvCell[])[] {
  const { axes, items, missing } = measurement.responses;
  const noisy = new Set(measurement.measures.noisyPersonas.map(({ persona }) => persona));
  return placesOf(measurement).flatMap(({ name, target, realised, excluded }) =>
    axes.map((axis, at) => [
      name,
      axis,
      target?.[at],
      realised?.[at],
      items.filter((item) => item.axis === axis).length,
      missing.find((row) => row.persona === name && row.axis === axis)?.missing ?? 0,
      noisy.has(name),
      excluded,
    ]),
  );
}

function metricRows({ measures }: PersonaMeasurement): readonly (readonly CsvCell[])[] {
  const { metrics, correctedCoverage: corrected, gate } = measures;
  return [
    ...metrics.map((row) => [
      row.metric,
      row.value,
      row.low,
      row.high,
      row.errorBound,
      row.ideal,
      row.clones,
      row.clonesSd,
      row.reliable,
    ]),
    ['corrected_coverage', corrected.value, corrected.low, corrected.high, '', '', '', '', ''],
    ['reliability', gate.reliability.value, gate.reliability.low, gate.reliability.high, '', '', '', '', ''],
    ['noise_gate_p_value', gate.pValue, '', '', '', '', '', '', ''],
  ];
}

function fidelityRows({ measures }: PersonaMeasurement): readonly (readonly CsvCell[])[] {
  const halves = new Map(measures.axes.map(({ axis, splitHalf }) => [axis, splitHalf]));
  return (measures.fidelity ?? []).flatMap((row) => {
    const intervals = {
      spearman: row.spearman,
      slope: row.slope,
      bias: row.bias,
      sd_ratio: row.sdRatio,
      mean_absolute_error: row.meanAbsoluteError,
    };
    return [
      ...Object.entries(intervals).map(([measure, { value, low, high }]) => [row.axis, measure, value, low, high]),
      [row.axis, 'split_half_reliability', halves.get(row.axis), '', ''],
      [row.axis, 'spearman_without_noise', row.disattenuatedSpearman, '', ''],
      [row.axis, 'sd_ratio_without_noise', row.disattenuatedSdRatio, '', ''],
    ];
  });
}

/** Scores are keyed, from the low to the high pole; drawn points count from 0, disagreement. */
function itemRows({ responses }: PersonaMeasurement): readonly (readonly CsvCell[])[] {
  const { personas, items, answers } = responses;
  return personas.flatMap((persona, row) =>
    items.map(({ id, axis, reverseKeyed, points }, column) => {
      const answer = answers[row]?.[column];
      const found = answer?.kind === 'answered' ? answer : undefined;
      const why = answer?.kind === 'missing' ? answer.reason : '';
      return [persona, id, axis, reverseKeyed, points, found?.expected, found?.drawn, why];
    }),
  );
}
