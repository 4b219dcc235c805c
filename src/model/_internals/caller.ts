const callers = new WeakMap<object, object>();

/** The same context with more in it, of the same caller. */
export function withMore<Context extends object, More extends object>(context: Context, more: More): Context & More {
  const next = { ...context, ...more };
  callers.set(next, callerOf(context));
  return next;
}

/** Who calls: the context that a call began with, whatever was added on the way. */
export function callerOf(context: object): object {
  return callers.get(context) ?? context;
}
