import type { ItemWords, MemoryPolicy } from '../../spec/index.js';
import { append, emptyList, itemsOf, type BoundedList } from './_internals/bounded-list.js';
import { wholeNumbers } from './_internals/check-options.js';
import { before, recalledOf, traceOf, type Trace } from './_internals/trace.js';

/** What {@link allMemory} may be told. */
export interface AllMemoryOptions {
  /** Most items that are recalled, at least 1. Default 1,000. */
  readonly most?: number;
  /** Most characters that they have together as they are said, at least 1. Default 32,000, some 8,000 tokens. */
  readonly maxCharacters?: number;
}

/**
 * Remembers all that was perceived, up to a bound of items and of characters; beyond either, the oldest falls out. Without a
 * bound, prompts would grow with the square of the turns.
 *
 * @throws MesocosmError (usage) when an option is no whole number of at least 1.
 */
export function allMemory({ most = 1_000, maxCharacters = 32_000 }: AllMemoryOptions = {}): MemoryPolicy<
  BoundedList<Trace>
> {
  wholeNumbers('all', { most, maxCharacters });
  const keep = (kept: BoundedList<Trace>, entry: Parameters<typeof traceOf>[0]): BoundedList<Trace> =>
    append(kept, traceOf(entry));
  return {
    name: `all(${most} items, ${maxCharacters} characters)`,
    bound: most,
    loss: `nothing up to ${most} items and ${maxCharacters} characters; beyond that the oldest`,
    start: (initial) => initial.map(before).reduce(keep, emptyList<Trace>(most)),
    keep,
    recall: (kept, _query, words) => ({
      ok: true,
      value: recalledOf(newestWithin(itemsOf(kept), maxCharacters, words)),
    }),
  };
}

/** The newest traces that have so many characters together. */
function newestWithin(traces: readonly Trace[], maxCharacters: number, words: ItemWords): readonly Trace[] {
  let characters = 0;
  let first = traces.length;
  while (first > 0) {
    characters += words.say((traces[first - 1] as Trace).item).length;
    if (characters > maxCharacters) break;
    first -= 1;
  }
  return traces.slice(first);
}
