export { languageModel, modelOfEnvironment, type LanguageModelOptions } from './language-model.js';
export { scriptedModel, type Script } from './scripted-model.js';
export {
  cacheFolder,
  DEFAULT_WEIGHTS,
  ensureWeights,
  KNOWN_WEIGHTS,
  listWeights,
  type Weights,
  type WeightsProgress,
} from './weights/index.js';
export * from './wrappers/index.js';
