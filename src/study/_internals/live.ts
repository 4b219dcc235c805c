import type { Event } from '../../spec/index.js';

/** Follows one run's decisions for the live line: what each agent chose last. */
export interface LiveMeter {
  observe(events: readonly Event[]): void;
  /** Share of agents whose last choice is the first option, and share of the most frequent last choice. */
  read(): { readonly share: number | null; readonly agreement: number | null };
  reset(): void;
  /** Events seen since the meter was made. */
  events(): number;
}

export function createLiveMeter(first: string): LiveMeter {
  const last = new Map<string, string>();
  let events = 0;
  return {
    observe(seen) {
      events += seen.length;
      for (const event of seen) {
        if (event.type === 'decision-made' && event.agent !== undefined) {
          last.set(event.agent, String(event.data['option']));
        }
      }
    },
    read() {
      if (last.size === 0) return { share: null, agreement: null };
      const counts = new Map<string, number>();
      for (const option of last.values()) counts.set(option, (counts.get(option) ?? 0) + 1);
      const most = Math.max(...counts.values());
      return { share: (counts.get(first) ?? 0) / last.size, agreement: most / last.size };
    },
    reset: () => last.clear(),
    events: () => events,
  };
}
