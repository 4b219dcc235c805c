export {
  axisCorrelations,
  axisSpread,
  duplicatePositions,
  type AxisCorrelation,
  type AxisSpread,
} from './axis-spread.js';
export {
  CALIBRATION_DRAWS,
  calibratedRadius,
  calibratedRadiusInPieces,
  type CalibratedRadius,
  type RadiusStore,
} from './calibrated-radius.js';
export { correctedCoverage } from './corrected-coverage.js';
export { coverage, exclusiveCoverage, type CoverageOptions } from './coverage.js';
export {
  dispersion,
  dispersionInPieces,
  largestEmptyBalls,
  type DispersionOptions,
  type EmptyBall,
} from './dispersion.js';
export { Estimate } from './estimate.js';
export { AxisFidelity, fidelity, type FidelityOptions } from './fidelity.js';
export type { Points } from './_internals/flat-points.js';
export { gaussianKl } from './gaussian-kl.js';
export { hullVolume, hullVolumeInPieces, MOST_HULL_AXES, type HullVolume } from './hull-volume.js';
export { kernelKl } from './kernel-kl.js';
export { likertIdeal, type Instrument } from './likert-ideal.js';
export { measurePopulation, measurePopulationInPieces } from './measure-population.js';
export { noiseGate, randomAnswers, type NoiseGate, type NoiseGateOptions } from './noise-gate.js';
export { noisyPersonas, type PersonalNoise } from './noisy-personas.js';
export { occupancy, TAIL, type Occupancy, type OccupiedCombination } from './occupancy.js';
export { pairwiseDistances, type PairwiseDistances } from './pairwise-distances.js';
export { AxisRow, GateRow, MetricRow, PopulationMeasures } from './population-measures.js';
export type { PopulationToMeasure } from './population-to-measure.js';
export { positionsOf, type MeasuredPositions } from './positions-of.js';
export { REFERENCE_POINTS, referencePoints, type ReferencePoints } from './reference-points.js';
export { reliability, type Reliability, type ReliabilityUnit } from './reliability.js';
export { reliablePositions } from './reliable-positions.js';
export {
  DIVERSITY_METRICS,
  sixMetrics,
  type DiversityMetric,
  type DiversityMetrics,
  type DiversityOptions,
} from './six-metrics.js';
export { splitHalf } from './split-half.js';
export { nearestTextSimilarity, type NearestText } from './text-similarity.js';
