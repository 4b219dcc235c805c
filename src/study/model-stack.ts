import type { Elicitation } from '../agent/index.js';
import type { Clock } from '../foundation/clock.js';
import type { AppendLog } from '../foundation/storage/index.js';
import {
  createBudget,
  createMeter,
  withBudget,
  withLimit,
  withMeter,
  withRecord,
  withRetry,
  withTimeout,
  type Answers,
  type CallMeter,
  type CallRecord,
  type Prompts,
} from '../model/index.js';
import { languageModelSource, type MindSource } from '../run/index.js';
import type { LanguageModel } from '../spec/index.js';
import type { Reporter } from './reporter.js';

/** A study's model with everything around it, and what it has cost. */
export interface ModelStack {
  readonly source: MindSource;
  /** Absent where no language model decides. */
  readonly model?: LanguageModel;
  readonly meter: CallMeter;
}

/** Endpoints are given this long for one answer. */
const TIMEOUT_MS = 120_000;

/**
 * Wraps a study's model: record(retry(budget(limit(timeout(meter(model)))))). The record is the study's cache as well:
 * what was answered once, in this sitting or an earlier one, is not asked again. Limit and timeout are for endpoints;
 * an embedded model has its own queue.
 */
export function createModelStack(
  source: MindSource,
  options: {
    readonly answers: Answers;
    readonly prompts: Prompts;
    readonly calls: AppendLog;
    readonly clock: Clock;
    readonly reporter: Reporter;
    readonly maxCalls?: number;
    readonly concurrency?: number;
    readonly elicitation?: Partial<Elicitation>;
  },
): ModelStack {
  const meter = createMeter(options.calls.lines.map((line) => JSON.parse(line) as CallRecord));
  const { clock, reporter, answers, elicitation, calls } = options;
  reporter.meter(meter);
  if (source.model === undefined) return { source, meter };
  const adapter = source.model;
  const endpoint = adapter.description['kind'] === 'endpoint';
  const metered = withMeter(adapter, meter, { clock, onCall: (call) => calls.append(JSON.stringify(call)) });
  const timed = endpoint ? withTimeout(metered, { timeoutMs: TIMEOUT_MS, clock }) : metered;
  const limited = endpoint ? withLimit(timed, { concurrency: options.concurrency ?? 8 }) : timed;
  const budgeted =
    options.maxCalls === undefined ? limited : withBudget(limited, createBudget(options.maxCalls, meter.calls));
  const patient = withRetry(budgeted, {
    clock,
    attempts: endpoint ? 6 : 2,
    onRetry({ attempt, attempts, failure, waitMs, model }) {
      const cause = failure.status ?? failure.message;
      reporter.warning(`retry ${attempt + 1}/${attempts}, ${cause}, next in ${Math.ceil(waitMs / 1000)} s, ${model}`);
    },
  });
  const model = withRecord(patient, {
    answers,
    onHit: () => (meter.cached += 1),
    onAsk: options.prompts.add,
  });
  return {
    source: languageModelSource({ model, why: source.why, elicitation, onKnown: reporter.known }),
    model,
    meter,
  };
}
