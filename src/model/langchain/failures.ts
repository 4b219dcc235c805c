import { failed, ModelFailure, type Result } from '../../spec/index.js';
import { TOO_LONG as TOO_LONG_CODE } from '../_internals/is-kept.js';
import type { Redact } from './redact.js';

/** A failure with the code of the connection's trouble, where it was that (`ECONNREFUSED`, `UND_ERR_SOCKET`). */
export interface EndpointFailure extends ModelFailure {
  readonly code?: string;
  /** The parameter that the endpoint does not take, where it says so. */
  readonly parameter?: string;
}

/** An error as @langchain/openai throws it. */
interface ApiError {
  readonly status?: number;
  readonly code?: string | null;
  readonly type?: unknown;
  readonly param?: unknown;
  readonly message?: string;
  readonly name?: string;
  readonly headers?: { get?(name: string): string | null };
  readonly cause?: ApiError;
}

/** How endpoints say that a prompt is too long, LangChain's own word for it aside. */
const TOO_LONG =
  /context[ _](length|window|size)|exceeds? (the )?(available )?context|maximum (context|sequence) length|too many tokens|prompt is too long/i;

/** Errors with which the client of OpenAI withholds a reply that should have been a value and ended in another way. */
const FINISHED: { readonly [name: string]: Pick<ModelFailure, 'kind' | 'message'> } = {
  LengthFinishReasonError: { kind: 'malformed', message: 'the reply was cut by its limit of tokens' },
  ContentFilterFinishReasonError: { kind: 'refused', message: 'a content filter cut the reply' },
};

/** What is said of a prompt that is too long. */
const TOO_LONG_SENTENCE =
  "the prompt is longer than the model's context: take a model or a server with a longer one, or show less (a shorter " +
  'memory, fewer neighbours)';

/** How a client says that a header holds what it cannot send; its sentence may hold the header itself. */
const NOT_SENT = /ByteString|invalid header|header (name|value)/i;

/** How servers built on FastAPI refuse a request, some of them with a 500. */
const NOT_VALID = /^\d+ validation errors?\b/;

/** Statuses of a request that is not taken as it is: for a parameter, its length, its content, or the state of a server. */
const NOT_TAKEN = [400, 413, 422];
/** Statuses with which a filter answers. */
const OF_A_FILTER = [400, 403, 422, 451];
/** Codes and types with which a filter says what it does. */
const FILTER_CODE = /content[_ -]?(filter|policy|moderation)|moderation|safety|responsible_?ai_?policy|prompt_blocked/i;
/** How a filter says it where it has no code. */
const FILTER_SENTENCE =
  /content (filter|moderation|management policy|policy violation)|(input|prompt) was flagged|by our safety system/i;

/**
 * What an endpoint's error says about the call. Content is only what a filter refused, and a prompt that is too long:
 * the same request would be answered so each time. All else is of the hour or of the set-up, also a 400 (no model is
 * loaded, a bill is not paid): rate limits, server errors and broken connections may pass and are asked again, the rest
 * is for a person to set right.
 *
 * Whatever is said in it has gone through `redact`: endpoints repeat keys in their errors.
 */
