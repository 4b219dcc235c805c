import { contentHash } from '../../foundation/storage/index.js';
import {
  failed,
  type LanguageModel,
  type ModelFailure,
  type Prompt,
  type Result,
  type Usage,
} from '../../spec/index.js';
import { callOf } from '../wrappers/index.js';
import type { AskContext, AskFailure } from './ask.js';
import type { Connection } from './connection.js';

/** Puts wrappers around the questions with which an endpoint is opened. */
export type AroundOpening = (asked: LanguageModel) => LanguageModel | Promise<LanguageModel>;

/** One question of the opening: what it can take at most, and how it is asked. */
export interface OpeningQuestion<Reply> {
  readonly prompt: Prompt;
  readonly maxTokens: number;
  readonly signal: AbortSignal;
  ask(context: AskContext): Promise<Result<Reply, AskFailure>>;
}

/** Asks a question of the opening through whatever is put around it. */
export type AskOpening = <Reply extends { readonly usage: Usage }>(
  question: OpeningQuestion<Reply>,
) => Promise<Result<Reply, AskFailure>>;

/**
 * Makes the questions of an opening calls of a model, so that a meter and a budget can stand around them like around all
 * others. `around` is given that model once, before anything is asked: name, address, and a fingerprint of what is known
 * by then. Of its verbs it has `write` alone; the purpose of the calls is `opening`.
 */
export async function askOpening(connection: Connection, around: AroundOpening | undefined): Promise<AskOpening> {
  if (around === undefined) return ({ ask, signal }) => ask({ signal });
  const questions = new WeakMap<object, OpeningQuestion<unknown>>();
  const call = callOf(await around(unopened(connection, questions)));
  return async <Reply>(question: OpeningQuestion<Reply>) => {
    const { prompt, maxTokens, signal } = question;
    const request = { prompt, maxTokens, temperature: 1 };
    questions.set(request, question);
    return (await call({ verb: 'write', request }, { signal, purpose: 'opening' })) as Result<Reply, AskFailure>;
  };
}

function unopened(connection: Connection, questions: WeakMap<object, OpeningQuestion<unknown>>): LanguageModel {
  const { baseUrl, model, headers, body } = connection;
  const cannot = async (): Promise<Result<never, ModelFailure>> =>
    failed({ kind: 'not-available', message: 'the endpoint is not open yet', retryable: false });
  return {
    name: `openai:${model}`,
    fingerprint: contentHash({ opening: 'openai', baseUrl, model, headers: Object.keys(headers).toSorted(), body }),
    capabilities: { choose: 'sampled', score: false, write: true, embed: false },
    description: { kind: 'endpoint', baseUrl, model },
    choose: cannot,
    score: cannot,
    // Wrappers look at usage and failures of a reply, whatever else it holds.
    write: (request, context = {}) =>
      (questions.get(request)?.ask(context) ?? cannot()) as ReturnType<LanguageModel['write']>,
    close: async () => undefined,
  };
}
