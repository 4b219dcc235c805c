import type { InPieces } from '../../../foundation/pieces.js';
import type { Chances } from '../../../spec/index.js';
import { correctedCoverage } from '../corrected-coverage.js';
import { estimateOf } from '../estimate.js';
import type { MetricRow, PopulationMeasures } from '../population-measures.js';
import type { PopulationToMeasure } from '../population-to-measure.js';
import { referencePoints } from '../reference-points.js';
import type { Reliability } from '../reliability.js';
import { reliablePositions } from '../reliable-positions.js';
import { DIVERSITY_METRICS, sixMetricsInPieces, type DiversityMetrics } from '../six-metrics.js';
import { deviationsOf, drawnMetrics, idealDrawsFor, meanMetrics, metricsOfTables } from './compared-populations.js';
import type { Points } from './flat-points.js';
import { metricIntervals } from './metric-intervals.js';

/** The metrics of the people, of the ideal, of clones, and of what is reliable; coverage between clones and the ideal. */
export type ComparedMetrics = Pick<PopulationMeasures, 'idealDraws' | 'cloneDraws' | 'metrics' | 'correctedCoverage'>;

/** More people than this have no intervals of the metrics unless they are asked for. */
const MANY = 200;

/** Measures the people, and what they are held against, with the same radius and reference points. */
export function* comparedMetrics(
  of: PopulationToMeasure,
  found: {
    readonly positions: Points;
    readonly radius: number;
    readonly reliable: Reliability;
    readonly chances: Chances;
  },
): InPieces<ComparedMetrics> {
  const { positions, radius, reliable, chances } = found;
  const [size, axes] = [positions.length, of.table.axes.length];
  const reference = referencePoints({ axes, chance: chances('measuring', 'reference') });
  const how = { radius, reference };
  const values = yield* sixMetricsInPieces(positions, how);
  const resamples = of.resamples ?? (size > MANY ? 0 : 200);
  const intervals = yield* metricIntervals(positions, {
    ...how,
    values,
    resamples,
    chance: chances('measuring', 'bootstrap', 'metrics'),
  });
  const idealDraws = of.idealDraws ?? idealDrawsFor(size, axes);
  const ideal = yield* drawnMetrics(of.table, {
    ...how,
    size,
    draws: idealDraws,
    seed: of.seed,
    levels: of.levels,
    constraints: of.constraints,
  });
  const clones = yield* metricsOfTables(of.clones ?? [], how);
  const corrected =
    reliable.kind === 'measured' ? yield* sixMetricsInPieces(reliablePositions(positions, reliable), how) : undefined;
  const [idealMean, cloneMean, cloneSd] = [meanMetrics(ideal), meanMetrics(clones), deviationsOf(clones)];
  const onScale = (coverage: number | null | undefined): number | null =>
    coverage === null || coverage === undefined || cloneMean.coverage === null || idealMean.coverage === null
      ? null
      : correctedCoverage({ coverage, clones: cloneMean.coverage, ideal: idealMean.coverage });
  const metrics: MetricRow[] = DIVERSITY_METRICS.map(({ name, title, better }) => ({
    metric: name,
    title,
    better,
    ...estimateOf(values[name], intervals[name] ?? null),
    errorBound: errorBoundOf(values, name),
    ideal: idealMean[name],
    clones: cloneMean[name],
    clonesSd: cloneSd[name],
    reliable: corrected?.[name] ?? null,
  }));
  const [low, high] = [onScale(intervals.coverage?.low), onScale(intervals.coverage?.high)];
  return {
    idealDraws,
    cloneDraws: clones.length,
    metrics,
    correctedCoverage: estimateOf(onScale(values.coverage), low === null || high === null ? null : { low, high }),
  };
}

function errorBoundOf({ errorBounds }: DiversityMetrics, name: MetricRow['metric']): number | null {
  return name === 'hull_volume' || name === 'dispersion' ? errorBounds[name] : null;
}
