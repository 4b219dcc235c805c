import type { MemoryPolicy } from '../../spec/index.js';

/** Remembers nothing: an agent knows what its situation shows, and no more. */
export function noMemory(): MemoryPolicy<null> {
  return {
    name: 'none',
    bound: 0,
    loss: 'all that was perceived',
    start: () => null,
    keep: (kept) => kept,
    recall: () => ({ ok: true, value: { items: [], seqs: [] } }),
  };
}
