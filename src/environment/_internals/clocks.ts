import type { Chances } from '../../spec/index.js';

interface Ring {
  readonly agent: number;
  readonly occasion: number;
}

/** Poisson clocks of rate 1, one an agent, each with its own keyed stream. `next` is the earliest ring. */
export function createClocks(agents: readonly string[], chances: Chances): { next(): Ring } {
  const streams = agents.map((agent) => chances('clock', agent));
  const times = streams.map((stream) => stream.exponential());
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
      occasions[agent] = occasion + 1;
      times[agent] = (times[agent] as number) + (streams[agent] as (typeof streams)[number]).exponential();
      sink(0);
      return { agent, occasion };
    },
  };
}
