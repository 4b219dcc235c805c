import { andThen, type Outcome } from './outcome.js';

/**
 * Works out one value for each object, once, also while it is under way. A failure is not kept: it depends on the hour, and
 * what does not must be part of the value.
 */
export interface OnceEach<Key extends object, Value> {
  (key: Key, work: () => Outcome<Value>): Outcome<Value>;
  /** What was worked out or is under way. */
  known(key: Key): Outcome<Value> | undefined;
}

export function workOutOnce<Key extends object, Value>(): OnceEach<Key, Value> {
  const known = new WeakMap<Key, Outcome<Value>>();
  const once = (key: Key, work: () => Outcome<Value>): Outcome<Value> => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const outcome = work();
    if (!(outcome instanceof Promise)) {
      if (outcome.ok) known.set(key, outcome);
      return outcome;
    }
    known.set(key, outcome);
    outcome.then(
      (result) => (result.ok ? known.set(key, result) : known.delete(key)),
      () => known.delete(key),
    );
    return outcome;
  };
  return Object.assign(once, { known: (key: Key) => known.get(key) });
}

/**
 * Folds a history, each link once: whoever asks for a later place goes on from the last that is known. Links are taken in
 * their order, one after the other.
 */
export function foldOnce<Node extends { readonly previous: Node | null }, State>(): (
  node: Node | null,
  start: State,
  step: (before: State, node: Node) => Outcome<State>,
) => Outcome<State> {
  const once = workOutOnce<Node, State>();
  return (node, start, step) => {
    const open: Node[] = [];
    let at = node;
    let outcome: Outcome<State> = { ok: true, value: start };
    while (at !== null) {
      const known = once.known(at);
      if (known !== undefined) {
        outcome = known;
        break;
      }
      open.push(at);
      at = at.previous;
    }
    for (const next of open.toReversed()) {
      const before = outcome;
      outcome = once(next, () => andThen(before, (state) => step(state, next)));
    }
    return outcome;
  };
}
