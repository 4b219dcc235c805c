import { chancesFrom } from '../foundation/random/index.js';
import { bootstrapMean, mean } from '../foundation/statistics/index.js';
import { DIVERSITY_METRICS, type Estimate, type PopulationMeasures } from '../persona/measuring/index.js';
import type { EvaluatedPopulation, EvaluationReport } from './evaluation-report.js';

/** A measure that generators are compared by. */
export interface EvaluationMeasure {
  readonly name: string;
  readonly title: string;
  /** For a column of a terminal. */
  readonly short: string;
  of(measures: PopulationMeasures): number | null;
}

const SHORT: { readonly [metric in (typeof DIVERSITY_METRICS)[number]['name']]: string } = {
  coverage: 'cover',
  hull_volume: 'hull',
  minimum_distance: 'min d',
  mean_distance: 'mean d',
  dispersion: 'disp',
  gaussian_kl: 'KL',
  kernel_kl: 'KL kde',
};

/** In the order of the table. */
export const EVALUATION_MEASURES: readonly EvaluationMeasure[] = [
  ...DIVERSITY_METRICS.map(({ name, title }) => ({
    name,
    title,
    short: SHORT[name],
    of: (measures: PopulationMeasures) => valueOf(measures, name, 'value'),
  })),
  {
    name: 'corrected_coverage',
    title: 'corrected coverage',
    short: 'corr',
    of: ({ correctedCoverage }) => correctedCoverage.value,
  },
  { name: 'slope', title: 'slope', short: 'slope', of: (measures) => meanOverAxes(measures, 'slope') },
  { name: 'spearman', title: 'Spearman', short: 'rho', of: (measures) => meanOverAxes(measures, 'spearman') },
];

/** One generator over all contexts. */
export interface GeneratorSummary {
  readonly generator: string;
  readonly steers: boolean;
  /** Contexts that were measured, of so many. */
  readonly measured: number;
  readonly contexts: number;
  /** Of the measured ones, those with axes that the instrument cannot measure. */
  readonly instrumentFailed: number;
  /** By name of measure: the mean over contexts, with its bootstrap interval over contexts. */
  readonly values: { readonly [measure: string]: Estimate };
  /** Share of the measured contexts in which the population is distinguishable from noise; `null` of none. */
  readonly distinguishable: number | null;
  /** For each written person, over all contexts; `null` where nobody was written or the model does not say. */
  readonly callsEach: number | null;
  readonly tokensEach: number | null;
}

/** What all generators are held against: means over contexts of what ideal populations and copies come to. */
export interface EvaluationReferences {
  readonly ideal: { readonly [measure: string]: number | null };
  readonly clones: { readonly [measure: string]: number | null };
}

/** A comparison over all contexts. */
export interface EvaluationSummary {
  readonly generators: readonly GeneratorSummary[];
  readonly references: EvaluationReferences;
  readonly contexts: readonly string[];
  /** Contexts in which the instrument fails. */
  readonly instrumentFailed: readonly string[];
  /** What heads every table over contexts in which the model cannot be measured; `null` where there is none. */
  readonly heading: string | null;
}

/** Means over contexts, an interval from two contexts on. Keyed by the seed. */
export function evaluationSummary(report: EvaluationReport): EvaluationSummary {
  const { rows } = report;
  const contexts = [...new Set(rows.map(({ context }) => context))];
  const generators = [...new Set(rows.map(({ generator }) => generator))];
  const instrumentFailed = contexts.filter((context) =>
    rows.some((row) => row.context === context && row.instrumentFailed.length > 0),
  );
  return {
    generators: generators.map((name) => summaryOf(name, report)),
    references: referencesOf(rows),
    contexts,
    instrumentFailed,
    heading:
      instrumentFailed.length > 0
        ? `This model cannot be measured with this instrument in ${instrumentFailed.length} of ${contexts.length} contexts: there the numbers tell nothing of generators.`
        : null,
  };
}

function summaryOf(generator: string, { rows, seed }: EvaluationReport): GeneratorSummary {
  const own = rows.filter((row) => row.generator === generator);
  const measured = own.flatMap(({ measures }) => measures ?? []);
  const written = sum(own.map((row) => row.written));
  const each = (total: number | null): number | null => (total === null || written === 0 ? null : total / written);
  const estimate = ({ name, of }: EvaluationMeasure): Estimate => {
    const values = measured.flatMap((measures) => of(measures) ?? []);
    if (values.length === 0) return { value: null, low: null, high: null };
    const value = mean(values);
    if (values.length < 2) return { value, low: null, high: null };
    const { low, high } = bootstrapMean(values, { chance: chancesFrom(seed)('evaluation', generator, name) });
    return { value, low, high };
  };
  return {
    generator,
    steers: own[0]?.steers ?? false,
    measured: measured.length,
    contexts: own.length,
    instrumentFailed: own.filter((row) => row.measures !== null && row.instrumentFailed.length > 0).length,
    values: Object.fromEntries(EVALUATION_MEASURES.map((measure) => [measure.name, estimate(measure)])),
    distinguishable:
      measured.length === 0 ? null : mean(measured.map(({ gate }) => Number(gate.verdict === 'distinguishable'))),
    callsEach: each(own.some(({ calls }) => calls === null) ? null : sum(own.map(({ calls }) => calls ?? 0))),
    tokensEach: each(own.some(({ tokens }) => tokens === null) ? null : sum(own.map(({ tokens }) => tokens ?? 0))),
  };
}

/** First over the generators of a context, whose people are as many, then over contexts. */
function referencesOf(rows: readonly EvaluatedPopulation[]): EvaluationReferences {
  const byContext = new Map<string, PopulationMeasures[]>();
  for (const { context, measures } of rows) {
    if (measures !== null) byContext.set(context, [...(byContext.get(context) ?? []), measures]);
  }
  const meansOf = (part: 'ideal' | 'clones'): { readonly [measure: string]: number | null } =>
    Object.fromEntries(
      DIVERSITY_METRICS.map(({ name }) => {
        const values = [...byContext.values()].flatMap((all) => {
          const own = all.flatMap((measures) => valueOf(measures, name, part) ?? []);
          return own.length === 0 ? [] : [mean(own)];
        });
        return [name, values.length === 0 ? null : mean(values)];
      }),
    );
  return { ideal: meansOf('ideal'), clones: meansOf('clones') };
}

function valueOf(
  { metrics }: PopulationMeasures,
  name: (typeof DIVERSITY_METRICS)[number]['name'],
  part: 'value' | 'ideal' | 'clones',
): number | null {
  return metrics.find(({ metric }) => metric === name)?.[part] ?? null;
}

function meanOverAxes({ fidelity }: PopulationMeasures, what: 'slope' | 'spearman'): number | null {
  const values = (fidelity ?? []).flatMap((row) => row[what].value ?? []);
  return values.length === 0 ? null : mean(values);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
