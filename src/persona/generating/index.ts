export { modelAnswerer, type ChoosingAnswerer } from './choosing-answerer.js';
export { cloneTable, type CloneOptions } from './clone-table.js';
export { generatePersonas } from './generate-personas.js';
export type { GenerateOptions, GeneratedPersonas, GenerateProgress, LoopWish } from './generating-options.js';
export { measurePersonas, PersonaMeasurement, type MeasureOptions, type MeasureProgress } from './measure-personas.js';
export { orThrow } from './_internals/or-throw.js';
export { psychometricAnswerer } from './psychometric-answerer.js';
export {
  evaluateGenerators,
  EvaluationRow,
  type EvaluateOptions,
  type EvaluationProgress,
} from './evaluate-generators.js';
