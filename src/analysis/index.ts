export { forkEffects, type ForkEffect, type ForkPair } from './causes/fork-effects.js';
export { bimodality, estebanRay, excessMixing, opinionSpread, type ExcessMixing } from './sociology/index.js';
export { failures, summariseArm } from './summarise-arm.js';
export { summariseCondition, type ConditionRecords } from './summarise-condition.js';
export { changedBy, classOfChoice, classOfOrder, type Measured } from './theory/classify.js';
export { summariseOutcome, type OutcomeRecords } from './theory/summarise-outcome.js';
