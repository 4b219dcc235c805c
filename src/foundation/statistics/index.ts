export { clopperPearson } from './clopper-pearson.js';
export { clusteredMean, FEW_CLUSTERS, type ClusteredMean, type ClusteredOptions } from './cluster-robust.js';
export { codingAgreement, type CodingAgreement } from './coding-agreement.js';
export { varianceReduction, type VarianceReduction } from './common-random-numbers.js';
export { codedRate, type CodedRate, type CodedRateOptions, type CodedRun } from './coded-rate.js';
export { countedMean, type CountedShares } from './counted-mean.js';
export { correctedShare, type CheckedRun, type CorrectedShare } from './corrected-share.js';
export { fisherInterval, pearson, ranks, spearman } from './correlation.js';
export { gini, mean, median, quantile, variance } from './descriptive.js';
export { betaCdf, betaQuantile, chiSquareTail, normalCdf, tCdf, tQuantile } from './distributions.js';
export { figure, signedFigure } from './figure.js';
export { generalisedShares, type GeneralisedOptions } from './generalised-shares.js';
export { expectedAbsoluteOrder, poissonBinomial, smoothedLogit, winShares } from './independent-draws.js';
export {
  bootstrapDifference,
  bootstrapMean,
  bootstrapPairs,
  bootstrapStatistic,
  equivalence,
  FEWEST_RUNS,
  newcombe,
  normalMean,
  runsNeeded,
  wilson,
  type BootstrapOptions,
  type Equivalence,
  type Interval,
} from './intervals.js';
export { kolmogorovSmirnov, type KolmogorovSmirnov } from './kolmogorov-smirnov.js';
export { krippendorffAlpha, type Alpha, type CodedUnit, type CodingScale } from './krippendorff-alpha.js';
export {
  logisticCrossing,
  type CrossingOptions,
  type LevelOfRuns,
  type LogisticCrossing,
} from './logistic-crossing.js';
export {
  logisticRegression,
  type Coefficient,
  type LogisticFit,
  type LogisticOptions,
  type RunWithCovariates,
} from './logistic-regression.js';
export { mannWhitney, type MannWhitney } from './mann-whitney.js';
export { boundsWithMissing, differenceBounds, type MissingBounds, type PartlyDecided } from './missing-bounds.js';
export { mixedDesign, type DesignEffect, type MixedDesign, type RunInDesign } from './mixed-design.js';
export { benjaminiHochberg, holm } from './multiplicity.js';
export {
  MOST_ARRANGEMENTS,
  permutationTest,
  signFlipTest,
  type PermutationOptions,
  type PermutationResult,
} from './permutation.js';
export {
  powerOfEquivalence,
  powerOfPairs,
  powerOfShares,
  runsForEquivalence,
  runsForPairs,
  runsForShares,
  type PowerOptions,
  type RunsForPower,
} from './power.js';
export { checkRuns, levelOf, valuesOfRuns, type Clusters, type RunValue } from './run-value.js';
export { standardisedDifference, type StandardisedDifference } from './standardised-difference.js';
export { lookAt, looksOf, type Look } from './until-width.js';
export {
  refines,
  sortedObservations,
  varianceComponents,
  type Division,
  type Quadratics,
  type SortedObservations,
} from './variance-components.js';
