export { createAllotments, isOfAllotment, withAllotment, type Allotments } from './allotments.js';
export { memoryAnswers, openAnswers, type Answers } from './answers.js';
export {
  budgetWithin,
  createBudget,
  usdOf,
  type Budget,
  type BudgetLimits,
  type Reservation,
  type Spending,
  type TokenPrice,
} from './budget.js';
export { chargeOf, mostTokens, type Charge } from './charge.js';
export { createLimiter, type Limiter } from './limiter.js';
export { createMeter, spendingOf, withMeter, type CallMeter, type CallRecord, type OneOfSeveral } from './meter.js';
export { openPrompts, type Prompts } from './prompts.js';
export { DEFAULT_SAMPLES, requestKey, type Request } from './request-key.js';
export { usageBy, type UsageRow } from './usage-by.js';
export { withBudget } from './with-budget.js';
export { shareLimiter, type LimiterLease } from './shared-limiter.js';
export { withKeptSamples } from './with-kept-samples.js';
export { withLimit } from './with-limit.js';
export { CANARY, replayOnly, withCache, withRecord, type AnswerStore, type RecordOptions } from './with-record.js';
export { withPrompts } from './with-prompts.js';
export { withRetry, type Retry } from './with-retry.js';
export { withSamples } from './with-samples.js';
export { withTimeout } from './with-timeout.js';
export { callOf, wrap, type Call } from './wrap.js';
