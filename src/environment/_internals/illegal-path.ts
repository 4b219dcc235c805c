import type { StateReader } from '../../spec/index.js';

/**
 * Calls a rule with the state. Where it tries to change what it may only read, which frozen state refuses without saying
 * where, it is called once more with a state that names the place.
 *
 * @param rule Name of the rule in words, for example `apply`.
 * @throws Error naming the path that the rule tried to change.
 */
export function withoutChanging<Shared, Slice, Out>(
  rule: string,
  state: StateReader<Shared, Slice>,
  call: (state: StateReader<Shared, Slice>) => Out,
): Out {
  try {
    return call(state);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    call(watched(state, rule));
    throw error;
  }
}

function watched<Shared, Slice>(state: StateReader<Shared, Slice>, rule: string): StateReader<Shared, Slice> {
  return {
    agents: state.agents,
    get shared() {
      return watch(state.shared, 'shared', rule);
    },
    slice: (agent) => watch(state.slice(agent), `slice("${agent}")`, rule),
  };
}

function watch<Value>(value: Value, path: string, rule: string): Value {
  if (typeof value !== 'object' || value === null) return value;
  const below = (key: string | symbol): string =>
    Array.isArray(value) && /^\d+$/.test(String(key)) ? `${path}[${String(key)}]` : `${path}.${String(key)}`;
  const refuse = (_target: object, key: string | symbol): never => {
    throw new Error(`${rule} changed ${below(key)}; only reduce may change the state, from an event`);
  };
  // The target is a copy: a proxy may not show other objects in the place of frozen ones.
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as object;
  return new Proxy(copy, {
    get: (target, key) => watch(Reflect.get(target, key) as unknown, below(key), rule),
    set: refuse,
    deleteProperty: refuse,
    defineProperty: refuse,
  }) as Value;
}
