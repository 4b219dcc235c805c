export { SELF, AttentionMask } from './attention-mask.js';
export { attention, AttentionTimer, type Alarm, type AttentionOptions } from './attention.js';
export { fixedOrder } from './fixed-order.js';
export { inPhases, PHASE_BEGINS, type Phase, type PhaseEnd } from './in-phases.js';
export {
  CHOOSE_SPEAKER,
  nextSpeaker,
  RAISE_HAND,
  SPEAK,
  type NextSpeakerBy,
  type NextSpeakerOptions,
} from './next-speaker.js';
export { poissonClocks, type PoissonClocksOptions } from './poisson-clocks.js';
export { randomPairs, type RandomPairsOptions } from './random-pairs.js';
export { randomSequential } from './random-sequential.js';
export { RegimeChoice, regimeOf, type RegimeSetting } from './regime-choice.js';
export { simultaneousRounds } from './simultaneous-rounds.js';
export { type Touching } from './touching.js';
