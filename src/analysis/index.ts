export { forkEffects, type ForkEffect, type ForkPair } from './causes/fork-effects.js';
export { failures, summariseArm } from './summarise-arm.js';
export { summariseCondition, type ConditionRecords } from './summarise-condition.js';
export { changedBy, classOfChoice, classOfOrder, type Measured } from './theory/classify.js';
export { summariseOutcome, type OutcomeRecords } from './theory/summarise-outcome.js';
export type { AddedShare } from './theory/variance-explained.js';
export {
  varianceShares,
  type ChoiceNoise,
  type VarianceShare,
  type VarianceShares,
  type VarianceSharesOptions,
} from './theory/variance-shares.js';
export type { SharedOutcome, VarianceTermName } from './theory/variance-terms.js';
