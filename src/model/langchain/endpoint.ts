import type { Clock } from '../../foundation/clock.js';
import { failed, success, type Prompt, type Result } from '../../spec/index.js';
import { childSignal } from '../_internals/child-signal.js';
import { interrupted } from '../_internals/interrupted.js';
import type { Ask, AskContext, AskFailure, Asking } from './ask.js';
import { replyIn, type ChatReply } from './chat-reply.js';
import { completionIn, type CompletionReply } from './completion-reply.js';
import type { Connection } from './connection.js';
import { failureOf, isNotTaken, noCompletion } from './failures.js';
import { FORMATS, learnFrom, nothingLearned, type Learned, type Taken } from './learned.js';
import { longWait } from './long-wait.js';
import { chatBody, completionBody, type Body } from './request-bodies.js';
import { afterAnother, withRequests } from './spent.js';

/** An endpoint, with what was found out about it. */
export interface Endpoint {
  readonly chat: Ask;
  /** Continues a text. */
  readonly complete: Ask<CompletionReply>;
  /** The text itself, with the log-probability of each of its tokens. */
  readonly echo: (text: string, context?: AskContext) => Promise<Result<CompletionReply, AskFailure>>;
  readonly learned: Learned;
}

/** How an endpoint is asked. */
export interface EndpointOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  /** Tokens for the thoughts of a model that reasons before it chooses. */
  readonly reasoningTokens: number;
}

type Send = (body: Body, signal: AbortSignal) => Promise<unknown>;

/** Makes an {@link Endpoint}, through the clients of LangChain, whose own retries are off. */
export async function openEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { connection, reasoningTokens: room } = options;
  const { toChat, toCompletions } = await clients(connection);
  const learned = nothingLearned();
  const once = <Reply extends ChatReply>(send: Send, read: (raw: unknown) => Reply | undefined) =>
    sender(send, read, options);
  const chatOnce = once(toChat, replyIn);
  const completeOnce = once(toCompletions, completionIn);
  const complete = (prompt: Prompt, asking: Asking & { readonly echo?: boolean }, context?: AskContext) =>
    learning(() => completionBody(prompt, asking, { connection, learned }), {
      ask: (body) => completeOnce(body, context),
      learned,
      taken: learned.texts,
    });
  return {
    chat: async (prompt, asking, context) => {
      const ask = () =>
        learning(() => chatBody(prompt, asking, { connection, learned, room }), {
          ask: (body) => chatOnce(body, context),
          learned,
          taken: learned.chat,
        });
      const before = learned.reasons;
      const reply = await ask();
      if (!reply.ok || reply.value.reasoned !== true) return reply;
      learned.reasons = true;
      const cut = reply.value.text === '' && reply.value.finishReason === 'length';
      // That it reasons was not known: the thoughts had no room.
      return cut && asking.answerOnly === true && !before ? afterAnother(reply.value, await ask()) : reply;
    },
    complete,
    echo: (text, context) =>
      complete({ form: 'completion', pieces: [text] }, { maxTokens: 1, temperature: 1, echo: true }, context),
    learned,
  };
}

/** Sends a body as it is. With a schema in its own place, LangChain would throw away a reply that was cut. */
async function clients({ model, apiKey, baseUrl, organisation, headers, timeoutMs }: Connection) {
  const { ChatOpenAICompletions, OpenAI } = await import('@langchain/openai');
  const { timeout, ...fetching } = longWait(timeoutMs);
  const configuration = { baseURL: baseUrl, organization: organisation, defaultHeaders: { ...headers }, ...fetching };
  const patience = { maxRetries: 0, ...(timeout === undefined ? {} : { timeout }) };
  const chat = new ChatOpenAICompletions({ model, apiKey, ...patience, configuration });
  // The class refuses names of chat models; the name that counts is in the body.
  const completions = new OpenAI({ model: 'any-instruct', apiKey, ...patience, configuration });
  const toChat: Send = (body, signal) =>
    chat.completionWithRetry({ model, messages: [], stream: false }, { signal, body });
  const toCompletions: Send = (body, signal) =>
    completions.completionWithRetry({ model, prompt: '', stream: false }, { signal, body } as { signal: AbortSignal });
  return { toChat, toCompletions };
}

/** Sends one request and reads what came back, cleaned of secrets. */
function sender<Reply extends ChatReply>(
  send: Send,
  read: (raw: unknown) => Reply | undefined,
  { connection, clock }: EndpointOptions,
): (body: Body, context?: AskContext) => Promise<Result<Reply, AskFailure>> {
  const { ofErrors, ofReplies } = connection.redaction;
  return async (body, { signal, allow } = {}) => {
    if (signal?.aborted === true) return interrupted();
    const over = allow?.();
    if (over !== undefined) return failed(over);
    const call = childSignal(signal);
    try {
      const reply = read(await send(body, call.signal));
      if (reply === undefined) return failed(noCompletion());
      const { text, whole, refusal } = reply;
      const said = refusal === undefined ? {} : { refusal: ofReplies(refusal) };
      return success({ ...reply, text: ofReplies(text), whole: ofReplies(whole), ...said });
    } catch (error) {
      return call.signal.aborted ? interrupted() : failed(failureOf(error, { nowMs: clock.nowMs(), redact: ofErrors }));
    } finally {
      call.release();
    }
  };
}

/** How one path of an endpoint is asked, and what is known of it. */
interface Learning<Reply extends ChatReply> {
  ask(body: Body): Promise<Result<Reply, AskFailure>>;
  readonly learned: Learned;
  readonly taken: Taken;
}

/**
 * Asks, and where a parameter was refused, asks at once without it: from then on it is left out. What did not help is
 * forgotten again.
 */
async function learning<Reply extends ChatReply>(
  body: () => Body,
  { ask, learned, taken }: Learning<Reply>,
): Promise<Result<Reply, AskFailure>> {
  const before = { format: learned.format, topTokens: taken.topTokens, without: [...taken.without] };
  let sent = body();
  let reply = await ask(sent);
  let requests = 1;
  while (!reply.ok && (learnFrom(reply.failure, sent, taken) || learnFormat(reply.failure, sent, learned))) {
    sent = body();
    reply = await ask(sent);
    if (reply.ok || reply.failure.kind !== 'over-budget') requests += 1;
  }
  if (reply.ok) {
    if ('response_format' in sent) learned.formatWorks = true;
  } else if (isNotTaken(reply.failure)) {
    taken.without.clear();
    for (const name of before.without) taken.without.add(name);
    taken.topTokens = before.topTokens;
    learned.format = before.format;
  }
  return withRequests(reply, requests);
}

/** A refused request with a schema may be refused for the schema; the next best way is tried, until one has worked. */
function learnFormat(failure: AskFailure, sent: Body, learned: Learned): boolean {
  if (!isNotTaken(failure) || !('response_format' in sent) || learned.formatWorks) return false;
  learned.format = FORMATS[FORMATS.indexOf(learned.format) + 1] ?? 'words';
  return true;
}
