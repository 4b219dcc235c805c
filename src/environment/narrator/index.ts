export { type Attempt } from './attempts.js';
export { narrated, type Narrated, type NarratedDefinition } from './narrated.js';
export { type NarratedShared, type NarratedSlice } from './narrated-state.js';
export { type NarratedChange, type NarrationOptions } from './narration-options.js';
