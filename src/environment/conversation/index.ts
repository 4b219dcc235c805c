export { ClosingRule } from './closing.js';
export { conversation, type Conversation, type ConversationOptions } from './conversation.js';
export { type Rooms, type TalkChannel, type TalkChannels } from './talk-channel.js';
export { talkMeasure } from './talk-measure.js';
export { talkTally, type TalkCounts, type TalkTally } from './talk-tally.js';
export { type TalkShared, type TalkSlice } from './talk-state.js';
