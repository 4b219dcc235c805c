import type { Elicitation } from '../agent/index.js';
import type { Clock } from '../foundation/clock.js';
import type { AppendLog } from '../foundation/storage/index.js';
import {
  createBudget,
  createMeter,
  shareLimiter,
  spendingOf,
  withBudget,
  withCache,
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
  type Price,
  type Prompts,
  type Retry,
} from '../model/index.js';
import { languageModelSource, type MindSource } from '../run/index.js';
import type { LanguageModel } from '../spec/index.js';
import type { Reporter } from './reporter.js';

/** A study's model with everything around it, and what it has cost. */
export interface ModelStack {
  readonly source: MindSource;
  /** Absent where no language model decides. */
  readonly model?: LanguageModel;
  /** The same without record and cache: what it is asked is asked anew, within the limits and the budget of the study. */
  readonly fresh?: LanguageModel;
  readonly meter: CallMeter;
  /** Gives back what is shared with other studies of this process. */
  close(): void;
}

/** What a study puts around its model. */
export interface StackOptions {
  readonly answers: Answers;
  readonly prompts: Prompts;
  readonly calls: AppendLog;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly limits?: BudgetLimits;
  /** Price of the model, where one is known. */
  readonly price?: Price;
  /** Answers of other studies, where they are to be used. */
  readonly cache?: AnswerStore;
  readonly concurrency?: number;
  readonly elicitation?: Partial<Elicitation>;
}

/** Endpoints are given this long for one answer. */
const TIMEOUT_MS = 120_000;
const CONCURRENCY = 8;

/**
 * Wraps a study's model: record(samples(cache(retry(budget(limit(timeout(meter(model)))))))). What was answered once, in
 * this sitting or an earlier one, is not asked again; the cache has what other studies asked. Limit and timeout are for
 * endpoints; an embedded model has its own queue.
 */
export function createModelStack(source: MindSource, options: StackOptions): ModelStack {
  const { clock, reporter, answers, elicitation, calls, limits = {}, price, cache } = options;
  const before = calls.lines.map((line) => JSON.parse(line) as CallRecord);
  const meter = createMeter(before);
  reporter.meter(meter);
  if (source.model === undefined) return { source, meter, close: () => undefined };
  const endpoint = source.model.description['kind'] === 'endpoint';
  const metered = withMeter(source.model, meter, { clock, onCall: (call) => calls.append(JSON.stringify(call)) });
  const { asked, release } = endpoint ? atEndpoint(metered, options) : { asked: metered, release: () => undefined };
  const hasLimit = Object.values(limits).some((limit) => limit !== undefined);
  const budget = hasLimit ? createBudget(limits, { price, before: spendingOf(before) }) : undefined;
  const budgeted = budget === undefined ? asked : withBudget(asked, budget);
  const patient = withRetry(budgeted, {
    clock,
    attempts: endpoint ? 6 : 2,
    onRetry: (retry) => reporter.warning(inWords(retry)),
  });
  const cached =
    cache === undefined ? patient : withCache(patient, { store: cache, onHit: () => (meter.fromCache += 1) });
  const model = withRecord(withSamples(cached), {
    answers,
    onHit: () => (meter.cached += 1),
    onAsk: options.prompts.add,
  });
  return {
    source: languageModelSource({
      model,
      why: source.why,
      elicitation,
      qualification: source.qualification,
      onKnown: reporter.known,
    }),
    model,
    fresh: withSamples(patient),
    meter,
    close: release,
  };
}

/** One limit for all who ask an endpoint in this process, and a deadline for each attempt. */
function atEndpoint(
  model: LanguageModel,
  { clock, concurrency = CONCURRENCY }: StackOptions,
): { readonly asked: LanguageModel; release(): void } {
  const { baseUrl } = model.description;
  const endpoint = typeof baseUrl === 'string' ? baseUrl : model.fingerprint;
  const { limiter, release } = shareLimiter(endpoint, { concurrency, clock });
  return { asked: withLimit(withTimeout(model, { timeoutMs: TIMEOUT_MS, clock }), { limiter }), release };
}

function inWords({ attempt, attempts, failure, waitMs, model }: Retry): string {
  const cause = failure.status ?? failure.message;
  return `retry ${attempt + 1}/${attempts}, ${cause}, next in ${Math.ceil(waitMs / 1000)} s, ${model}`;
}
