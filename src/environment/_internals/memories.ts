import type { Event, Lens } from '../../spec/index.js';
import type { KernelSetup } from '../kernel.js';

/** What every agent remembers, with the seqs of the events that its memory came from. */
export interface Memories {
  of(agent: string): { readonly items: readonly unknown[]; readonly seqs: readonly number[] };
  perceive(event: Event, audience: readonly string[]): void;
}

interface Memory {
  items: readonly unknown[];
  seqs: readonly number[];
}

const NOTHING: Memory = { items: [], seqs: [] };
const IDENTITY: Lens = (choice) => choice;

export function createMemories<Shared, Slice>(setup: KernelSetup<Shared, Slice>, agents: readonly string[]): Memories {
  const { memory, lens } = setup;
  if (memory === undefined) return { of: () => NOTHING, perceive: () => undefined };
  const memories = new Map<string, Memory>(agents.map((agent) => [agent, { items: memory.initial(agent), seqs: [] }]));
  const perceptions = new Map<string, number>();
  const lensOf = (agent: string): Lens => {
    if (lens === undefined) return IDENTITY;
    const before = perceptions.get(agent) ?? 0;
    perceptions.set(agent, before + 1);
    return lens(agent, 'remembers', before);
  };
  return {
    of: (agent) => memories.get(agent) ?? NOTHING,
    perceive(event, audience) {
      for (const agent of audience) {
        const before = memories.get(agent);
        if (before === undefined) continue;
        const items = memory.keep(before.items, event, agent, lensOf(agent));
        if (items === before.items) continue;
        const seqs = items.length === 0 ? [] : [...before.seqs, event.seq].slice(-items.length);
        memories.set(agent, { items, seqs });
      }
    },
  };
}
