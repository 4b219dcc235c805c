export { defaultElicitation, Elicitation } from './elicitation.js';
export { canonicalStatements, livePresentation, presentationsOf, type Presentation } from './presentations.js';
export { renderPrompt, type DecisionPrompt } from './render-prompt.js';
