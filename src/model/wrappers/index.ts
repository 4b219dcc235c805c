export { memoryAnswers, openAnswers, type Answers } from './answers.js';
export { createMeter, withMeter, type CallMeter, type CallRecord } from './meter.js';
export { requestKey, type Request } from './request-key.js';
export { createBudget, withBudget, type Budget } from './with-budget.js';
export { withLimit } from './with-limit.js';
export { replayOnly, withCache, withRecord } from './with-record.js';
export { withRetry, type Retry } from './with-retry.js';
export { withTimeout } from './with-timeout.js';
export { wrap, type Call } from './wrap.js';
