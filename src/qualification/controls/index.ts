export { firstShare, massesIn, ofKind, rightness, unanswered, type Answered, type Masses } from './answered.js';
export {
  comprehension,
  consistency,
  history,
  labelPreference,
  optionMass,
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
export { majority, majorityCurve, unanimity, type CurvePoint } from './majorities.js';
export {
  compareAnswers,
  inTwoDigits,
  kept,
  reproducibility,
  throughput,
  type Comparison,
  type KeptAnswer,
} from './repeats.js';
export {
  personaLikelihood,
  personaNegation,
  personaParaphrase,
  weighedStatements,
  type WeighedTopic,
} from './stances.js';
