export { groupChannel, networkChannel, privateChannel, publicChannel, type Channel } from './channels.js';
export { runKernel, type Asked, type KernelResult, type KernelSetup, type MemoryRule } from './kernel.js';
export { fixedOrder, randomPairs, randomSequential, simultaneousRounds } from './regimes.js';
export { createState, type Reading, type WorldState } from './state.js';
export { createStreams, type Streams } from './streams.js';
