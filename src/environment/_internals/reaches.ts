import type { Regime } from '../../spec/index.js';

/** All agents that waking some of them can come to touch, directly or by whom they wake in turn. */
export type Reaches = (woken: readonly string[]) => ReadonlySet<string> | 'all';

/** Follows a regime's declarations to their end, once for each agent. */
export function createReaches(regime: Regime): Reaches {
  const known = new Map<string, ReadonlySet<string> | 'all'>();

  const closureOf = (start: string): ReadonlySet<string> | 'all' => {
    if (regime.reach === undefined) return 'all';
    const touched = new Set<string>();
    const woken = new Set([start]);
    for (const agent of woken) {
      const { writes, wakes } = regime.reach(agent);
      if (writes === 'all' || wakes === 'all') return 'all';
      touched.add(agent);
      for (const other of writes) touched.add(other);
      for (const other of wakes) woken.add(other);
    }
    return touched;
  };

  return (woken) => {
    const all = new Set<string>();
    for (const agent of woken) {
      let closure = known.get(agent);
      if (closure === undefined) known.set(agent, (closure = closureOf(agent)));
      if (closure === 'all') return 'all';
      for (const other of closure) all.add(other);
    }
    return all;
  };
}
