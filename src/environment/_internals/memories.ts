import type { Event, Lens } from '../../spec/index.js';
import type { KernelSetup } from '../kernel.js';

/** What every agent remembers, and what is on its way to it. */
export interface Memories {
  /** What an agent has kept at a time: events that arrive by then are perceived first. */
  of(agent: string, time: number): unknown;
  perceive(event: Event, audience: readonly string[]): void;
  /** The event reaches the agent later. */
  send(event: Event, to: string, arrival: number): void;
}

interface Letter {
  readonly event: Event;
  readonly arrival: number;
}

const IDENTITY: Lens = (choice) => choice;

export function createMemories<Shared, Slice>(setup: KernelSetup<Shared, Slice>, agents: readonly string[]): Memories {
  const { memory, lens } = setup;
  if (memory === undefined) {
    return { of: () => undefined, perceive: () => undefined, send: () => undefined };
  }
  const memories = new Map<string, unknown>(agents.map((agent) => [agent, memory.initial(agent)]));
  const perceptions = new Map<string, number>();
  const letters = new Map<string, Letter[]>();
  const lensOf = (agent: string): Lens => {
    if (lens === undefined) return IDENTITY;
    const before = perceptions.get(agent) ?? 0;
    perceptions.set(agent, before + 1);
    return lens(agent, 'remembers', before);
  };
  const keep = (agent: string, event: Event, time: number): void => {
    const before = memories.get(agent);
    if (before === undefined) return;
    const after = memory.keep(before, { event, agent, time, lens: lensOf(agent) });
    if (after !== before) memories.set(agent, after);
  };
  /** Letters are opened in the order in which they arrive; of those that arrive at once, in the order of events. */
  const open = (agent: string, time: number): void => {
    const waiting = letters.get(agent);
    if (waiting === undefined) return;
    let opened = 0;
    for (const { event, arrival } of waiting) {
      if (arrival > time) break;
      keep(agent, event, arrival);
      opened += 1;
    }
    if (opened === waiting.length) letters.delete(agent);
    else waiting.splice(0, opened);
  };
  return {
    of(agent, time) {
      open(agent, time);
      return memories.get(agent);
    },
    perceive(event, audience) {
      for (const agent of audience) {
        open(agent, event.time);
        keep(agent, event, event.time);
      }
    },
    send(event, to, arrival) {
      const waiting = letters.get(to) ?? [];
      letters.set(to, waiting);
      let at = waiting.length;
      while (at > 0 && (waiting[at - 1] as Letter).arrival > arrival) at -= 1;
      waiting.splice(at, 0, { event, arrival });
    },
  };
}
