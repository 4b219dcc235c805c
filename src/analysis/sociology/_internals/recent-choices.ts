/** The last so many choices, counted by option. */
export interface RecentChoices {
  push(option: string | null): void;
  count(option: string): number;
  /** Failed decisions among them. */
  missing(): number;
  size(): number;
  full(): boolean;
  /** The option with most of them, of equal ones the one that was used first; `null` where there is none. */
  top(): { readonly option: string; readonly count: number } | null;
}

export function recentChoices(window: number): RecentChoices {
  const ring: (string | null)[] = [];
  const counts = new Map<string, number>();
  let [at, failed] = [0, 0];
  const add = (option: string | null, by: number): void => {
    if (option === null) failed += by;
    else counts.set(option, (counts.get(option) ?? 0) + by);
  };
  return {
    push(option) {
      if (ring.length === window) add(ring[at] as string | null, -1);
      ring[at] = option;
      at = (at + 1) % window;
      add(option, 1);
    },
    count: (option) => counts.get(option) ?? 0,
    missing: () => failed,
    size: () => ring.length,
    full: () => ring.length === window,
    top() {
      let found: { option: string; count: number } | null = null;
      for (const [option, count] of counts) if (count > (found?.count ?? 0)) found = { option, count };
      return found;
    },
  };
}
