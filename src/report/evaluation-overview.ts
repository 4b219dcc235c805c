import { DIVERSITY_METRICS } from '../persona/measuring/index.js';
import type { ComparisonChart } from './chart-specs.js';
import type { EvaluationReport } from './evaluation-report.js';
import {
  EVALUATION_MEASURES,
  evaluationSummary,
  type EvaluationMeasure,
  type EvaluationSummary,
} from './evaluation-summary.js';
import { plural } from './format.js';
import { paragraph, warning } from './persona-blocks.js';
import { divergence } from './persona-figures.js';
import type { Block, Section } from './section.js';

/** A line further out than so many times what is measured would leave no room for it. */
const FARTHEST = 6;

/** All generators by every measure: a dot with its interval over contexts, each measure on its own scale. */
export function overviewSection(report: EvaluationReport): Section {
  const summary = evaluationSummary(report);
  const over = plural(summary.contexts.length, 'context');
  const spread = summary.contexts.length < 2 ? '' : ', with 95 % intervals over contexts';
  const blocks: readonly Block[] = [
    ...(summary.heading === null ? [] : [warning(summary.heading)]),
    paragraph(
      `Means over ${over}${spread}. Hollow: generators that do not steer. Dashed line: copies of one neutral persona, which have no diversity; solid line: an ideal population.`,
    ),
    ...EVALUATION_MEASURES.map((measure) => figure(measure, summary)),
  ];
  return { id: 'overview', title: 'All generators by every measure', blocks };
}

function figure({ name, title }: EvaluationMeasure, { generators, references }: EvaluationSummary): Block {
  const rows = generators.map((one) => ({
    name: one.instrumentFailed > 0 ? `${one.generator} *` : one.generator,
    ...(one.values[name] ?? { value: null, low: null, high: null }),
    apart: !one.steers,
  }));
  const lines = linesOf(name, references);
  const reach = Math.max(...rows.flatMap(({ value, high }) => [Math.abs(value ?? 0), Math.abs(high ?? 0)]));
  const isFar = ({ value }: { readonly value: number }): boolean => reach > 0 && Math.abs(value) > FARTHEST * reach;
  const far = lines.filter(isFar).map(({ of, value }) => `; ${of}, at ${divergence(value)}, not on the scale`);
  return {
    kind: 'figure',
    caption: `${title}: ${bestOf(name)}${far.join('')}`,
    small: true,
    chart: { kind: 'comparison', label: title, rows, lines: lines.filter((line) => !isFar(line)) },
  };
}

function linesOf(
  name: string,
  { clones, ideal }: EvaluationSummary['references'],
): readonly (ComparisonChart['lines'][number] & { readonly of: string })[] {
  // Corrected coverage is defined by them; a whole intended difference is a slope of 1.
  const [copies, best] =
    name === 'corrected_coverage'
      ? [0, 1]
      : name === 'slope' || name === 'spearman'
        ? [null, 1]
        : [clones[name] ?? null, ideal[name] ?? null];
  return [
    ...(copies === null ? [] : [{ of: 'copies', value: copies, dashed: true }]),
    ...(best === null ? [] : [{ of: 'the ideal', value: best, dashed: false }]),
  ];
}

function bestOf(name: string): string {
  if (name === 'slope') return '1 is the whole intended difference';
  if (name === 'spearman') return '1 is the intended order';
  const better = DIVERSITY_METRICS.find((metric) => metric.name === name)?.better ?? 'higher';
  return `${better} is more diverse`;
}
