export {
  effectOfChange,
  forkEffects,
  type CausalOutcome,
  type ForkEffect,
  type ForkPair,
} from './causes/fork-effects.js';
export { doseResponse, type Dosed, type DosePoint, type DoseResponse } from './causes/dose-response.js';
export { influenceTest, type CountedPair, type InfluenceTest } from './causes/influence-test.js';
export { influences, type HeardPair, type Influence } from './causes/influence.js';
export {
  EXACT_PLAYERS,
  shapley,
  type Shapley,
  type ShapleyGame,
  type ShapleyShare,
  type Worth,
} from './causes/shapley.js';
export {
  probabilitiesOfCausation,
  type CausationCase,
  type ProbabilitiesOfCausation,
} from './causes/probabilities-of-causation.js';
export {
  binOf,
  checkTrajectories,
  commonWindow,
  conditionalMutualInformation,
  crossRunGroups,
  crossRunOrders,
  decomposeInformation,
  decomposedTransitions,
  delayedMutualInformation,
  emergencePsi,
  entropy,
  entropyBounds,
  fisherCombination,
  identityOrders,
  informationBounds,
  informationOf,
  jensenShannon,
  jointTable,
  laggedInformation,
  millerMadowEntropy,
  mutualInformation,
  preConsensusWindow,
  quantileCuts,
  sameStepInformation,
  smoothedCounts,
  surrogateP,
  trajectoryFold,
  transferEntropy,
  transitionsOf,
  tripletGain,
  type CodedSeries,
  type CommonWindow,
  type InformationDecomposition,
  type PairDirection,
  type FisherCombination,
  type InformationOptions,
  type JointTable,
  type InformationBounds,
  type RedundancyMeasure,
  type RunTrajectories,
  type SourcesAndTarget,
  type StepWindow,
  type Trajectory,
  type TrajectoryFold,
  type TrajectoryFoldOptions,
  type TrajectoryValue,
  type Transitions,
  type WindowRefusal,
  type WindowRule,
} from './information/index.js';
export {
  bimodality,
  criticalMass,
  estebanRay,
  excessMixing,
  opinionSpread,
  type CriticalMass,
  type CriticalMassOptions,
  type ExcessMixing,
  type TippingRun,
} from './sociology/index.js';
export { failures, summariseArm } from './summarise-arm.js';
export { summariseCondition, type ConditionRecords } from './summarise-condition.js';
export { changedBy, classOfChoice, classOfOrder, type Measured } from './theory/classify.js';
export { adaptation, type Adaptation, type AdaptationRow, type LivedRun } from './theory/adaptation.js';
export { ledgerShift, type AskedRun } from './theory/ledger-shift.js';
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
export { checkValidity } from './validity/check-validity.js';
export type { MemoryUse, PromptText, RecognitionAnswer, StudyEvidence } from './validity/evidence.js';
export {
  STEERING_PHRASES,
  steeringPhrases,
  type SteeringHit,
  type SteeringPhrase,
} from './validity/steering-phrases.js';
