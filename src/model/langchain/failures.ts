import type { ModelFailure } from '../../spec/index.js';

/** An error as @langchain/openai throws it. */
interface ApiError {
  readonly status?: number;
  readonly code?: string | null;
  readonly message?: string;
  readonly name?: string;
  readonly headers?: { get?(name: string): string | null } | Record<string, string>;
  readonly cause?: { readonly code?: string; readonly message?: string };
}

/**
 * What an endpoint's error says about the call. Rate limits, server errors and broken connections may pass; a request
 * that was refused fails alone and is not asked again.
 */
export function failureOf(thrown: unknown, signal?: AbortSignal): ModelFailure {
  const error = (thrown ?? {}) as ApiError;
  const message = (error.message ?? String(thrown)).split('\n')[0]?.slice(0, 300) ?? '';
  if (signal?.aborted === true) return { kind: 'aborted', message: 'the call was interrupted', retryable: false };
  const { status } = error;
  if (status === undefined) {
    const cause = error.cause?.code ?? error.code ?? error.cause?.message ?? '';
    return { kind: 'unavailable', message: `${message}${cause === '' ? '' : ` (${cause})`}`, retryable: true };
  }
  const retryable = status === 408 || status === 409 || status === 429 || status >= 500;
  if (retryable) return { kind: 'unavailable', message, status, retryable, ...retryAfter(error) };
  if (status === 401 || status === 403 || status === 404)
    return { kind: 'unavailable', message, status, retryable: false };
  return { kind: 'refused', message, status, retryable: false, evidence: message };
}

function retryAfter({ headers }: ApiError): { retryAfterMs?: number } {
  const get = (headers as { get?(name: string): string | null } | undefined)?.get;
  const value =
    typeof get === 'function' ? get.call(headers, 'retry-after') : (headers as Record<string, string>)?.['retry-after'];
  const seconds = Number(value);
  return value === undefined || value === null || !Number.isFinite(seconds) ? {} : { retryAfterMs: seconds * 1000 };
}
