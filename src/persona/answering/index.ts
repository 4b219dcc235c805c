export { administer, type AdministerOptions } from './administer.js';
export { agreementScale } from './agreement-scale.js';
export {
  answererOf,
  ANSWER_MODES,
  modesOf,
  type Answerer,
  type AnswererOptions,
  type ChoiceAnswerer,
  type StanceAnswerer,
} from './answerer.js';
export { answerTable } from './answer-table.js';
export { itemClaims, itemSituation } from './item-situation.js';
export { modeAgreement, standingOf, type ModeAgreement, type Standing } from './mode-agreement.js';
export {
  LEAST_WORDINGS,
  MOST_WORDINGS,
  neutralPersonas,
  polePersonas,
  type PolePersona,
  type PolePurpose,
  type TextPerson,
} from './pole-personas.js';
export { LEAST_SEPARATION, relativeStance, type RelativeStanceOptions } from './relative-stance.js';
export { RelativeStance, StanceAnchor } from './relative-stance-schema.js';
export { AskedItem, ItemAnswer, Responses } from './responses.js';
