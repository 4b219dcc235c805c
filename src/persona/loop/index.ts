export { axisReach } from './axis-reach.js';
export { closeLoop } from './close-loop.js';
export type { ClosedLoop, LoopGoal, LoopOptions, LoopSettings, Named, PersonRequest } from './loop-options.js';
export { AxisReach, LoopEnd, LoopReport, LoopRound, LoopScores, RoundKind } from './loop-report.js';
export { fitResponses, type AimBounds, type Observation, type ResponseModel } from './response-model.js';
export { onlyItems, splitItems, type ItemHalves } from './split-items.js';
