import { systemClock, type Clock } from '../foundation/clock.js';
import { withLimit, withRetry, withTimeout, type Retry } from '../model/index.js';
import type { LanguageModel } from '../spec/index.js';

/** Endpoints are given this long for one answer, and are asked so many things at once. */
const TIMEOUT_MS = 120_000;
const CONCURRENCY = 8;

/**
 * What a model needs around it that is asked by itself, with neither budget nor record: an endpoint is asked again for a
 * while and not too much at once; an embedded model has its own queue, and is asked once more where a process died.
 */
export function patient(
  model: LanguageModel,
  { clock = systemClock, onRetry }: { readonly clock?: Clock; onRetry?(retry: Retry): void } = {},
): LanguageModel {
  const endpoint = model.description['kind'] === 'endpoint';
  const inner = endpoint
    ? withLimit(withTimeout(model, { timeoutMs: TIMEOUT_MS, clock }), { concurrency: CONCURRENCY })
    : model;
  return withRetry(inner, { clock, attempts: endpoint ? 6 : 2, ...(onRetry === undefined ? {} : { onRetry }) });
}
