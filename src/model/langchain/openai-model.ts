import { systemClock, type Clock } from '../../foundation/clock.js';
import { userError } from '../../foundation/errors/index.js';
import { failed, type Json, type LanguageModel, type ModelFailure, type Prompt } from '../../spec/index.js';
import { aboutEndpoint, describeEndpoint } from './about-endpoint.js';
import type { AskContext } from './ask.js';
import { chooseByLogProbabilities } from './choose-by-log-probabilities.js';
import { chooseBySamples } from './choose-by-samples.js';
import type { Choose, Choosing } from './choose.js';
import { connectionOf, type ConnectionOptions } from './connection.js';
import { openEndpoint, type Endpoint } from './endpoint.js';
import { told } from './failures.js';
import type { Taken } from './learned.js';
import { askOpening, type AroundOpening } from './opening.js';
import { openingOf, recallOpening, recordOpening } from './opening-record.js';
import { probe, type Found } from './probe.js';
import { score } from './score.js';
import { write } from './write.js';

/** How an endpoint is reached, and how it is asked. */
export interface OpenAiOptions extends ConnectionOptions {
  /**
   * How choices are made. Default `auto`: from log-probabilities where the endpoint gives them, else from counted
   * samples, else from samples that are made to be one of the options.
   */
  readonly choose?: Choosing;
  /** Tokens that an answer leaves to the thoughts of a model that reasons, beside its own. Default 4096. */
  readonly reasoningTokens?: number;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** Puts around the questions with which the endpoint is opened what counts and limits them. Default: nothing does. */
  readonly around?: AroundOpening;
  /**
   * What an earlier opening found out (`LanguageModel.found`). Where it is of the same endpoint, set in the same way,
   * nothing is asked.
   */
  readonly found?: Json;
}

const REASONING_TOKENS = 4096;

/**
 * A model behind any OpenAI-compatible endpoint, through LangChain, whose own retries are off.
 *
 * Where the endpoint gives log-probabilities, a choice is the distribution over the first tokens of the reply, at
 * temperature 1: exact as far as the twenty most likely tokens go. Else samples are counted, at the temperature asked
 * for. Which of the two is found out before anything starts.
 *
 * @throws MesocosmError (usage) when a key is missing or the address is none; (unreachable) when the endpoint does not
 *   answer or does not know the model, naming the address and the setting to change; (budget) when `around` does not
 *   allow a question.
 */
export async function openaiModel(options: OpenAiOptions): Promise<LanguageModel> {
  const { choose = 'auto', reasoningTokens = REASONING_TOKENS, clock = systemClock, signal } = options;
  const connection = connectionOf(options);
  const { model, baseUrl } = connection;
  const endpoint = await openEndpoint({ connection, clock, reasoningTokens });
  const through = await askOpening(connection, options.around);
  const { timeoutMs } = connection;
  const opening = openingOf(connection, { choose, reasoningTokens });
  const found =
    recallOpening(opening, options.found, endpoint.learned) ??
    (await probe({ endpoint, choose, baseUrl, model, clock, signal, timeoutMs, through }));
  if (choose === 'log-probabilities' && !found.logprobs) throw noLogProbabilities(baseUrl);
  const choosing = choosers(endpoint, found, choose);
  const { learned } = endpoint;
  const known = { connection, learned, found, reasoningTokens };
  const about = aboutEndpoint(known);
  const structures = choose === 'auto' && !found.logprobs && !found.structured;
  return {
    ...about,
    ...(structures ? { capabilities: { ...about.capabilities, structured: true } } : {}),
    found: recordOpening(opening, { found, learned }),
    get description() {
      return describeEndpoint(known);
    },
    ...verbs({ endpoint, found, choosing }),
  };
}

interface Opened {
  readonly endpoint: Endpoint;
  readonly found: Found;
}

/** How choices are made of a prompt of each form. */
interface Choosers {
  readonly chat: Choose;
  readonly completion: Choose;
}

function verbs({ endpoint, found, choosing }: Opened & { readonly choosing: Choosers }) {
  const { chat, complete } = endpoint;
  const cannot = ({ form }: Prompt): ModelFailure | undefined =>
    form === 'completion' && found.completions === 'none' ? noCompletions() : undefined;
  return {
    async choose(request, context = {}) {
      const why = cannot(request.prompt);
      return why === undefined ? told(choosing[request.prompt.form](request, context)) : failed(why);
    },
    async score({ prompt, continuations }, context = {}) {
      if (!found.echo || prompt.form === 'chat') return failed(noScores(found));
      return told(score(endpoint, prompt, { ...context, continuations }));
    },
    async write(request, context = {}) {
      const why = cannot(request.prompt);
      if (why !== undefined) return failed(why);
      return told(write(request.prompt.form === 'chat' ? chat : complete, request, context));
    },
    close: async () => undefined,
  } satisfies Partial<LanguageModel>;
}

function choosers(endpoint: Endpoint, { logprobs, structured, completions, echo }: Found, choose: Choosing): Choosers {
  const { chat, complete, learned } = endpoint;
  const appliedBy =
    ({ without }: Taken) =>
    (temperature: number): number =>
      without.has('temperature') ? 1 : temperature;
  const ofChat = { ask: chat, applied: appliedBy(learned.chat) };
  const structuredChat = chooseBySamples({ ...ofChat, method: 'structured' });
  const otherwise = choose === 'auto' ? { otherwise: structuredChat } : {};
  const countedChat = chooseBySamples({ ...ofChat, method: 'counted', ...otherwise });
  const sampledChat = structured ? structuredChat : countedChat;
  const whole = echo
    ? (prompt: Prompt, options: readonly string[], context?: AskContext) =>
        score(endpoint, prompt, { ...context, continuations: options })
    : undefined;
  return {
    chat: logprobs ? chooseByLogProbabilities(chat) : sampledChat,
    // Of one kind with the chat: capabilities promise one of the two for both forms.
    completion:
      logprobs && completions === 'log-probabilities'
        ? chooseByLogProbabilities(complete, whole)
        : chooseBySamples({ ask: complete, applied: appliedBy(learned.texts), method: 'counted' }),
  };
}

function noLogProbabilities(baseUrl: string): Error {
  return userError({
    kind: 'unreachable',
    what: 'the endpoint gives no log-probabilities of an answer, which `choose` asks for',
    where: baseUrl,
    remedy: "let answers be counted (choose: 'samples', or 'auto'), or name another endpoint",
  });
}

function noCompletions(): ModelFailure {
  const message = 'this endpoint does not continue texts as choices need it: ask it as a chat, with `--form chat`';
  return { kind: 'not-available', message, retryable: false };
}

function noScores({ echo }: Found): ModelFailure {
  const message = echo
    ? 'whole texts are scored as continuations, not as replies of a chat: `--form completion`'
    : 'this endpoint gives no log-probabilities of a prompt, so it cannot score texts';
  return { kind: 'not-available', message, retryable: false };
}
