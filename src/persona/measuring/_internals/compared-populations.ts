import type { InPieces } from '../../../foundation/pieces.js';
import type { AnswerTable, AxisConstraint } from '../../../spec/index.js';
import { variance } from '../../../foundation/statistics/index.js';
import { likertIdeal } from '../likert-ideal.js';
import { DIVERSITY_METRICS, sixMetricsInPieces, type DiversityMetric, type DiversityMetrics } from '../six-metrics.js';
import { positionsOf } from '../positions-of.js';
import type { ReferencePoints } from '../reference-points.js';
import { meanOf } from './association.js';

/** Ideal populations whose metrics are averaged: 20, fewer where one takes long, at least 1. */
export function idealDrawsFor(size: number, axes: number): number {
  return Math.max(1, Math.min(20, Math.round(20_000 / (size * axes * axes))));
}

/** Metrics of ideal populations put through the instrument of a table. */
export function* drawnMetrics(
  table: AnswerTable,
  how: {
    readonly radius: number;
    readonly reference: ReferencePoints;
    readonly size: number;
    readonly draws: number;
    readonly seed: number | string;
    readonly levels?: Readonly<Record<string, number>>;
    readonly constraints?: readonly AxisConstraint[];
  },
): InPieces<DiversityMetrics[]> {
  const { radius, reference, size, draws, seed, levels, constraints } = how;
  const metrics: DiversityMetrics[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const ideal = likertIdeal(table, { size, seed: `${seed} ideal ${draw}`, levels, constraints });
    yield { what: 'ideal populations', done: draw, total: draws };
    metrics.push(yield* sixMetricsInPieces(ideal, { radius, reference }));
  }
  return metrics;
}

/** Metrics of populations that answered already. */
export function* metricsOfTables(
  tables: readonly AnswerTable[],
  how: { readonly radius: number; readonly reference: ReferencePoints },
): InPieces<DiversityMetrics[]> {
  const metrics: DiversityMetrics[] = [];
  for (const table of tables) {
    yield { what: 'copies of one', done: metrics.length, total: tables.length };
    metrics.push(yield* sixMetricsInPieces(positionsOf(table).positions, how));
  }
  return metrics;
}

/** Mean of each metric over populations; `null` of none. */
export function meanMetrics(of: readonly DiversityMetrics[]): EachMetric {
  return eachMetric(of, meanOf, 1);
}

/** Standard deviation of each metric over populations; `null` of fewer than two. */
export function deviationsOf(of: readonly DiversityMetrics[]): EachMetric {
  return eachMetric(of, (values) => Math.sqrt(variance(values)), 2);
}

type EachMetric = Readonly<Record<DiversityMetric, number | null>>;

function eachMetric(
  of: readonly DiversityMetrics[],
  statistic: (values: readonly number[]) => number,
  least: number,
): EachMetric {
  const found = DIVERSITY_METRICS.map(({ name }) => {
    const values = of.map((metrics) => metrics[name]).filter((value) => value !== null);
    return [name, values.length < least ? null : statistic(values)] as const;
  });
  return Object.fromEntries(found) as EachMetric;
}
