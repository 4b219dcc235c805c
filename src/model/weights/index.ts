export { sha256Of } from './checksum.js';
export {
  cacheFolder,
  ensureWeights,
  listWeights,
  sourcesOf,
  weightsAt,
  type Weights,
  type WeightsOptions,
} from './ensure-weights.js';
export { DEFAULT_WEIGHTS, KNOWN_WEIGHTS, type KnownWeights } from './registry.js';
export { knownWeights, ModelRegistry, registeredWeights, registryFile } from './user-registry.js';
export { hubSource, urlSource } from './hub-source.js';
export { pipSource } from './pip-source.js';
export type { WeightsProgress, WeightsSource } from './source.js';
export { removeWeights, type RemovedWeights } from './remove-weights.js';
