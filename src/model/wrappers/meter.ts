import { systemClock, type Clock } from '../../foundation/clock.js';
import type { LanguageModel, ModelFailure, Result, Usage } from '../../spec/index.js';
import { wasUnsent } from '../_internals/unsent.js';
import { usdOf, type Sum, type TokenPrice } from './budget.js';
import { chargeOf, mostTokens, requestsOf, usageOf, type Charge } from './charge.js';
import { requestKey } from './request-key.js';
import { wrap } from './wrap.js';

/** What was asked of a model, and what it took. */
export interface CallMeter {
  /** Requests to the model; an attempt may need several. */
  calls: number;
  /** Attempts that reached the model. */
  attempts: number;
  /** Requests that an answer was already there for, in the record. */
  cached: number;
  /** Requests that the answer cache answered. */
  fromCache: number;
  /** `null` once an answer came whose tokens are not known. */
  promptTokens: number | null;
  completionTokens: number | null;
  /** Attempts that may have taken tokens that nobody told. */
  unknown: number;
  /** Failed attempts by kind. */
  failures: Record<string, number>;
}

/** A line of `calls.jsonl`: what depends on the hour, and therefore stays out of journal and answers. */
export interface CallRecord {
  readonly key: string;
  readonly verb: string;
  readonly purpose: string | null;
  /** The run that asked first: condition, arm and seed. */
  readonly run: string | null;
  /** The agent that asked first. */
  readonly agent: string | null;
  /** Names the run, agent and occasion that asked first. */
  readonly stream: string | null;
  /** `answered`, or the kind of the failure. */
  readonly outcome: string;
  readonly milliseconds: number;
  /** `null` where the model does not say. */
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly reasoningTokens?: number;
  /** Requests that the attempt made, where it says; else it was one. */
  readonly requests?: number;
  /** The most that it can have taken, where its tokens are not known: what the budget counts. */
  readonly atMost?: Charge;
  /** Name of the one that was asked, where several decide in a study. */
  readonly mind?: string;
  /** US dollars by which the budget counts it, where several decide and the price of this one is known. */
  readonly usd?: number;
}

/** Of several models that share a meter and a budget: which one it is, and what it costs. */
export interface OneOfSeveral {
  readonly mind: string;
  readonly price?: TokenPrice;
}

/** A meter that starts with what was recorded before, so that a study of several sittings counts them all. */
export function createMeter(before: readonly CallRecord[] = []): CallMeter {
  const meter: CallMeter = {
    calls: 0,
    attempts: 0,
    cached: 0,
    fromCache: 0,
    promptTokens: 0,
    completionTokens: 0,
    unknown: 0,
    failures: {},
  };
  for (const record of before) count(meter, record);
  return meter;
}

/** Counts every attempt, with its tokens; stands next to the adapter. */
export function withMeter(
  model: LanguageModel,
  meter: CallMeter,
  options: { readonly clock?: Clock; readonly one?: OneOfSeveral; onCall?(record: CallRecord): void } = {},
): LanguageModel {
  const { clock = systemClock, one, onCall } = options;
  return wrap(model, (inner) => async (request, context) => {
    const start = clock.monotonicMs();
    const reply = await inner(request, context);
    // What was interrupted while it waited for its turn never reached the model.
    if (!reply.ok && wasUnsent(reply.failure)) return reply;
    const told = tokensOf(reply, mostTokens(model, request, context));
    const record: CallRecord = {
      key: requestKey(model, request, context),
      verb: request.verb,
      purpose: context.purpose ?? null,
      run: context.run ?? null,
      agent: context.agent ?? null,
      stream: context.stream ?? null,
      outcome: reply.ok ? 'answered' : reply.failure.kind,
      milliseconds: Math.round(clock.monotonicMs() - start),
      ...told,
      ...(one === undefined ? {} : markOf(one, told)),
    };
    count(meter, record);
    onCall?.(record);
    return reply;
  });
}

/** What these attempts took, for a budget that goes on. */
export function spendingOf(records: readonly CallRecord[]): Sum {
  const start: Sum = { calls: 0, promptTokens: 0, completionTokens: 0, unknown: 0 };
  return records.reduce<Sum>((sum, record) => {
    const { requests = 1, atMost, usd } = record;
    const { promptTokens, completionTokens } = countedTokens(record);
    const { own = { promptTokens: 0, completionTokens: 0, usd: 0 } } = sum;
    const priced =
      usd === undefined
        ? sum.own
        : {
            promptTokens: own.promptTokens + promptTokens,
            completionTokens: own.completionTokens + completionTokens,
            usd: own.usd + usd,
          };
    return {
      calls: sum.calls + requests,
      promptTokens: sum.promptTokens + promptTokens,
      completionTokens: sum.completionTokens + completionTokens,
      unknown: sum.unknown + Number(atMost !== undefined),
      ...(priced === undefined ? {} : { own: priced }),
    };
  }, start);
}

/** Tokens by which a budget counts an attempt: those that it took, or the most that it can have taken. */
function countedTokens({
  promptTokens,
  completionTokens,
  atMost,
}: Pick<CallRecord, 'promptTokens' | 'completionTokens' | 'atMost'>): Charge {
  return {
    promptTokens: promptTokens ?? atMost?.promptTokens ?? 0,
    completionTokens: completionTokens ?? atMost?.completionTokens ?? 0,
  };
}

function markOf(
  { mind, price }: OneOfSeveral,
  told: Pick<CallRecord, 'promptTokens' | 'completionTokens' | 'atMost'>,
): Pick<CallRecord, 'mind' | 'usd'> {
  return price === undefined ? { mind } : { mind, usd: usdOf(countedTokens(told), price) };
}

function tokensOf(
  reply: Result<unknown, ModelFailure>,
  most: Charge,
): Pick<CallRecord, 'promptTokens' | 'completionTokens' | 'reasoningTokens' | 'requests' | 'atMost'> {
  const charged = chargeOf(most, reply);
  const requests = requestsOf(reply);
  const told = { ...(usageOf(reply) ?? UNKNOWN_TOKENS), ...(requests === undefined ? {} : { requests }) };
  if (!charged.sent || charged.known) return told;
  const { promptTokens, completionTokens } = charged;
  return { ...told, atMost: { promptTokens, completionTokens } };
}

const UNKNOWN_TOKENS: Usage = { promptTokens: null, completionTokens: null };

function count(meter: CallMeter, record: CallRecord): void {
  const { outcome, requests = 1, promptTokens, completionTokens, atMost } = record;
  const answered = outcome === 'answered';
  meter.calls += requests;
  meter.attempts += 1;
  if (!answered) meter.failures[outcome] = (meter.failures[outcome] ?? 0) + 1;
  if (atMost !== undefined) meter.unknown += 1;
  // What a failure took is seldom known, and does not make all that was known before unknown.
  meter.promptTokens = sum(meter.promptTokens, answered ? promptTokens : (promptTokens ?? 0));
  meter.completionTokens = sum(meter.completionTokens, answered ? completionTokens : (completionTokens ?? 0));
}

function sum(before: number | null, more: number | null): number | null {
  return before === null || more === null ? null : before + more;
}
