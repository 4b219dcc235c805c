interface Listening {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const listening = new WeakMap<AbortSignal, Listening>();

/**
 * Calls back once when a signal is aborted, at once if it is already. However many wait on one signal, it has one
 * listener, and none when nobody waits: a signal that is shared by a hundred calls gives no warning of a leak.
 *
 * @returns How to take the callback back.
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) return () => undefined;
  if (signal.aborted) {
    callback();
    return () => undefined;
  }
  const { callbacks } = listening.get(signal) ?? listen(signal);
  // Equal callbacks of different calls are different entries.
  const entry = (): void => callback();
  callbacks.add(entry);
  return () => {
    if (callbacks.delete(entry) && callbacks.size === 0) stop(signal);
  };
}

function listen(signal: AbortSignal): Listening {
  const callbacks = new Set<() => void>();
  const listener = (): void => {
    stop(signal);
    for (const callback of callbacks) callback();
  };
  const entry = { callbacks, listener };
  listening.set(signal, entry);
  signal.addEventListener('abort', listener);
  return entry;
}

function stop(signal: AbortSignal): void {
  const entry = listening.get(signal);
  if (entry === undefined) return;
  listening.delete(signal);
  signal.removeEventListener('abort', entry.listener);
}
