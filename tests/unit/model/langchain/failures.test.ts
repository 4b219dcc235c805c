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

  it.each([
    [400, 'no model is loaded', null],
    [400, 'billing hard limit has been reached', 'billing_hard_limit_reached'],
    [400, 'unsupported parameter', 'unsupported_parameter'],
    [403, 'your account is not active', 'account_deactivated'],
    [413, 'the body is too large', null],
    [422, 'unknown field', null],
  ])('should take %s for the set-up, to be set right by a person (%s)', (status, message, code) => {
    const error = Object.assign(new Error(`${status} ${message}`), { status, code });

    expect(failureOf(error, HOW)).toEqual({ kind: 'unavailable', message, status, retryable: false });
  });

  it.each([
    [400, 'The response was filtered', { code: 'content_filter' }],
    [400, 'Your request was rejected', { code: 'content_policy_violation' }],
    [400, 'no', { type: 'moderation_error' }],
    [400, 'no', { code: 'SAFETY' }],
    [400, 'Output blocked by content filtering policy', { type: 'invalid_request_error' }],
    [403, 'Your chosen model requires moderation and your input was flagged', {}],
  ])('should take %s for a refusal of the content where a filter says so (%s, %j)', (status, message, more) => {
    const error = Object.assign(new Error(`${status} ${message}`), { status, ...more });

    expect(failureOf(error, HOW)).toEqual({
      kind: 'refused',
      message,
      status,
      retryable: false,
      evidence: message,
    });
  });

  it.each([401, 404, 429])('should not take %s for a refusal of the content, whatever is said', (status) => {
    expect(failureOf(apiError(status, { code: 'content_filter' }), HOW).kind).toBe('unavailable');
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

  it('should say in its own words that a key cannot be sent, without saying the key', () => {
    const thrown = (() => {
      try {
        return new Headers({ authorization: 'Bearer “key”' });
      } catch (error) {
        return error;
      }
    })();
    const invalid = new TypeError('Headers.append: "Bearer a\\nkey" is an invalid header value.');

    for (const error of [thrown, invalid, Object.assign(new Error('no'), { cause: invalid })]) {
      expect(failureOf(error, HOW)).toEqual({
        kind: 'unavailable',
        message: 'the request was not sent: its key or a header holds a character that no header may hold',
        retryable: false,
      });
    }
  });

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

  it('should pass over a status that is none of HTTP', () => {
    const error = Object.assign(new Error('busy'), { status: 'RESOURCE_EXHAUSTED', cause: apiError(429) });

    expect(failureOf(error, HOW)).toMatchObject({ kind: 'unavailable', status: 429, retryable: true });
  });

  it('should make a failure of anything that is thrown', () => {
    expect(failureOf('oh', HOW)).toMatchObject({ kind: 'unavailable', message: 'oh', retryable: true });
    expect(failureOf(undefined, HOW)).toMatchObject({ kind: 'unavailable', retryable: true });
  });
});
