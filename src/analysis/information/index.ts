export { binOf, quantileCuts } from './bins.js';
export {
  decomposeInformation,
  smoothedCounts,
  type InformationDecomposition,
  type RedundancyMeasure,
  type SourcesAndTarget,
} from './decomposition.js';
export { jensenShannon } from './divergence.js';
export { emergencePsi, laggedInformation, tripletGain } from './emergence.js';
export { entropy, millerMadowEntropy } from './entropy.js';
export { fisherCombination, type FisherCombination } from './fisher.js';
export { conditionalMutualInformation, mutualInformation } from './mutual-information.js';
export {
  decomposedTransitions,
  delayedMutualInformation,
  sameStepInformation,
  transferEntropy,
  type PairDirection,
} from './pair-information.js';
export { jointTable, type JointTable } from './table.js';
export { transitionsOf, type CodedSeries, type Transitions } from './transitions.js';
export { choiceTrajectories } from './choice-trajectories.js';
export { holmOverTests, informationInStudy, MOST_INFORMATION_RUNS, studyWindow } from './information-in-study.js';
export { informationOf, type InformationOptions } from './information-of.js';
export { entropyBounds, informationBounds, type InformationBounds } from './missing-bounds.js';
export { crossRunGroups, crossRunOrders, identityOrders, surrogateP } from './surrogates.js';
export { trajectoryFold, type TrajectoryFold, type TrajectoryFoldOptions } from './trajectory-fold.js';
export { checkTrajectories, type RunTrajectories, type Trajectory, type TrajectoryValue } from './trajectory.js';
export {
  commonWindow,
  preConsensusWindow,
  type CommonWindow,
  type StepWindow,
  type WindowRefusal,
  type WindowRule,
} from './window.js';
