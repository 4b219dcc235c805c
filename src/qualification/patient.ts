import { systemClock, type Clock } from '../foundation/clock.js';
import {
  createBudget,
  withBudget,
  withLimit,
  withRetry,
  withTimeout,
  type BudgetLimits,
  type Price,
  type Retry,
} from '../model/index.js';
import type { LanguageModel } from '../spec/index.js';

/** Endpoints are given this long for one answer, and are asked so many things at once. */
const TIMEOUT_MS = 120_000;
const CONCURRENCY = 8;

/**
 * What a model needs around it that is asked by itself, without a record: an endpoint is asked again for a
 * while and not too much at once; an embedded model has its own queue, and is asked once more where a process died.
 *
 * @param options.concurrency Calls to an endpoint at once. Default 8.
 * @param options.limits A budget; without one there is no limit.
 */
export function patient(
  model: LanguageModel,
  options: {
    readonly clock?: Clock;
    readonly concurrency?: number;
    readonly limits?: BudgetLimits;
    /** Price of the model, where there is a limit in US dollars. */
    readonly price?: Price;
    onRetry?(retry: Retry): void;
  } = {},
): LanguageModel {
  const { clock = systemClock, concurrency = CONCURRENCY, limits, price, onRetry } = options;
  const endpoint = model.description['kind'] === 'endpoint';
  const inner = endpoint
    ? withLimit(withTimeout(model, { timeoutMs: TIMEOUT_MS, clock }), { concurrency, clock })
    : model;
  const budgeted =
    limits === undefined ? inner : withBudget(inner, createBudget(limits, price === undefined ? {} : { price }));
  return withRetry(budgeted, { clock, attempts: endpoint ? 6 : 2, ...(onRetry === undefined ? {} : { onRetry }) });
}
