import { userError } from '../../foundation/errors/index.js';
import type { MemoryPolicy, Recalled, Result } from '../../spec/index.js';

type Kept = Extract<Result<Recalled, never>, { readonly ok: true }>;

const NOTHING: Kept = { ok: true, value: { items: [], seqs: [] } };

/**
 * Remembers the last things that were perceived, and forgets what is older.
 *
 * @param window How many are remembered; 0 remembers nothing.
 * @throws MesocosmError (usage) when `window` is no whole number of at least 0.
 */
export function windowMemory(window: number): MemoryPolicy<Kept> {
  if (!Number.isInteger(window) || window < 0) {
    throw userError({ kind: 'usage', what: `a window of ${window} items`, expected: 'a whole number of at least 0' });
  }
  return {
    name: `window(${window})`,
    bound: window,
    loss: `all but the last ${window} things that were perceived`,
    start: (initial) => (window === 0 ? NOTHING : { ok: true, value: { items: initial.slice(-window), seqs: [] } }),
    keep({ value }, { item, seq }) {
      if (window === 0) return NOTHING;
      const items = [...value.items.slice(value.items.length < window ? 0 : 1 - window || window), item];
      return {
        ok: true,
        value: { items, seqs: (seq === null ? value.seqs : [...value.seqs, seq]).slice(-items.length) },
      };
    },
    recall: (kept) => kept,
  };
}
