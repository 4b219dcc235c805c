/** Where a model of LangChain may hold what nobody may read. */
interface Holding {
  readonly [name: string]: unknown;
  readonly lc_secrets?: object;
  readonly clientConfig?: { readonly apiKey?: unknown; readonly defaultHeaders?: unknown };
  /** The model that is asked in the end, where this one only binds settings to it. */
  readonly bound?: unknown;
}

/**
 * Secrets of a model of LangChain: fields that it names as such, as LangChain wants them to be left out of what it writes,
 * and the key and the headers of its client.
 */
export function secretsOf(model: object): readonly string[] {
  const holding = model as Holding;
  const { apiKey, defaultHeaders } = holding.clientConfig ?? {};
  const headers = isObject(defaultHeaders) ? Object.values(defaultHeaders) : [];
  const fields = Object.keys(holding.lc_secrets ?? {}).map((name) => holding[name]);
  const own = [...fields, apiKey, ...headers].filter((value) => typeof value === 'string');
  const inner = isObject(holding.bound) && holding.bound !== model ? secretsOf(holding.bound) : [];
  return [...new Set([...own, ...inner])];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
