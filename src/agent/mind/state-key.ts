import type { Situation } from '../../spec/index.js';

const known = new WeakMap<Situation, string>();

/** A situation's state with the canonical labels in its holes, for example `QM QQ`. Kept for each situation object. */
export function stateKey(situation: Situation): string {
  let key = known.get(situation);
  if (key === undefined) {
    key = situation.state
      .map((part) => {
        if (typeof part === 'string') return part;
        if ('option' in part) return situation.options[part.option] ?? '?';
        if ('name' in part) return situation.names[part.name] ?? '?';
        return situation.options.join(',');
      })
      .join('');
    known.set(situation, key);
  }
  return key;
}
