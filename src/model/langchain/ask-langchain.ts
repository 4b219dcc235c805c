import type { Clock } from '../../foundation/clock.js';
import { failed, success, type Prompt, type Result } from '../../spec/index.js';
import { childSignal } from '../_internals/child-signal.js';
import { interrupted } from '../_internals/interrupted.js';
import { onAbort } from '../_internals/on-abort.js';
import type { Ask, AskFailure, Asking, JsonSchema } from './ask.js';
import type { ChatReply } from './chat-reply.js';
import { failureOf, noCompletion } from './failures.js';
import type { FromLangChainOptions, LangChainChatModel, LangChainMessage } from './from-langchain.js';
import { messageReply } from './message-reply.js';
import { createRedaction, type Redact } from './redact.js';
import { secretsOf } from './secrets-of.js';
import { withRequests } from './spent.js';

/** What a call takes; `maxRetries` where the model heeds it in a call. */
interface Call {
  readonly signal: AbortSignal;
  readonly maxRetries: 0;
}

/** What answers, and what of its answer is the message. */
type Invoke = (
  messages: LangChainMessage[],
  call: Call,
) => Promise<{ readonly message: unknown; readonly value?: unknown }>;

/** Makes an {@link Ask} for a chat model of LangChain. */
export function askLangChain(
  model: LangChainChatModel,
  options: Pick<FromLangChainOptions, 'configure'> & { readonly clock: Clock; readonly secrets: readonly string[] },
): Ask {
  const { configure, clock } = options;
  let structures = true;
  return async (prompt, asking, { signal, allow } = {}) => {
    if (signal?.aborted === true) return interrupted();
    const over = allow?.();
    if (over !== undefined) return failed(over);
    const call = childSignal(signal);
    let requests = 1;
    const told = (reply: Result<ChatReply, AskFailure>) => withRequests(reply, requests);
    // Made before it is asked, so that its keys are known to whatever it throws.
    let secrets = [...options.secrets, ...secretsOf(model)];
    try {
      const asked = configure?.(settingsOf(asking)) ?? model;
      secrets = [...secrets, ...secretsOf(asked)];
      const { schema } = asking;
      const structured = structures && schema !== undefined ? structuredBy(asked, schema) : undefined;
      structures &&= schema === undefined || structured !== undefined;
      const invoke = (by: Invoke) =>
        unlessAborted(by(messagesOf(prompt), { signal: call.signal, maxRetries: 0 }), call.signal);
      const plain = plainBy(asked);
      const answered =
        structured === undefined
          ? await invoke(plain)
          : await invoke(structured).catch((error: unknown) => {
              if (!isAboutTheReply(error) || call.signal.aborted) throw error;
              structures = false;
              return undefined;
            });
      const notAgain = answered === undefined ? allow?.() : undefined;
      if (notAgain !== undefined) return told(failed(notAgain));
      requests += Number(answered === undefined);
      const { message, value } = answered ?? (await invoke(plain));
      const reply = messageReply(message, value);
      if (reply === undefined) return told(failed(noCompletion()));
      return told(success(withoutSecrets(reply, createRedaction(secrets).ofReplies)));
    } catch (error) {
      if (call.signal.aborted) return told(interrupted());
      const redact = createRedaction(secrets).ofErrors;
      return told(failed(failureOf(error, { nowMs: clock.nowMs(), redact })));
    } finally {
      call.release();
    }
  };
}

function withoutSecrets(reply: ChatReply, redact: Redact): ChatReply {
  const { text, whole, refusal, value } = reply;
  return {
    ...reply,
    text: redact(text),
    whole: redact(whole),
    ...(refusal === undefined ? {} : { refusal: redact(refusal) }),
    ...(value === undefined ? {} : { value: JSON.parse(redact(JSON.stringify(value))) as unknown }),
  };
}

function settingsOf({ temperature, maxTokens, seed }: Asking) {
  return { temperature, maxTokens, ...(seed === undefined ? {} : { seed }) };
}

function messagesOf(prompt: Prompt): LangChainMessage[] {
  const system = prompt.system === undefined ? [] : [{ role: 'system' as const, content: prompt.system }];
  return [...system, { role: 'user', content: prompt.pieces.join('') }];
}

function plainBy(model: LangChainChatModel): Invoke {
  return async (messages, call) => ({ message: await model.invoke(messages, call) });
}

/** `undefined` where the model cannot be made to give a value, which it says by throwing. */
function structuredBy(model: LangChainChatModel, schema: JsonSchema): Invoke | undefined {
  if (model.withStructuredOutput === undefined) return undefined;
  try {
    // LangChain takes a JSON schema with a name for it.
    const named = { title: 'answer', ...schema };
    const config = { name: 'answer', includeRaw: true };
    const bound = model.withStructuredOutput(named as never, config as never) as LangChainChatModel;
    return async (messages, call) => {
      const answered = (await bound.invoke(messages, call)) as { readonly raw?: unknown; readonly parsed?: unknown };
      // Some models give the value alone, though the message was to come with it.
      if (answered?.raw === undefined) return { message: { content: JSON.stringify(answered) }, value: answered };
      return { message: answered.raw, value: answered.parsed ?? argumentsIn(answered.raw) };
    };
  } catch {
    return undefined;
  }
}

/** What a model gave as the arguments of the tool in whose form it was to answer. */
function argumentsIn(message: unknown): unknown {
  const { tool_calls: calls } = (message ?? {}) as { readonly tool_calls?: readonly { readonly args?: unknown }[] };
  return calls?.length === 1 ? calls[0]?.args : undefined;
}

/** Whether a model threw since it could not read its own reply. It is asked plainly from then on. */
function isAboutTheReply(error: unknown): boolean {
  const { name, status } = (error ?? {}) as { readonly name?: string; readonly status?: unknown };
  return status === undefined && (error instanceof SyntaxError || name === 'OutputParserException');
}

/** A model need not heed the signal. What it says afterwards is not listened to. */
function unlessAborted<Value>(asked: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const release = onAbort(signal, () => reject(new Error('interrupted')));
    asked.then(resolve, reject).finally(release);
  });
}
