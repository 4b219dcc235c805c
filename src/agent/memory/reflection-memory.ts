import {
  failed,
  success,
  type ItemWords,
  type MemoryPolicy,
  type ModelFailure,
  type RecallQuery,
  type Remembered,
} from '../../spec/index.js';
import { append, emptyList, itemsOf, type BoundedList } from './_internals/bounded-list.js';
import { positiveNumbers, wholeNumbers } from './_internals/check-options.js';
import { all, andThen, attempted, type Outcome } from './_internals/outcome.js';
import type { Asking } from './_internals/rate.js';
import { reflectOn, type Insight } from './_internals/reflect.js';
import { createSearch, type Search, type SearchOptions } from './_internals/search.js';
import { before, recalledOf, traceOf, type Trace } from './_internals/trace.js';
import { foldOnce } from './_internals/work-out-once.js';

/** What {@link reflectionMemory} may be told, beside how memories are searched. */
export interface ReflectionMemoryOptions extends SearchOptions {
  /** Importance that must come together since the last reflection; above 0. Default 150, as in the paper. */
  readonly threshold?: number;
  /** Most insights of a reflection, at least 1. Default 5. */
  readonly insights?: number;
  /** How many of the newest memories are reflected on, at least 1. Default 100. */
  readonly over?: number;
}

/** One more thing that was perceived. */
export interface ReflectionKept {
  readonly previous: ReflectionKept | null;
  readonly trace: Trace;
  /** How many there are with it. */
  readonly count: number;
}

/** What is remembered after a thing was perceived. */
interface Mental {
  /** What was perceived, and what was concluded from it. */
  readonly traces: BoundedList<Trace>;
  /** Importance since the last reflection. */
  readonly gathered: number;
  /** The last reflection that did not come about. */
  readonly trouble?: { readonly failure: ModelFailure; readonly count: number };
}

/**
 * {@link retrievalMemory} that also draws conclusions (Park et al. 2023, arXiv 2304.03442, section 4.2): each time that the
 * importance of what was perceived adds up to `threshold`, the agent's own model writes up to `insights` conclusions from
 * the newest `over` memories, earlier conclusions among them. They are remembered like anything else, with the seqs of what
 * they rest on (the newest `over` of them); each is as important as the most important of that.
 *
 * Unlike in the paper, one question is asked and not two, and conclusions do not add to the importance that is gathered. A
 * reflection takes place when it is first needed, and once; there are at most 10 / `threshold` of them for each item. One
 * that the model refused, or that names nothing it rests on, fails the decisions while the item that led to it is among
 * the newest `k`, and its conclusions are lost.
 *
 * @throws MesocosmError (usage) when an option is out of its bounds.
 */
export function reflectionMemory(options: ReflectionMemoryOptions): MemoryPolicy<ReflectionKept | null> {
  const { k, threshold = 150, insights = 5, over = 100 } = options;
  const search = createSearch('reflection', options);
  wholeNumbers('reflection', { insights, over });
  positiveNumbers('reflection', { threshold });
  const fold = foldOnce<ReflectionKept, Mental>();
  const how = { search, threshold, insights, over };
  const keep = (kept: ReflectionKept | null, entry: Remembered): ReflectionKept => ({
    previous: kept,
    trace: traceOf(entry),
    count: (kept?.count ?? 0) + 1,
  });

  return {
    name: `reflection(${search.name}, threshold ${threshold}, ${insights} insights over ${over})`,
    bound: k,
    loss:
      `all but the ${k} of the last ${search.most} items and insights that score highest by recency, importance and ` +
      'relevance; insights may be wrong',
    needs: [...new Set(['write' as const, ...search.needs])],
    start: (initial) => initial.map(before).reduce<ReflectionKept | null>(keep, null),
    keep,
    recall(kept, query, words) {
      const asking = { query: query.words, words };
      const start: Mental = { traces: emptyList(search.most), gathered: 0 };
      const mental = fold(kept, start, (last, next) => perceived(last, next, { ...how, asking }));
      return andThen(mental, (now) => recalled(now, kept?.count ?? 0, { search, k, query, words }));
    },
  };
}

interface Reflecting {
  readonly search: Search;
  readonly threshold: number;
  readonly insights: number;
  readonly over: number;
  readonly asking: Asking;
}

/** What is remembered when one more thing was perceived, and perhaps reflected on. */
function perceived(last: Mental, { trace, count }: ReflectionKept, how: Reflecting): Outcome<Mental> {
  const { threshold, insights, over, asking } = how;
  const traces = append(last.traces, trace);
  return andThen(ratingOf(trace, how), (rating) => {
    const gathered = last.gathered + rating;
    if (gathered < threshold) return success({ ...last, traces, gathered });
    const shown = itemsOf(traces, over);
    return andThen(attempted(reflectOn(shown, { ...asking, insights })), (reflection) => {
      if ('failure' in reflection) return success({ traces, gathered: 0, trouble: { ...reflection, count } });
      return concluded(traces, { shown, insights: reflection.value, time: trace.time }, how);
    });
  });
}

/** What the model would not rate adds nothing: the search says that it failed. */
function ratingOf(trace: Trace, { search, asking }: Reflecting): Outcome<number> {
  return andThen(search.rate(trace, asking), (rating) => success('failure' in rating ? 0 : rating.value));
}

function concluded(
  traces: BoundedList<Trace>,
  found: { readonly shown: readonly Trace[]; readonly insights: readonly Insight[]; readonly time: number },
  how: Reflecting,
): Outcome<Mental> {
  const { shown, insights, time } = found;
  return andThen(all(shown.map((trace) => ratingOf(trace, how))), (ratings) => {
    const concluding = insights.map(({ text, because }): Trace => {
      const seqs = [...new Set(because.flatMap((place) => shown[place]?.seqs ?? []))].sort((a, b) => a - b);
      const importance = Math.max(1, ...because.map((place) => ratings[place] ?? 1));
      return { item: how.asking.words.note(text), seqs: seqs.slice(-how.over), time, importance };
    });
    return success({
      traces: concluding.reduce<BoundedList<Trace>>((list, one) => append(list, one), traces),
      gathered: 0,
    });
  });
}

function recalled(
  { traces, trouble }: Mental,
  count: number,
  {
    search,
    k,
    query,
    words,
  }: { readonly search: Search; readonly k: number; readonly query: RecallQuery; readonly words: ItemWords },
): ReturnType<MemoryPolicy['recall']> {
  if (trouble !== undefined && count - trouble.count < k) return failed(trouble.failure);
  return andThen(search.find(itemsOf(traces), query, words), (found) => success(recalledOf(found)));
}
