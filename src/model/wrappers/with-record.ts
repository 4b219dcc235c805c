import { failed, type LanguageModel, type ModelFailure, type Result } from '../../spec/index.js';
import { memoryAnswers, type Answers } from './answers.js';
import { requestKey, type Request } from './request-key.js';
import { wrap, type Call } from './wrap.js';

/**
 * The outermost wrapper: an answer that is recorded is given without a call; any other is asked for, recorded, and
 * only then handed on. Failures that are content (`refused`, `malformed`) are recorded like answers; those that depend
 * on the hour are not, and may be asked again.
 */
export function withRecord(
  model: LanguageModel,
  options: {
    readonly answers: Answers;
    onHit?(): void;
    /** Told of every request, before it is asked or looked up. */
    onAsk?(key: string, request: Request): void;
  },
): LanguageModel {
  const open = new Map<string, Promise<Result<unknown, ModelFailure>>>();
  return wrap(model, (inner) => {
    const ask: Call = async (request, context) => {
      const key = requestKey(model, request, context);
      options.onAsk?.(key, request);
      const known = options.answers.get(key) as Result<unknown, ModelFailure> | undefined;
      if (known !== undefined) {
        options.onHit?.();
        return known;
      }
      const underWay = open.get(key);
      if (underWay === undefined) {
        const asked = inner(request, context)
          .then((reply) => {
            if (reply.ok || isContent(reply.failure)) options.answers.put(key, request.verb, reply);
            return reply;
          })
          .finally(() => open.delete(key));
        open.set(key, asked);
        return asked;
      }
      const reply = await underWay;
      // That another caller was interrupted is no answer to this one.
      const othersEnd = !reply.ok && reply.failure.kind === 'aborted' && context.signal?.aborted !== true;
      return othersEnd ? ask(request, context) : reply;
    };
    return ask;
  });
}

/** The same answers from memory, for the life of the process: equal requests, those under way included, are one call. */
export function withCache(model: LanguageModel, options: { onHit?(): void } = {}): LanguageModel {
  return withRecord(model, { ...options, answers: memoryAnswers() });
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
    capabilities: { choose, score: true, write: true, embed: false },
    description: { kind: 'record' },
    choose: silent,
    score: silent,
    write: silent,
    close: async () => undefined,
  };
  return withRecord(model, { answers });
}

function isContent({ kind }: ModelFailure): boolean {
  return kind === 'refused' || kind === 'malformed' || kind === 'not-available';
}
