export { modelAnswerer, type ChoosingAnswerer } from './choosing-answerer.js';
export { cloneTable, type CloneOptions } from './clone-table.js';
export {
  callsIn,
  forecastAsking,
  forecastGeneration,
  NO_CALLS,
  type AskedModel,
  type CallForecast,
} from './forecast-calls.js';
export { generatePersonas, LOOP_ROUNDS } from './generate-personas.js';
export type { GenerateOptions, GeneratedPersonas, GenerateProgress, LoopWish } from './generating-options.js';
export { measurePersonas, PersonaMeasurement, type MeasureOptions, type MeasureProgress } from './measure-personas.js';
export { AgreementRow } from './other-modes.js';
export { standingsOf } from './placed-people.js';
export { orThrow } from './_internals/or-throw.js';
export { psychometricAnswerer } from './psychometric-answerer.js';
export {
  evaluateGenerators,
  EvaluationRow,
  type EvaluateOptions,
  type EvaluationProgress,
} from './evaluate-generators.js';
