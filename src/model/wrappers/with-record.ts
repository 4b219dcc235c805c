import { failed, type LanguageModel, type ModelFailure, type Result } from '../../spec/index.js';
import { interrupted } from '../_internals/interrupted.js';
import { isKept } from '../_internals/is-kept.js';
import { unlessInterrupted } from '../_internals/unless-interrupted.js';
import { memoryAnswers, type Answers } from './answers.js';
import { requestKey, type Request } from './request-key.js';
import { callOf, wrap, type Call } from './wrap.js';

/** Where answers are kept: in a file, in memory, or on a disk that several processes share. */
export interface AnswerStore {
  /** What was put under a key, or a promise of it; `undefined` where nothing was. */
  get(key: string): unknown;
  put(key: string, verb: string, answer: unknown): void | Promise<void>;
}

/** What a recorder or a cache stands on. */
export interface RecordOptions {
  readonly answers: AnswerStore;
  onHit?(): void;
  /** Told of every request, before it is asked or looked up. */
  onAsk?(key: string, request: Request): void;
  /** Which failures are kept as well. Default: all that are content, but for a prompt too long for an endpoint. */
  keeps?(failure: ModelFailure): boolean;
}

/**
 * The outermost wrapper: an answer that is recorded is given without a call; any other is asked for, recorded, and
 * only then handed on. Failures that are content (`refused`, `malformed`) are recorded like answers; those that depend
 * on the hour, or on a server's context, are not, and may be asked again. Equal requests that are under way are one call.
 */
export function withRecord(model: LanguageModel, options: RecordOptions): LanguageModel {
  const { answers, onHit, onAsk, keeps = isKept } = options;
  const open = new Map<string, Promise<Result<unknown, ModelFailure>>>();
  return wrap(model, (inner) => {
    const known = (found: unknown): Result<unknown, ModelFailure> | undefined => {
      if (found !== undefined) onHit?.();
      return found as Result<unknown, ModelFailure> | undefined;
    };
    const askOrRead: Keyed = async (key, found, request, context) => {
      const before = known(await found);
      if (before !== undefined) return before;
      if (context.signal?.aborted === true) return interrupted();
      const reply = await inner(request, context);
      if (reply.ok || keeps(reply.failure)) await answers.put(key, request.verb, reply);
      return reply;
    };
    const ask: Call = async (request, context) => {
      const key = requestKey(model, request, context);
      onAsk?.(key, request);
      const underWay = open.get(key);
      if (underWay === undefined) {
        const found = answers.get(key);
        const before = found instanceof Promise ? undefined : known(found);
        if (before !== undefined) return before;
        const asked = askOrRead(key, found, request, context).finally(() => open.delete(key));
        open.set(key, asked);
        return asked;
      }
      const reply = await unlessInterrupted(underWay, context.signal);
      // That another caller was interrupted is no answer to this one.
      const othersEnd = !reply.ok && reply.failure.kind === 'aborted' && context.signal?.aborted !== true;
      return othersEnd ? ask(request, context) : reply;
    };
    return ask;
  });
}

type Keyed = (key: string, found: unknown, ...call: Parameters<Call>) => ReturnType<Call>;

/** Calls for this purpose are made anew each time, whatever is cached: a model is asked whether it still is the same. */
export const CANARY = 'canary';

/**
 * The same answers again from a store, by default one in memory for the life of the process. Failures are not kept, and
 * calls whose purpose is `canary` go past it.
 */
export function withCache(
  model: LanguageModel,
  options: { readonly store?: AnswerStore; onHit?(): void } = {},
): LanguageModel {
  const { store = memoryAnswers(), onHit } = options;
  const cached = withRecord(model, { answers: store, onHit, keeps: () => false });
  return wrap(model, (inner) => {
    const outer = callOf(cached);
    return (request, context) => (context.purpose === CANARY ? inner : outer)(request, context);
  });
}

/** A model that knows what is recorded and nothing else; any other request is `unavailable`. */
export function replayOnly(options: {
  readonly name: string;
  readonly fingerprint: string;
  readonly choose: 'exact' | 'sampled';
  readonly answers: Answers;
}): LanguageModel {
  const { name, fingerprint, answers, choose } = options;
  const silent = async (): Promise<Result<never, ModelFailure>> =>
    failed({ kind: 'unavailable', message: 'an answer that the run needs is not in its record', retryable: false });
  const model: LanguageModel = {
    name,
    fingerprint,
    capabilities: { choose, score: true, write: true, embed: true },
    description: { kind: 'record' },
    choose: silent,
    score: silent,
    write: silent,
    embed: silent,
    close: async () => undefined,
  };
  return withRecord(model, { answers });
}
