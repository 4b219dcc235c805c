import { systemClock, type Clock } from '../foundation/clock.js';
import type { LanguageModel } from '../spec/index.js';
import {
  createMeter,
  shareLimiter,
  withAllotment,
  withBudget,
  withLimit,
  withMeter,
  withRetry,
  withTimeout,
  type Allotments,
  type Budget,
  type CallMeter,
  type CallRecord,
  type OneOfSeveral,
  type Retry,
} from './wrappers/index.js';

/** How a model is asked that may fail, be busy, or cost something. */
export interface ResilienceOptions {
  /** Counts every attempt. Default: a new one. */
  readonly meter?: CallMeter;
  /** What may be spent; others may hold it as well. Default: no limit. */
  readonly budget?: Budget;
  /** What each run may spend of it. Default: nothing is said of single runs. */
  readonly allotments?: Allotments;
  /** Calls to an endpoint at once. Default 8. */
  readonly concurrency?: number;
  readonly clock?: Clock;
  /** Where meter and budget are shared by models that are told apart. Default: they are not. */
  readonly one?: OneOfSeveral;
  /** Told of every attempt that reached the model. */
  onCall?(record: CallRecord): void;
  onRetry?(retry: Retry): void;
}

/** A model that is asked patiently and within bounds, and what it took. */
export interface ResilientModel {
  readonly model: LanguageModel;
  readonly meter: CallMeter;
  /** Gives back the share in the limit of an endpoint. The model itself stays open. */
  close(): void;
}

/** An endpoint is given this long for one answer, where its settings do not say. */
const TIMEOUT_MS = 120_000;
const CONCURRENCY = 8;
/** Attempts at an endpoint, and at an embedded model, of which a process may have died. */
const ATTEMPTS = { endpoint: 6, other: 2 } as const;

/**
 * Puts around a bare model what it needs to be asked: retry(allotment(budget(limit(timeout(meter(model)))))). Limit and time-out
 * are for endpoints, with one limit for all who ask the same address in this process; an embedded model has its own
 * queue. The time for one answer is what the model's description says as `timeoutMs`, else two minutes.
 *
 * A model that is wrapped in a retry already is asked too often: this takes the bare one.
 */
export function resilientModel(bare: LanguageModel, options: ResilienceOptions = {}): ResilientModel {
  const { meter = createMeter(), budget, allotments, one, onCall, onRetry } = options;
  const { concurrency = CONCURRENCY, clock = systemClock } = options;
  const isEndpoint = bare.description['kind'] === 'endpoint';
  const metered = withMeter(bare, meter, {
    clock,
    ...(one === undefined ? {} : { one }),
    ...(onCall === undefined ? {} : { onCall }),
  });
  const lease = isEndpoint ? shareLimiter(placeOf(bare), { concurrency, clock }) : undefined;
  const limited =
    lease === undefined
      ? metered
      : withLimit(withTimeout(metered, { timeoutMs: timeoutOf(bare), clock }), { limiter: lease.limiter });
  const budgeted = budget === undefined ? limited : withBudget(limited, budget, one?.price);
  const allotted = allotments === undefined ? budgeted : withAllotment(budgeted, allotments, one?.price);
  const attempts = isEndpoint ? ATTEMPTS.endpoint : ATTEMPTS.other;
  return {
    model: withRetry(allotted, { clock, attempts, ...(onRetry === undefined ? {} : { onRetry }) }),
    meter,
    close: () => lease?.release(),
  };
}

function timeoutOf({ description }: LanguageModel): number {
  const { timeoutMs } = description;
  return typeof timeoutMs === 'number' ? timeoutMs : TIMEOUT_MS;
}

/** Where an endpoint is, as far as it tells; one that tells no address is by itself. */
function placeOf({ description, fingerprint }: LanguageModel): string {
  const { baseUrl, address } = description;
  const told = [baseUrl, address].find((place) => typeof place === 'string' && URL.canParse(place));
  return typeof told === 'string' ? told : fingerprint;
}
