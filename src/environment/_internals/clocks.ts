import type { Chances } from '../../spec/index.js';

interface Ring {
  readonly agent: number;
  readonly occasion: number;
  readonly time: number;
}

/**
 * Poisson clocks, one an agent, each with its own keyed stream. `next` is the earliest ring.
 *
 * @param rate Rings a unit of time of each agent's clock, in order. Default 1; a clock of rate 0 never rings.
 */
export function createClocks(
  agents: readonly string[],
  chances: Chances,
  rate: (agent: string) => number = () => 1,
): { next(): Ring } {
  const streams = agents.map((agent) => chances('clock', agent));
  const rates = agents.map(rate);
  const gap = (agent: number): number =>
    (streams[agent] as (typeof streams)[number]).exponential() / (rates[agent] as number);
  const times = agents.map((_, agent) => gap(agent));
  const occasions = agents.map(() => 0);
  const heap = agents.map((_, index) => index);
  const earlier = (a: number, b: number): boolean => {
    const difference = (times[a] as number) - (times[b] as number);
    return difference < 0 || (difference === 0 && a < b);
  };
  const sink = (start: number): void => {
    let at = start;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const child = right < heap.length && earlier(heap[right] as number, heap[left] as number) ? right : left;
      if (!earlier(heap[child] as number, heap[at] as number)) return;
      [heap[at], heap[child]] = [heap[child] as number, heap[at] as number];
      at = child;
    }
  };
  for (let index = (heap.length >> 1) - 1; index >= 0; index -= 1) sink(index);
  return {
    next() {
      const agent = heap[0] as number;
      const occasion = occasions[agent] as number;
      const time = times[agent] as number;
      occasions[agent] = occasion + 1;
      times[agent] = time + gap(agent);
      sink(0);
      return { agent, occasion, time };
    },
  };
}
