export { excessMixing, type ExcessMixing } from './excess-mixing.js';
export { bimodality, opinionSpread } from './polarisation.js';
