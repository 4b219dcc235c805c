export {
  effectOfChange,
  forkEffects,
  type CausalOutcome,
  type ForkEffect,
  type ForkPair,
} from './causes/fork-effects.js';
export {
  probabilitiesOfCausation,
  type CausationCase,
  type ProbabilitiesOfCausation,
} from './causes/probabilities-of-causation.js';
export { failures, summariseArm } from './summarise-arm.js';
export { summariseCondition, type ConditionRecords } from './summarise-condition.js';
export { changedBy, classOfChoice, classOfOrder, type Measured } from './theory/classify.js';
export { summariseOutcome, type OutcomeRecords } from './theory/summarise-outcome.js';
