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
  type PhaseRules,
  type TypedAction,
  type TypedEvent,
  type Turn,
  type View,
  type WorldDefinition,
} from './define-world.js';
export { checkAnswer } from './_internals/decide.js';
export { withoutChanging } from './_internals/illegal-path.js';
export {
  runKernel,
  type Asked,
  type KernelResult,
  type KernelSetup,
  type Interviewer,
  type MemoryRule,
} from './kernel.js';
export { delivery, type DeliveryOptions } from './delivery.js';
export {
  attention,
  AttentionMask,
  AttentionTimer,
  CHOOSE_SPEAKER,
  fixedOrder,
  inPhases,
  nextSpeaker,
  PHASE_BEGINS,
  poissonClocks,
  RAISE_HAND,
  randomPairs,
  randomSequential,
  RegimeChoice,
  regimeOf,
  SELF,
  simultaneousRounds,
  SPEAK,
  type Alarm,
  type AttentionOptions,
  type NextSpeakerBy,
  type NextSpeakerOptions,
  type Phase,
  type PhaseEnd,
  type PoissonClocksOptions,
  type RandomPairsOptions,
  type RegimeSetting,
  type Touching,
} from './regimes/index.js';
export {
  narrated,
  type Attempt,
  type Narrated,
  type NarratedChange,
  type NarratedDefinition,
  type NarratedShared,
  type NarratedSlice,
  type NarrationOptions,
} from './narrator/index.js';
export { matchedRounds } from './matched-rounds.js';
export { createState, type Reading, type WorldState } from './state.js';
export { createStreams, type Streams } from './streams.js';
export { type Inquiry } from './_internals/inquiry.js';
export {
  ClosingRule,
  conversation,
  talkMeasure,
  talkTally,
  type Conversation,
  type ConversationOptions,
  type Rooms,
  type TalkChannel,
  type TalkChannels,
  type TalkCounts,
  type TalkShared,
  type TalkSlice,
  type TalkTally,
} from './conversation/index.js';
