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
  readonly outcome: string;
  readonly milliseconds: number;
}

/** A meter at zero. */
export function createMeter(): CallMeter {
  return { calls: 0, cached: 0, promptTokens: 0, completionTokens: 0, failures: {} };
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
    meter.calls += 1;
    const reply = await inner(request, context);
    if (reply.ok) count(meter, (reply.value as { usage: Usage }).usage);
    else meter.failures[reply.failure.kind] = (meter.failures[reply.failure.kind] ?? 0) + 1;
    onCall?.({
      key: requestKey(model, request, context),
      verb: request.verb,
      purpose: context.purpose ?? null,
      outcome: reply.ok ? 'answered' : reply.failure.kind,
      milliseconds: Math.round(clock.monotonicMs() - start),
    });
    return reply;
  });
}

function count(meter: CallMeter, { promptTokens, completionTokens }: Usage): void {
  meter.promptTokens = promptTokens === null || meter.promptTokens === null ? null : meter.promptTokens + promptTokens;
  meter.completionTokens =
    completionTokens === null || meter.completionTokens === null ? null : meter.completionTokens + completionTokens;
}
