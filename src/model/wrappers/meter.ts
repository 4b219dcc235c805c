import { systemClock, type Clock } from '../../foundation/clock.js';
import type { LanguageModel, Usage } from '../../spec/index.js';
import { requestKey } from './request-key.js';
import { wrap } from './wrap.js';

/** What was asked of a model, and what it took. */
export interface CallMeter {
  /** Attempts that reached the model. */
  calls: number;
  /** Requests that an answer was already there for. */
  cached: number;
  /** `null` once an answer came whose tokens are not known. */
  promptTokens: number | null;
  completionTokens: number | null;
  /** Failed attempts by kind. */
  failures: Record<string, number>;
}

/** A line of `calls.jsonl`: what depends on the hour, and therefore stays out of journal and answers. */
export interface CallRecord {
  readonly key: string;
  readonly verb: string;
  readonly purpose: string | null;
  /** Names the run, agent and occasion that asked first, for usage by any of them. */
  readonly stream: string | null;
  /** `answered`, or the kind of the failure. */
  readonly outcome: string;
  readonly milliseconds: number;
  /** `null` where the model does not say. */
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/** A meter that starts with what was recorded before, so that a study of several sittings counts them all. */
export function createMeter(before: readonly CallRecord[] = []): CallMeter {
  const meter: CallMeter = { calls: 0, cached: 0, promptTokens: 0, completionTokens: 0, failures: {} };
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
    const usage = reply.ok ? (reply.value as { usage: Usage }).usage : NO_TOKENS;
    const record: CallRecord = {
      key: requestKey(model, request, context),
      verb: request.verb,
      purpose: context.purpose ?? null,
      stream: context.stream ?? null,
      outcome: reply.ok ? 'answered' : reply.failure.kind,
      milliseconds: Math.round(clock.monotonicMs() - start),
      ...usage,
    };
    count(meter, record);
    onCall?.(record);
    return reply;
  });
}

const NO_TOKENS: Usage = { promptTokens: 0, completionTokens: 0 };

function count(meter: CallMeter, { outcome, promptTokens, completionTokens }: CallRecord): void {
  meter.calls += 1;
  if (outcome !== 'answered') meter.failures[outcome] = (meter.failures[outcome] ?? 0) + 1;
  meter.promptTokens = sum(meter.promptTokens, promptTokens);
  meter.completionTokens = sum(meter.completionTokens, completionTokens);
}

function sum(before: number | null, more: number | null): number | null {
  return before === null || more === null ? null : before + more;
}