export function failureOf(
  thrown: unknown,
  { nowMs, redact }: { readonly nowMs: number; readonly redact: Redact },
): EndpointFailure {
  const error = (thrown ?? {}) as ApiError;
  const chain = causesOf(error);
  const sent = chain.find(({ status }) => Number.isInteger(status))?.status;
  const message = sentenceOf(redact(error.message ?? String(thrown)), sent);
  const status = sent === 500 && NOT_VALID.test(message) ? 400 : sent;
  if (chain.some((one) => one instanceof TypeError && NOT_SENT.test(one.message))) return notSent();
  const code = chain.find((one) => typeof one.code === 'string')?.code ?? undefined;
  const isCut = thrown instanceof TypeError && code !== undefined;
  if (thrown instanceof SyntaxError || (thrown instanceof TypeError && !isCut)) return noCompletion();
  const finished = FINISHED[thrown instanceof Error ? thrown.constructor.name : ''];
  if (finished !== undefined) return { ...finished, retryable: false, evidence: message };
  if (error.name === 'ContextOverflowError' || (NOT_TAKEN.includes(status ?? 0) && TOO_LONG.test(message))) {
    const about = { code: TOO_LONG_CODE, message: TOO_LONG_SENTENCE, evidence: message };
    return { kind: 'malformed', ...about, retryable: false, ...(status === undefined ? {} : { status }) };
  }
  if (status === undefined) {
    const said = isCut ? 'the connection broke while the reply was coming' : message;
    const told = code === undefined ? undefined : redact(code);
    const about = told === undefined ? said : `${said} (${told})`;
    return { kind: 'unavailable', message: about, retryable: true, ...(told === undefined ? {} : { code: told }) };
  }
  if (OF_A_FILTER.includes(status) && isFiltered(error, message)) {
    return { kind: 'refused', message, status, retryable: false, evidence: message };
  }
  const passing = status === 408 || status === 409 || status === 425 || status === 429 || status >= 500;
  const retryable = passing && error.code !== 'insufficient_quota';
  const parameter = typeof error.param === 'string' ? { parameter: redact(error.param) } : {};
  return {
    kind: 'unavailable',
    message,
    status,
    retryable,
    ...parameter,
    ...(retryable ? retryAfter(error, nowMs) : {}),
  };
}

/** Whether a request was not taken as it was put, so that it may be taken when put in another way. */
export function isNotTaken({ kind, status }: ModelFailure): boolean {
  return kind === 'unavailable' && NOT_TAKEN.includes(status ?? 0);
}

/** A reply as it leaves an adapter: of a failure only what the port knows, and nothing that was for the adapter alone. */
export async function told<Value>(asked: Promise<Result<Value, ModelFailure>>): Promise<Result<Value, ModelFailure>> {
  const reply = await asked;
  return reply.ok ? reply : failed(ModelFailure.parse(reply.failure));
}

function isFiltered({ code, type }: ApiError, message: string): boolean {
  return FILTER_CODE.test(`${String(code)} ${String(type)}`) || FILTER_SENTENCE.test(message);
}

function notSent(): EndpointFailure {
  const message = 'the request was not sent: its key or a header holds a character that no header may hold';
  return { kind: 'unavailable', message, retryable: false };
}

/** What came back was no chat completion: half a JSON text, or the page of another service. */
export function noCompletion(): EndpointFailure {
  const message = 'what came back is not a chat completion';
  return { kind: 'unavailable', message, retryable: true, code: 'NO_COMPLETION' };
}

function causesOf(error: ApiError): readonly ApiError[] {
  const chain = [error];
  for (let next = error.cause; next !== undefined && next !== null && chain.length < 5; next = next.cause) {
    chain.push(next);
  }
  return chain;
}

/** The first line, or two where the first announces the second, without the status that stands before it. */
function sentenceOf(message: string, status: number | undefined): string {
  const [first = '', second = ''] = message.split('\n').map((one) => one.trim());
  const line = (first.endsWith(':') ? `${first} ${second}` : first).slice(0, 300);
  return status !== undefined && line.startsWith(`${status} `) ? line.slice(`${status} `.length) : line;
}

/** Seconds or a date (RFC 9110, section 10.2.3), or milliseconds in a header of their own. */
function retryAfter({ headers }: ApiError, nowMs: number): { readonly retryAfterMs?: number } {
  const milliseconds = headers?.get?.('retry-after-ms')?.trim() ?? '';
  if (/^\d+$/.test(milliseconds)) return { retryAfterMs: Number(milliseconds) };
  const value = headers?.get?.('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return { retryAfterMs: Number(value) * 1000 };
  const date = value.endsWith('GMT') ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? {} : { retryAfterMs: Math.max(0, date - nowMs) };
}
