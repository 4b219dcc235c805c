/** So long Node's own `fetch` waits for the beginning of a reply, and for more of it, unless it is told otherwise. */
const OWN_LIMIT_MS = 300_000;

/** Where Node keeps what sends the requests of `fetch`: an object of a class that can be made with limits of one's own. */
const DISPATCHER = Symbol.for('undici.globalDispatcher.1');

/** By how much a client waits longer than the caller, who says that the time is over. */
const MARGIN_MS = 60_000;

type Dispatcher = NonNullable<RequestInit['dispatcher']>;

interface DispatcherClass {
  new (limits: { readonly headersTimeout: number; readonly bodyTimeout: number }): Dispatcher;
}

/**
 * What the clients of LangChain are told so that they wait as long as one answer may take: their own limit is ten minutes,
 * and that of Node's `fetch` five. With a `fetch` of another make its own limit stays.
 */
export function longWait(timeoutMs: number | undefined): {
  readonly timeout?: number;
  readonly fetchOptions?: { readonly dispatcher: Dispatcher };
} {
  if (timeoutMs === undefined) return {};
  const timeout = timeoutMs + MARGIN_MS;
  if (timeout <= OWN_LIMIT_MS) return { timeout };
  // It is there once anything of `fetch` was used.
  void new Headers();
  const dispatcher = (globalThis as { readonly [DISPATCHER]?: Dispatcher })[DISPATCHER];
  if (dispatcher === undefined) return { timeout };
  const Limited = dispatcher.constructor as DispatcherClass;
  return { timeout, fetchOptions: { dispatcher: new Limited({ headersTimeout: timeout, bodyTimeout: timeout }) } };
}
