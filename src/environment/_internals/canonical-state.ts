import type { Situation } from '../../spec/index.js';

const known = new WeakMap<Situation, string>();

/** The situation's state with the canonical labels in its holes, for example `QM QQ`. Kept for each situation object. */
export function canonicalState(situation: Situation): string {
  let state = known.get(situation);
  if (state === undefined) {
    state = situation.state
      .map((part) => {
        if (typeof part === 'string') return part;
        if ('option' in part) return situation.options[part.option] ?? '?';
        if ('name' in part) return situation.names[part.name] ?? '?';
        return situation.options.join(', ');
      })
      .join('');
    known.set(situation, state);
  }
  return state;
}
