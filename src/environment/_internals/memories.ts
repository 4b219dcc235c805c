import type { Event, Lens } from '../../spec/index.js';
import type { KernelSetup } from '../kernel.js';

/** What every agent remembers, and what is on its way to it. */
export interface Memories {
  /**
   * What an agent has kept at a time, with what arrives by then; the same object until something else reaches it. Looking
   * leaves no trace, for it may be done early: something may yet reach the agent before what is on its way.
   */
  of(agent: string, time: number): unknown;
  /** What has arrived at an agent by a time is kept for good. */
  open(agent: string, time: number): void;
  perceive(event: Event, audience: readonly string[]): void;
  /** The event reaches the agent later. */
  send(event: Event, to: string, arrival: number): void;
}

interface Letter {
  readonly event: Event;
  readonly arrival: number;
}

/** What an agent has once so many of its letters are opened. */
interface Opened {
  readonly count: number;
  readonly kept: unknown;
}

/** An event that reaches an agent at a time, after so many others. */
interface Reaching {
  readonly event: Event;
  readonly time: number;
  readonly before: number;
}

const IDENTITY: Lens = (choice) => choice;

export function createMemories<Shared, Slice>(setup: KernelSetup<Shared, Slice>, agents: readonly string[]): Memories {
  const { memory, lens } = setup;
  if (memory === undefined) {
    const nothing = (): undefined => undefined;
    return { of: nothing, open: nothing, perceive: nothing, send: nothing };
  }
  const memories = new Map<string, unknown>(agents.map((agent) => [agent, memory.initial(agent)]));
  const perceptions = new Map<string, number>();
  const letters = new Map<string, Letter[]>();
  const looked = new Map<string, Opened>();
  /** What is kept after an event that is the agent's so many-eth. */
  const after = (kept: unknown, agent: string, { event, time, before }: Reaching): unknown => {
    if (kept === undefined) return undefined;
    return memory.keep(kept, { event, agent, time, lens: lens?.(agent, 'remembers', before) ?? IDENTITY });
  };
  const keep = (agent: string, event: Event): void => {
    const [kept, before] = [memories.get(agent), perceptions.get(agent) ?? 0];
    const now = after(kept, agent, { event, time: event.time, before });
    if (now !== kept) memories.set(agent, now);
    perceptions.set(agent, before + 1);
    looked.delete(agent);
  };
  /** Letters are opened in the order in which they arrive; of those that arrive at once, in the order of events. */
  const look = (agent: string, time: number): Opened => {
    const waiting = letters.get(agent) ?? [];
    const later = waiting.findIndex(({ arrival }) => arrival > time);
    const count = later < 0 ? waiting.length : later;
    const known = looked.get(agent);
    if (known?.count === count) return known;
    const from = known !== undefined && known.count < count ? known : { count: 0, kept: memories.get(agent) };
    let { kept } = from;
    for (let place = from.count; place < count; place += 1) {
      const { event, arrival } = waiting[place] as Letter;
      kept = after(kept, agent, { event, time: arrival, before: (perceptions.get(agent) ?? 0) + place });
    }
    const opened = { count, kept };
    if (known === undefined || known.count < count) looked.set(agent, opened);
    return opened;
  };
  const open = (agent: string, time: number): void => {
    const waiting = letters.get(agent);
    if (waiting === undefined) return;
    const { count, kept } = look(agent, time);
    if (count === 0) return;
    memories.set(agent, kept);
    perceptions.set(agent, (perceptions.get(agent) ?? 0) + count);
    looked.delete(agent);
    if (count === waiting.length) letters.delete(agent);
    else waiting.splice(0, count);
  };
  return {
    of: (agent, time) => (letters.has(agent) ? look(agent, time).kept : memories.get(agent)),
    open,
    perceive(event, audience) {
      for (const agent of audience) {
        open(agent, event.time);
        keep(agent, event);
      }
    },
    send(event, to, arrival) {
      const waiting = letters.get(to) ?? [];
      letters.set(to, waiting);
      looked.delete(to);
      let at = waiting.length;
      while (at > 0 && (waiting[at - 1] as Letter).arrival > arrival) at -= 1;
      waiting.splice(at, 0, { event, arrival });
    },
  };
}
