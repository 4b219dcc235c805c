import type { AnswerTable, AxisConstraint } from '../../../spec/index.js';
import { likertIdeal } from '../likert-ideal.js';
import { DIVERSITY_METRICS, sixMetrics, type DiversityMetric, type DiversityMetrics } from '../six-metrics.js';
import type { ReferencePoints } from '../reference-points.js';

/** Ideal populations whose metrics are averaged: 20, fewer where one takes long, at least 1. */
export function idealDrawsFor(size: number, axes: number): number {
  return Math.max(1, Math.min(20, Math.round(20_000 / (size * axes * axes))));
}

/** Metrics of ideal populations put through the instrument of a table. */
export function drawnMetrics(
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
): DiversityMetrics[] {
  const { radius, reference, size, draws, seed, levels, constraints } = how;
  return Array.from({ length: draws }, (_, draw) =>
    sixMetrics(likertIdeal(table, { size, seed: `${seed} ideal ${draw}`, levels, constraints }), { radius, reference }),
  );
}

/** Mean of each metric over populations; `null` of none. */
export function meanMetrics(of: readonly DiversityMetrics[]): Readonly<Record<DiversityMetric, number | null>> {
  const means = DIVERSITY_METRICS.map(({ name }) => {
    const values = of.map((metrics) => metrics[name]).filter((value) => value !== null);
    return [name, values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length] as const;
  });
  return Object.fromEntries(means) as Record<DiversityMetric, number | null>;
}
