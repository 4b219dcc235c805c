import type { ModelFailure } from '../../spec/index.js';
import type { Redact } from './redact.js';

/** A failure with the code of the connection's trouble, where it was that (`ECONNREFUSED`, `UND_ERR_SOCKET`). */
export interface EndpointFailure extends ModelFailure {
  readonly code?: string;
  /** The parameter that a refusal is about, where the endpoint says. */
  readonly parameter?: string;
}

/** An error as @langchain/openai throws it. */
interface ApiError {
  readonly status?: number;
  readonly code?: string | null;
  readonly param?: unknown;
  readonly message?: string;
  readonly name?: string;
  readonly headers?: { get?(name: string): string | null };
  readonly cause?: ApiError;
}

/** How endpoints say that a prompt is too long, LangChain's own word for it aside. */
const TOO_LONG =
  /context[ _](length|window|size)|exceeds? (the )?(available )?context|maximum (context|sequence) length|too many tokens|prompt is too long/i;

/** What is said of a prompt that is too long. */
const TOO_LONG_SENTENCE =
  "the prompt is longer than the model's context: take a model or a server with a longer one, or show less (a shorter " +
  'memory, fewer neighbours)';

/** How servers built on FastAPI refuse a request, some of them with a 500. */
const NOT_VALID = /^\d+ validation errors?\b/;

/** Refusals of this very request. Other client errors are about keys, payment or addresses, whatever is asked. */
const OF_THE_REQUEST = [400, 413, 422];

/**
 * What an endpoint's error says about the call. Rate limits, server errors and broken connections may pass; a request
 * that was refused fails alone and is not asked again.
 *
 * Whatever is said in it has gone through `redact`: endpoints repeat keys in their errors.
 */
export function failureOf(
  thrown: unknown,
  { nowMs, redact }: { readonly nowMs: number; readonly redact: Redact },
): EndpointFailure {
  const error = (thrown ?? {}) as ApiError;
  const chain = causesOf(error);
  const sent = chain.find((one) => one.status !== undefined)?.status;
  const message = sentenceOf(redact(error.message ?? String(thrown)), sent);
  const status = sent === 500 && NOT_VALID.test(message) ? 400 : sent;
  if (thrown instanceof SyntaxError || thrown instanceof TypeError) return noCompletion();
  if (error.name === 'ContextOverflowError' || (OF_THE_REQUEST.includes(status ?? 0) && TOO_LONG.test(message))) {
    const about = { message: TOO_LONG_SENTENCE, evidence: message };
    return { kind: 'malformed', ...about, retryable: false, ...(status === undefined ? {} : { status }) };
  }
  if (status === undefined) {
    const code = chain.find((one) => typeof one.code === 'string')?.code ?? undefined;
    const about = code === undefined ? message : `${message} (${code})`;
    return { kind: 'unavailable', message: about, retryable: true, ...(code === undefined ? {} : { code }) };
  }
  if (OF_THE_REQUEST.includes(status)) {
    const about = typeof error.param === 'string' ? { parameter: error.param } : {};
    return { kind: 'refused', message, status, retryable: false, evidence: message, ...about };
  }
  const passing = status === 408 || status === 409 || status === 425 || status === 429 || status >= 500;
  const retryable = passing && error.code !== 'insufficient_quota';
  return { kind: 'unavailable', message, status, retryable, ...(retryable ? retryAfter(error, nowMs) : {}) };
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
