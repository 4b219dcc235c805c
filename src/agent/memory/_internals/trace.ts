import type { Recalled, Remembered } from '../../../spec/index.js';

/** Something that is remembered, with all that it rests on. A new object each time it is kept. */
export interface Trace {
  readonly item: unknown;
  /** Seqs of the events that it came from; none for what was remembered before the run. */
  readonly seqs: readonly number[];
  /** In virtual time. */
  readonly time: number;
  /** From 1 to 10, where it is given with it. */
  readonly importance?: number;
}

export function traceOf({ item, seq, time }: Remembered): Trace {
  return { item, seqs: seq === null ? [] : [seq], time };
}

/** What was remembered before the run: without a seq, at time 0. */
export function before(item: unknown): Remembered {
  return { item, seq: null, time: 0 };
}

/** Traces as they come to mind: their items in the order given, and each seq once. */
export function recalledOf(traces: readonly Trace[]): Recalled {
  const seqs = [...new Set(traces.flatMap((trace) => trace.seqs))].sort((a, b) => a - b);
  return { items: traces.map(({ item }) => item), seqs };
}
