export { appropriatenessMind } from './appropriateness-mind.js';
export { evenThresholds, gradedResponse } from './graded-response.js';
export { languageModelMind, type LanguageModelMind } from './language-model-mind.js';
export { loadPolicyFile, parsePolicyFile, PolicyFile, selectPolicy } from './policy-file.js';
export { policyTableMind, type PolicyFallback } from './policy-table-mind.js';
export { psychometricMind, PsychometricParameters, type LatentPosition } from './psychometric-mind.js';
export { relabelled, symmetrised } from './relabelled.js';
export { ruleMind, scriptedMind } from './rule-mind.js';
