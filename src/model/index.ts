export { countOpening, type OpeningOptions } from './count-opening.js';
export { loadEndpointSettings } from './endpoint-settings.js';
export { fromLangChain } from './from-langchain.js';
export * from './cache/index.js';
export { assertModelName, languageModel, modelOfEnvironment, type LanguageModelOptions } from './language-model.js';
export {
  countedModels,
  joiningModels,
  modelStack,
  modelStacks,
  type CountedModels,
  type JoiningModels,
  type ModelStack,
  type ModelStackOptions,
  type ModelStacks,
} from './model-stack.js';
export * from './prices/index.js';
export { resilientModel, type ResilienceOptions, type ResilientModel } from './resilient-model.js';
export { scriptedModel, type Script } from './scripted-model.js';
export {
  cacheFolder,
  DEFAULT_WEIGHTS,
  ensureWeights,
  KNOWN_WEIGHTS,
  knownWeights,
  listWeights,
  ModelRegistry,
  registeredWeights,
  registryFile,
  removeWeights,
  sourcesOf,
  type KnownWeights,
  type RemovedWeights,
  type Weights,
  type WeightsProgress,
} from './weights/index.js';
export * from './wrappers/index.js';
