import type { MemoryPolicy, Remembered } from '../../spec/index.js';
import { append, emptyList, itemsOf, type BoundedList } from './_internals/bounded-list.js';
import { andThen } from './_internals/outcome.js';
import { createSearch, type SearchOptions } from './_internals/search.js';
import { before, recalledOf, traceOf, type Trace } from './_internals/trace.js';

/** What {@link retrievalMemory} may be told. */
export type RetrievalMemoryOptions = SearchOptions;

/**
 * Remembers what is recent, what matters and what has to do with the situation (Park et al. 2023, arXiv 2304.03442, section
 * 4.1): the `k` items with the highest scores, oldest first; of equal scores the newer.
 *
 * - recency: 2^(−age / half-life), in (0, 1]; age is virtual time since the item was perceived (in the paper, since it was
 *   last recalled: here, recalling leaves no trace).
 * - importance: from 1 to 10, by a pure function of the item, or asked of the agent's own model once for each item.
 * - relevance: the cosine between the embeddings of the item and of the situation as it is with an empty memory.
 *
 * `product`: recency × importance / 10 × (1 + cosine) / 2, no mark hanging on the other items. `sum`, as in the paper: each
 * mark scaled to [0, 1] by the least and the largest among the items searched, and the three added. Scores are compared to
 * nine digits.
 *
 * An item that the model would not rate or embed fails the decisions while it is among the newest `k`, and is not found
 * after that.
 *
 * @throws MesocosmError (usage) when an option is out of its bounds.
 */
export function retrievalMemory(options: RetrievalMemoryOptions): MemoryPolicy<BoundedList<Trace>> {
  const search = createSearch('retrieval', options);
  const keep = (kept: BoundedList<Trace>, entry: Remembered): BoundedList<Trace> => append(kept, traceOf(entry));
  return {
    name: `retrieval(${search.name})`,
    bound: options.k,
    loss: `all but the ${options.k} items of the last ${search.most} that score highest by recency, importance and relevance`,
    ...(search.needs.length === 0 ? {} : { needs: search.needs }),
    start: (initial) => initial.map(before).reduce(keep, emptyList<Trace>(search.most)),
    keep,
    recall: (kept, query, words) =>
      andThen(search.find(itemsOf(kept), query, words), (found) => ({ ok: true, value: recalledOf(found) })),
  };
}
