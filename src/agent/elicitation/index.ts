export { askPresentations, type AskContext, type Asking, type PresentationAnswer } from './ask.js';
export { askForAnswer } from './ask-answer.js';
export { withoutContent } from './calibration.js';
export { judgementOf } from './average.js';
export { atTemperature } from './temperature.js';
export { defaultElicitation, describeElicitation, Elicitation } from './elicitation.js';
export { canonicalStatements, livePresentation, presentationsOf, type Presentation } from './presentations.js';
export { readNumber, readWords, type Read, type ReplyContext } from './read-answer.js';
export { renderPrompt, type DecisionPrompt } from './render-prompt.js';
export {
  BELIEF,
  NEUTRAL_PERSONA,
  stanceByLikelihood,
  stanceJudgement,
  type Stance,
  type StanceOptions,
} from './stance.js';
export { numberInWords, shapeOf, wantedInWords, withWanted } from './wanted.js';
