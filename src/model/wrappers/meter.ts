import { systemClock, type Clock } from '../../foundation/clock.js';
import type { LanguageModel, ModelFailure, Result, Usage } from '../../spec/index.js';
import { wasUnsent } from '../_internals/unsent.js';
import type { Spending } from './budget.js';
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
  options: { readonly clock?: Clock; onCall?(record: CallRecord): void } = {},
): LanguageModel {
  const { clock = systemClock, onCall } = options;
  return wrap(model, (inner) => async (request, context) => {
    const start = clock.monotonicMs();
    const reply = await inner(request, context);
    // What was interrupted while it waited for its turn never reached the model.
    if (!reply.ok && wasUnsent(reply.failure)) return reply;
    const record: CallRecord = {
      key: requestKey(model, request, context),
      verb: request.verb,
      purpose: context.purpose ?? null,
      run: context.run ?? null,
      agent: context.agent ?? null,
      stream: context.stream ?? null,
      outcome: reply.ok ? 'answered' : reply.failure.kind,
      milliseconds: Math.round(clock.monotonicMs() - start),
      ...tokensOf(reply, mostTokens(model, request, context)),
    };
    count(meter, record);
    onCall?.(record);
    return reply;
  });
}

/** What these attempts took, for a budget that goes on. */
export function spendingOf(records: readonly CallRecord[]): Omit<Spending, 'usd'> {
  return records.reduce(
    (sum, { requests = 1, promptTokens, completionTokens, atMost }) => ({
      calls: sum.calls + requests,
      promptTokens: sum.promptTokens + (promptTokens ?? atMost?.promptTokens ?? 0),
      completionTokens: sum.completionTokens + (completionTokens ?? atMost?.completionTokens ?? 0),
      unknown: sum.unknown + Number(atMost !== undefined),
    }),
    { calls: 0, promptTokens: 0, completionTokens: 0, unknown: 0 },
  );
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
