export {
  choice,
  nothing,
  number,
  SILENCE,
  speak,
  structured,
  text,
  type ActionDefinition,
  type PayloadOf,
} from './actions.js';
export { groupChannel, networkChannel, privateChannel, publicChannel, tiesChannel, type Channel } from './channels.js';
export {
  defineWorld,
  type DefinedWorld,
  type TypedAction,
  type TypedEvent,
  type Turn,
  type View,
  type WorldDefinition,
} from './define-world.js';
export { checkAnswer } from './_internals/decide.js';
export {
  runKernel,
  type Asked,
  type KernelResult,
  type KernelSetup,
  type Interviewer,
  type MemoryRule,
} from './kernel.js';
export { fixedOrder, randomPairs, randomSequential, simultaneousRounds } from './regimes.js';
export { matchedRounds } from './matched-rounds.js';
export { createState, type Reading, type WorldState } from './state.js';
export { createStreams, type Streams } from './streams.js';
export { type Inquiry } from './_internals/inquiry.js';
