export { mean, median, quantile, variance } from './descriptive.js';
export { figure, signedFigure } from './figure.js';
export { expectedAbsoluteOrder, poissonBinomial, smoothedLogit, winShares } from './independent-draws.js';
export {
  bootstrapDifference,
  bootstrapMean,
  bootstrapPairs,
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
