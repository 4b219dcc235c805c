export { criticalMass, type CriticalMass, type CriticalMassOptions, type TippingRun } from './critical-mass.js';
export { estebanRay } from './esteban-ray.js';
export { excessMixing, type ExcessMixing } from './excess-mixing.js';
export { hysteresis } from './hysteresis.js';
export { bimodality, opinionSpread } from './polarisation.js';
