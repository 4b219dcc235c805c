export { cascadeFold, cascadesOf, type Cascade, type CascadeFold, type CascadeRule, type CascadeStep } from './cascades.js'; // prettier-ignore
export {
  conventionFold,
  conventionLifeCycle,
  type ConventionEpisode,
  type ConventionFold,
  type ConventionLifeCycle,
  type ConventionRule,
  type OptionUsed,
} from './convention-life-cycle.js';
export { convergence, type Convergence, type ConvergenceRule, type Meeting } from './convergence.js';
export {
  conversationStructure,
  type ConversationStructure,
  type SpokenTurn,
  type TurnPair,
} from './conversation-structure.js';
export { criticalMass, type CriticalMass, type CriticalMassOptions, type TippingRun } from './critical-mass.js';
export { estebanRay } from './esteban-ray.js';
export { excessMixing, type ExcessMixing } from './excess-mixing.js';
export { hysteresis } from './hysteresis.js';
export { inequality, theil, type BoundedIndex, type Inequality, type UnknownHoldings } from './inequality.js';
export { lexicalAlignment, wordsOf, type LexicalAlignment } from './lexical-alignment.js';
export { normEnforcement, type NormAct, type NormFinding } from './norm-enforcement.js';
export { opinionMoments, type OpinionMoments } from './opinion-moments.js';
export { bimodality, opinionSpread } from './polarisation.js';
export {
  sanctionsIn,
  type InstitutionRound,
  type RoundOfAgent,
  type Sanction,
  type SanctionFinding,
} from './sanctions.js';
export {
  homophily,
  selectionDifferential,
  type Homophily,
  type SelectionDifferential,
  type SelectionOccasion,
} from './selection.js';
export { socialNetwork, type AgentTraits, type Contact, type SocialNetwork } from './social-network.js';
export { cascadeMeasure, type CascadeMeasureOptions } from './measures/cascade-measure.js';
export {
  conventionLifeMeasure,
  type AgentUsed,
  type ConventionLifeOptions,
} from './measures/convention-life-measure.js';
export { conversationMeasure, type ConversationMeasureOptions } from './measures/conversation-measure.js';
export { inequalityMeasure, type Gain, type InequalityMeasureOptions } from './measures/inequality-measure.js';
export { networkMeasure, type MeasuredAgent, type NetworkMeasureOptions } from './measures/network-measure.js';
export { sanctionMeasure, type SanctionMeasureOptions } from './measures/sanction-measure.js';
export { selectionMeasure, type SelectionMeasureOptions } from './measures/selection-measure.js';
