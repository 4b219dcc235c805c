import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../../src/model/langchain/failures.js';

/** An error as the client throws it. */
function apiError(status: number | undefined, more: object = {}): Error {
  return Object.assign(new Error(`${status} slow down\n\nTroubleshooting URL: https://example.org`), {
    status,
    ...more,
  });
}

const NOW = Date.parse('2026-01-01T00:00:00Z');
const HOW = { nowMs: NOW, redact: (text: string) => text };
const retryAfterOf = (headers: Record<string, string>): number | undefined =>
  failureOf(apiError(429, { headers: new Headers(headers) }), HOW).retryAfterMs;

describe('failureOf', () => {
  it.each([408, 409, 425, 429, 500, 502, 503, 529])('should say that %s may pass', (status) => {
    expect(failureOf(apiError(status), HOW)).toMatchObject({ kind: 'unavailable', status, retryable: true });
  });

  it.each([401, 402, 403, 404, 405])('should say that %s does not pass, whatever is asked', (status) => {
    expect(failureOf(apiError(status), HOW)).toMatchObject({ kind: 'unavailable', status, retryable: false });
  });

  it.each([400, 413, 422])('should take %s for a refusal of the request alone', (status) => {
    expect(failureOf(apiError(status), HOW)).toMatchObject({ kind: 'refused', status, retryable: false });
  });

  it('should not wait for a quota to grow', () => {
    expect(failureOf(apiError(429, { code: 'insufficient_quota' }), HOW).retryable).toBe(false);
  });

  it('should keep the first line of the message, without the status', () => {
    expect(failureOf(apiError(429), HOW).message).toBe('slow down');
  });

  it('should take a prompt that is too long for content, as the model would say it each time', () => {
    const error = Object.assign(new Error('400 maximum context length'), {
      name: 'ContextOverflowError',
      cause: apiError(400),
    });

    expect(failureOf(error, HOW)).toMatchObject({
      kind: 'malformed',
      status: 400,
      message: expect.stringContaining("the prompt is longer than the model's context: take"),
      retryable: false,
    });
  });

  it('should name the trouble of a connection, however deep it is', () => {
    const cause = Object.assign(new Error('fetch failed'), {
      cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    });

    expect(failureOf(Object.assign(new Error('Connection error.'), { cause }), HOW)).toEqual({
      kind: 'unavailable',
      message: 'Connection error. (ECONNREFUSED)',
      retryable: true,
      code: 'ECONNREFUSED',
    });
  });

  it.each([new SyntaxError('Unexpected end of JSON input'), new TypeError("reading 'message'")])(
    'should say of what cannot be read that it is no chat completion (%s)',
    (error) => {
      expect(failureOf(error, HOW)).toMatchObject({
        kind: 'unavailable',
        message: 'what came back is not a chat completion',
        retryable: true,
      });
    },
  );

  it('should read how long to wait: seconds, milliseconds, or a date', () => {
    expect(retryAfterOf({ 'retry-after': '7' })).toBe(7000);
    expect(retryAfterOf({ 'retry-after': '0.5' })).toBe(500);
    expect(retryAfterOf({ 'retry-after-ms': '250', 'retry-after': '1' })).toBe(250);
    expect(retryAfterOf({ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' })).toBe(30_000);
    expect(retryAfterOf({ 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' })).toBe(0);
  });

  it.each<Record<string, string>>([{}, { 'retry-after': '' }, { 'retry-after': 'soon' }, { 'retry-after': '-5' }])(
    'should not make up how long to wait from %j',
    (headers) => expect(retryAfterOf(headers)).toBeUndefined(),
  );

  it('should make a failure of anything that is thrown', () => {
    expect(failureOf('oh', HOW)).toMatchObject({ kind: 'unavailable', message: 'oh', retryable: true });
    expect(failureOf(undefined, HOW)).toMatchObject({ kind: 'unavailable', retryable: true });
  });
});
