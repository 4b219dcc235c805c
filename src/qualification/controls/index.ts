export {
  firstMass,
  firstShare,
  massesIn,
  ofKind,
  rightness,
  unanswered,
  type Answered,
  type Masses,
} from './answered.js';
export {
  comprehension,
  consistency,
  history,
  labelPreference,
  payoffs,
  personaAsked,
  positionPreference,
  strategy,
  type Drawn,
} from './choices.js';
export {
  Control,
  ControlName,
  judge,
  notApplicable,
  Verdict,
  verdictOf,
  type Demand,
  type Observation,
} from './control.js';
export { format, readOption, type Written } from './format.js';
export { CurvePoint, majority, majorityCurve, unanimity } from './majorities.js';
export { compareAnswers, inTwoDigits, kept, reproducibility, type Comparison, type KeptAnswer } from './repeats.js';
export { optionMass } from './option-mass.js';
export {
  personaLikelihood,
  personaNegation,
  personaParaphrase,
  stanceRight,
  weighedStatements,
  type WeighedTopic,
} from './stances.js';
export { leastRate, throughput, type Timed } from './throughput.js';
