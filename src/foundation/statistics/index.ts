export { varianceReduction, type VarianceReduction } from './common-random-numbers.js';
export { fisherInterval, pearson, ranks, spearman } from './correlation.js';
export { gini, mean, median, quantile, variance } from './descriptive.js';
export { figure, signedFigure } from './figure.js';
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
export { standardisedDifference, type StandardisedDifference } from './standardised-difference.js';
