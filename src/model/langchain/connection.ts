import { userError } from '../../foundation/errors/index.js';
import { LONGEST_TIMEOUT_MS, type Json } from '../../spec/index.js';
import { checkedAddress, isLocal, missingKey } from './address.js';
import { createRedaction, type Redaction } from './redact.js';

/** How an endpoint is reached, and what is sent to it beside the questions. */
export interface ConnectionOptions {
  /** Name of the model, as the endpoint knows it. */
  readonly model: string;
  /** Default: OPENAI_BASE_URL, else OpenAI's own address. */
  readonly baseUrl?: string;
  /** Default: OPENAI_API_KEY. A local address, or one with a header that names a key, needs none. */
  readonly apiKey?: string;
  /** Default: OPENAI_ORGANIZATION, else OPENAI_ORG_ID. */
  readonly organisation?: string;
  /** Headers for every request. Their values are secrets: they are sent and written nowhere. */
  readonly headers?: { readonly [name: string]: string };
  /** Fields for the body of every request, for example `reasoning_effort`. They are no secrets, and are recorded. */
  readonly body?: { readonly [field: string]: Json };
  /** Milliseconds that one answer may take, at most a day. Default: two minutes, and 20 s in the opening. */
  readonly timeoutMs?: number;
}

/** A connection, checked. */
export interface Connection {
  readonly model: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly organisation: string | null;
  readonly headers: { readonly [name: string]: string };
  readonly body: { readonly [field: string]: Json };
  /** As it was given. */
  readonly timeoutMs?: number;
  /** Takes key and values of headers out of a text. */
  readonly redaction: Redaction;
}

/** Where no key is asked for, something must be sent all the same. */
const NO_KEY = 'none';

/** Headers in which endpoints look for a key. */
const KEY_HEADERS = ['authorization', 'api-key', 'x-api-key'];

/** Fields that a request sets itself. */
const OWN_FIELDS =
  'model messages prompt temperature max_tokens max_completion_tokens logprobs top_logprobs seed n stream response_format echo'.split(
    ' ',
  );

/** Checks what was given and adds what the environment says. @throws MesocosmError (usage). */
export function connectionOf(options: ConnectionOptions): Connection {
  const { model, headers = {}, body = {}, timeoutMs } = options;
  const baseUrl = checkedAddress(given(options.baseUrl, 'OPENAI_BASE_URL') ?? 'https://api.openai.com/v1');
  checkHeaders(headers);
  checkBody(body);
  checkTimeout(timeoutMs);
  const withKey = Object.keys(headers).some((name) => KEY_HEADERS.includes(name.toLowerCase()));
  const key = given(options.apiKey, 'OPENAI_API_KEY');
  if (key === undefined && !isLocal(baseUrl) && !withKey) throw missingKey(baseUrl);
  const organisation = given(options.organisation, 'OPENAI_ORGANIZATION') ?? given(undefined, 'OPENAI_ORG_ID') ?? null;
  checkKey('the key of the endpoint', key ?? '', 'look at OPENAI_API_KEY (or `apiKey`)');
  checkKey('the organisation', organisation ?? '', 'look at OPENAI_ORGANIZATION, OPENAI_ORG_ID, or `organisation`');
  const secrets = [key ?? '', organisation ?? '', ...Object.values(headers)];
  const told = { model, baseUrl, apiKey: key ?? NO_KEY, organisation, headers, body };
  return { ...told, ...(timeoutMs === undefined ? {} : { timeoutMs }), redaction: createRedaction(secrets) };
}

/** What was given, else what the environment says; an empty text says nothing. */
function given(value: string | undefined, variable: string): string | undefined {
  return value || process.env[variable] || undefined;
}

function checkHeaders(headers: { readonly [name: string]: string }): void {
  for (const [name, value] of Object.entries(headers)) {
    if (canBeSent(name, value)) continue;
    const what = `the header "${name}" cannot be sent: its name or its value holds a character that no header may hold`;
    throw userError({ kind: 'usage', what, remedy: 'take out line breaks and letters beyond Latin' });
  }
}

/** A key is a header, too. One that was copied from a page may stand in quotation marks that no header may hold. */
function checkKey(what: string, value: string, remedy: string): void {
  if (/^["']|["']$/.test(value)) {
    throw userError({ kind: 'usage', what: `${what} stands in quotation marks`, remedy: `${remedy}; take them out` });
  }
  if (canBeSent('authorization', `Bearer ${value}`)) return;
  throw userError({
    kind: 'usage',
    what: `${what} cannot be sent: it holds a character that no header may hold`,
    remedy: `${remedy}; take out quotation marks like “ ”, line breaks, and letters beyond Latin`,
  });
}

/** What is thrown for a header that cannot be sent holds its value, and is not told. */
function canBeSent(name: string, value: string): boolean {
  try {
    new Headers().set(name, value);
    return true;
  } catch {
    return false;
  }
}

function checkBody(body: { readonly [field: string]: Json }): void {
  const own = Object.keys(body).find((field) => OWN_FIELDS.includes(field));
  if (own === undefined) return;
  throw userError({
    kind: 'usage',
    what: `"${own}" cannot be a field of the extra body: every request sets it itself`,
    expected: 'fields that only this endpoint knows, for example reasoning_effort or top_p',
    remedy: own === 'temperature' ? 'the temperature belongs to the scenario: --temperature' : 'leave it out',
  });
}

/** @throws MesocosmError (usage) when a time is none that can be waited for. */
export function checkTimeout(timeoutMs: number | undefined): void {
  if (timeoutMs === undefined || (Number.isInteger(timeoutMs) && timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS)) {
    return;
  }
  throw userError({
    kind: 'usage',
    what: `no answer can be waited for ${timeoutMs} ms (\`timeoutMs\`)`,
    expected: `a whole number of milliseconds from 1 to ${LONGEST_TIMEOUT_MS} (a day)`,
    remedy: 'for ten minutes write 600000',
  });
}
