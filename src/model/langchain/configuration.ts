import type { Json } from '../../spec/index.js';
import type { Redact } from './redact.js';

/** What a model of LangChain may tell of how it was made. */
interface Telling {
  readonly lc_kwargs?: unknown;
  readonly lc_secrets?: object;
  readonly clientConfig?: { readonly baseURL?: unknown };
  readonly invocationParams?: (options: object) => unknown;
  readonly _identifyingParams?: unknown;
  /** The model that is asked in the end, where this one only binds settings to it. */
  readonly bound?: unknown;
}

/** Fields of a model that say where it is, which not every model tells in another way. */
const PLACES =
  'baseUrl baseURL apiUrl endpoint region azureOpenAIEndpoint azureOpenAIBasePath azureOpenAIApiInstanceName azureOpenAIApiDeploymentName'.split(
    ' ',
  );

/** Fields that change no answer. */
const NO_SETTINGS =
  'callbacks tags metadata verbose cache name maxRetries maxConcurrency timeout streaming stream streamUsage dangerouslyAllowBrowser'.split(
    ' ',
  );

/** Fields that may hold a secret. Of headers the names are told. */
const SECRET = /key|token(?!s)|secret|password|authorization|credential|cookie|organi[sz]ation/i;
const HEADERS = /headers$/i;
const DEEPEST = 8;

/**
 * What can be read of how a model was made: its address and its settings, without any secret; `undefined` where it tells
 * nothing that would tell it from another.
 */
export function configurationOf(model: object, redact: Redact): Json | undefined {
  const telling = model as Telling;
  const hidden = Object.keys(telling.lc_secrets ?? {});
  const { clientConfig } = telling;
  const address = clientConfig === undefined ? undefined : (clientConfig.baseURL ?? process.env['OPENAI_BASE_URL']);
  const own = model as { readonly [name: string]: unknown };
  const told = {
    made: telling.lc_kwargs,
    client: clientConfig,
    address,
    places: Object.fromEntries(PLACES.map((name) => [name, own[name]])),
    sent: attempt(() => telling.invocationParams?.({})),
    identified: attempt(() => {
      const params = telling['_identifyingParams'];
      return typeof params === 'function' ? (params as () => unknown).call(model) : params;
    }),
  };
  const { bound } = telling;
  const isBinding = typeof bound === 'object' && bound !== null && bound !== model;
  const inner = isBinding ? configurationOf(bound, redact) : undefined;
  if (isBinding && inner === undefined) return undefined;
  const plain = plainly({ ...told, bound: inner }, { redact, hidden, depth: 0 });
  return saysSomething(plain) ? plain : undefined;
}

/** The value, or `undefined` where saying it throws. */
export function attempt<Value>(say: () => Value): Value | undefined {
  try {
    return say();
  } catch {
    return undefined;
  }
}

interface Reading {
  readonly redact: Redact;
  /** Names of fields that the model itself calls secrets. */
  readonly hidden: readonly string[];
  readonly depth: number;
}

/** Texts, numbers, lists and plain objects, in one order of fields; nothing of what is a secret or of the moment. */
function plainly(value: unknown, reading: Reading): Json | undefined {
  if (typeof value === 'string') return reading.redact(withoutSecrets(value));
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (reading.depth > DEEPEST || typeof value !== 'object' || value === null) return undefined;
  const inner = { ...reading, depth: reading.depth + 1 };
  if (Array.isArray(value)) return value.map((one: unknown) => plainly(one, inner) ?? null);
  const kind: unknown = Object.getPrototypeOf(value);
  if (kind !== Object.prototype && kind !== null) return undefined;
  const fields = Object.entries(value).flatMap(([name, held]): [string, Json][] => {
    if (NO_SETTINGS.includes(name) || reading.hidden.includes(name) || SECRET.test(name)) return [];
    const told = HEADERS.test(name) ? namesOf(held) : plainly(held, inner);
    return told === undefined ? [] : [[name, told]];
  });
  return Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function namesOf(headers: unknown): Json | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined;
  return Object.keys(headers)
    .map((name) => name.toLowerCase())
    .toSorted();
}

/** An address without user, password, and whatever of its query is named like a secret. */
export function withoutSecrets(text: string): string {
  if (!/^\w+:\/\//.test(text) || !URL.canParse(text)) return text;
  const url = new URL(text);
  url.username = '';
  url.password = '';
  const secrets = Object.keys(Object.fromEntries(url.searchParams)).filter((name) => SECRET.test(name));
  for (const name of secrets) url.searchParams.delete(name);
  return url.href.replace(/\/+$/, '');
}

function saysSomething(value: Json | undefined): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined && value !== null;
  return Object.values(value).some(saysSomething);
}
