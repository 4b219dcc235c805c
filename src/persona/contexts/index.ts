export { checkQuestionnaire } from './check-questionnaire.js';
export { findingInWords, type Finding } from './finding.js';
export { loadQuestionnaire, parseQuestionnaire } from './load-questionnaire.js';
export { recordAccess } from './record-access.js';
export { refuseUnfit } from './refuse-unfit.js';
export { generateQuestionnaire, type QuestionnaireRequest } from './generate-questionnaire.js';
export type { ContextFailure } from './_internals/ask-until-fit.js';
