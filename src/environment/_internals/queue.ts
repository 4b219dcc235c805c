import type { Activation } from '../../spec/index.js';
import type { Dispatched } from './dispatch.js';

interface Entry {
  readonly activation: Activation;
  started?: Dispatched;
}

/** The activations that are due next, in order, some of them started before their turn. */
export interface Queue {
  /** The next activation, started now if it was not. */
  head(start: (activation: Activation) => Dispatched): Dispatched | undefined;
  /** Starts every activation among the next `atMost` of the window that no earlier open one can touch. */
  startEarly(start: (activation: Activation) => Dispatched, atMost?: number): void;
  shift(): void;
  /** Waits for all that was started. Rejects never. */
  settle(): Promise<void>;
}

export function createQueue(activations: Iterable<Activation>, lookahead: number): Queue {
  const source = activations[Symbol.iterator]();
  const window: Entry[] = [];
  let exhausted = false;

  const fill = (length: number): void => {
    while (!exhausted && window.length < length) {
      const next = source.next();
      if (next.done === true) exhausted = true;
      else window.push({ activation: next.value });
    }
  };

  return {
    head(start) {
      fill(1);
      const entry = window[0];
      if (entry === undefined) return undefined;
      return (entry.started ??= start(entry.activation));
    },
    startEarly(start, atMost = Infinity) {
      fill(Math.min(lookahead, atMost));
      const touched = new Set<string>();
      for (const entry of window) {
        const { reads, writes, agents } = entry.activation;
        const free = touched.size === 0 || (reads !== 'all' && !reads.some((agent) => touched.has(agent)));
        if (free && !agents.some((agent) => touched.has(agent))) entry.started ??= start(entry.activation);
        if (writes === 'all') return;
        for (const agent of writes) touched.add(agent);
        for (const agent of agents) touched.add(agent);
      }
    },
    shift() {
      window.shift();
    },
    async settle() {
      const started = window.flatMap((entry) => entry.started?.judgements ?? []);
      await Promise.allSettled(started);
    },
  };
}
