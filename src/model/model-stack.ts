import { systemClock, type Clock } from '../foundation/clock.js';
import type { AppendLog } from '../foundation/storage/index.js';
import type { LanguageModel } from '../spec/index.js';
import type { Price } from './prices/index.js';
import {
  createBudget,
  createMeter,
  shareLimiter,
  spendingOf,
  withBudget,
  withCache,
  withKeptSamples,
  withLimit,
  withMeter,
  withRecord,
  withRetry,
  withSamples,
  withTimeout,
  type Answers,
  type AnswerStore,
  type BudgetLimits,
  type CallMeter,
  type CallRecord,
  type Prompts,
  type Retry,
} from './wrappers/index.js';

/** What is put around a model. */
export interface ModelStackOptions {
  /** Answers of this piece of work; what is there is not asked again. */
  readonly answers: Answers;
  /** Where prompts are kept, by the key of their answer. */
  readonly prompts?: Prompts;
  /** Where every attempt leaves a line; those that are there count in the budget. */
  readonly calls?: AppendLog;
  /** Answers of other pieces of work, where they are to be used. */
  readonly cache?: AnswerStore;
  readonly limits?: BudgetLimits;
  /** Price of the model, where one is known. */
  readonly price?: Price;
  /** Calls to an endpoint at once. Default 8. */
  readonly concurrency?: number;
  readonly clock?: Clock;
  onRetry?(retry: Retry): void;
}

/** A model with everything around it, and what it has cost. */
export interface ModelStack {
  readonly model: LanguageModel;
  /** The same without record and cache: what it is asked is asked anew, within the same limits and budget. */
  readonly fresh: LanguageModel;
  readonly meter: CallMeter;
  /** Gives back what is shared with others of this process. */
  close(): void;
}

/** Endpoints are given this long for one answer. */
const TIMEOUT_MS = 120_000;
const CONCURRENCY = 8;

/**
 * Wraps a model: record(samples(cache(retry(budget(limit(timeout(meter(model)))))))). What was answered once, in this
 * sitting or an earlier one, is not asked again; the cache has what others asked, and keeps samples, which without it are
 * recorded one by one. Limit and timeout are for endpoints, with one limit for all who ask the same one in this process; an
 * embedded model has its own queue.
 */
export function modelStack(model: LanguageModel, options: ModelStackOptions): ModelStack {
  const { answers, prompts, calls, cache, limits = {}, price, concurrency = CONCURRENCY } = options;
  const { clock = systemClock, onRetry } = options;
  const before = (calls?.lines ?? []).map((line) => JSON.parse(line) as CallRecord);
  const meter = createMeter(before);
  const metered = withMeter(model, meter, { clock, onCall: (call) => calls?.append(JSON.stringify(call)) });
  const endpoint = model.description['kind'] === 'endpoint';
  const lease = endpoint ? shareLimiter(placeOf(model), { concurrency, clock }) : undefined;
  const limited =
    lease === undefined
      ? metered
      : withLimit(withTimeout(metered, { timeoutMs: TIMEOUT_MS, clock }), { limiter: lease.limiter });
  const hasLimit = Object.values(limits).some((limit) => limit !== undefined);
  const budgeted = hasLimit
    ? withBudget(limited, createBudget(limits, { price, before: spendingOf(before) }))
    : limited;
  const patient = withRetry(budgeted, {
    clock,
    attempts: endpoint ? 6 : 2,
    ...(onRetry === undefined ? {} : { onRetry }),
  });
  const onHit = (): void => void (meter.cached += 1);
  const cached =
    cache === undefined
      ? withKeptSamples(patient, { answers, onHit })
      : withCache(patient, { store: cache, onHit: () => (meter.fromCache += 1) });
  return {
    model: withRecord(withSamples(cached), {
      answers,
      onHit,
      ...(prompts === undefined ? {} : { onAsk: prompts.add }),
    }),
    fresh: withSamples(patient),
    meter,
    close: () => lease?.release(),
  };
}

/** Where an endpoint is, as far as it tells; one that tells no address is by itself. */
function placeOf({ description, fingerprint }: LanguageModel): string {
  const { baseUrl, address } = description;
  const told = [baseUrl, address].find((place) => typeof place === 'string' && URL.canParse(place));
  return typeof told === 'string' ? told : fingerprint;
}
