export { firstShare, massesOf, ofKind, rightness, type Answered } from './answered.js';
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
export { compareAnswers, kept, reproducibility, throughput, type Comparison, type KeptAnswer } from './repeats.js';
export {
  personaLikelihood,
  personaNegation,
  personaParaphrase,
  weighedStatements,
  type WeighedTopic,
} from './stances.js';
