import { failed, success, type ItemWords, type MemoryNeed, type RecallQuery } from '../../../spec/index.js';
import { hashingEmbedder, type Embedder } from '../hashing-embedder.js';
import { positiveNumbers, wholeNumbers } from './check-options.js';
import { cosine, createEmbed } from './embed.js';
import { all, andThen, type Attempt, type Outcome } from './outcome.js';
import { createRate, type Asking, type Importance } from './rate.js';
import { highest, scoresOf, type Combination, type Marks } from './score.js';
import { situationWords } from './situation-words.js';
import type { Trace } from './trace.js';

/** How memories are searched. */
export interface SearchOptions {
  /** Most items that come to mind, at least 1. */
  readonly k: number;
  /** Virtual time after which the recency of an item is half of what it was; above 0. */
  readonly halfLife: number;
  /** Default `equal`. */
  readonly importance?: Importance;
  /** The agent's own model, or a pure function. Default {@link hashingEmbedder}. */
  readonly embed?: 'model' | Embedder;
  /** Default `product`. */
  readonly combine?: Combination;
  /** Most items that are searched, the newest; at least `k`. Default 1,000. */
  readonly most?: number;
}

/** A search through what is remembered. */
export interface Search {
  /** Options with their defaults, in words. */
  readonly name: string;
  readonly needs: readonly MemoryNeed[];
  readonly most: number;
  rate(trace: Trace, asking: Asking): Outcome<Attempt<number>>;
  /** What comes to mind, in the order given. */
  find(traces: readonly Trace[], query: RecallQuery, words: ItemWords): Outcome<readonly Trace[]>;
}

/** @throws MesocosmError (usage) when an option is out of bounds. */
export function createSearch(policy: string, options: SearchOptions): Search {
  const { k, halfLife, importance = 'equal', embed: embedder = hashingEmbedder(), combine = 'product' } = options;
  const most = options.most ?? Math.max(k, 1_000);
  wholeNumbers(policy, { k });
  wholeNumbers(policy, { most }, k);
  positiveNumbers(policy, { halfLife });
  const rate = createRate(importance);
  const embed = createEmbed(embedder);

  const marksOf = (trace: Trace, facing: readonly number[], about: About): Outcome<Attempt<Marks>> =>
    andThen(rate(trace, about), (rating) =>
      andThen(embed.trace(trace, about), (vector): Outcome<Attempt<Marks>> => {
        if ('failure' in rating) return success(rating);
        if ('failure' in vector) return success(vector);
        const recency = 2 ** (-Math.max(0, about.time - trace.time) / halfLife);
        return success({
          value: { recency, importance: rating.value, relevance: cosine(vector.value, facing) },
        });
      }),
    );

  return {
    name: [
      `${k} of ${most}`,
      `half-life ${halfLife}`,
      `importance ${typeof importance === 'string' ? importance : 'given'}`,
      embedder === 'model' ? 'embeddings of the model' : embedder.name,
      combine,
    ].join(', '),
    needs: [
      ...(importance === 'asked' ? (['write'] as const) : []),
      ...(embedder === 'model' ? (['embed'] as const) : []),
    ],
    most,
    rate,
    find(traces, query, words) {
      if (traces.length === 0) return success([]);
      const about: About = { query: query.words, words, time: query.time };
      return andThen(embed.text(situationWords(query.situation()), query.words), (facing) =>
        andThen(all(traces.map((trace) => marksOf(trace, facing, about))), (marks) => {
          const fresh = marks.slice(-k).find((one) => 'failure' in one);
          if (fresh !== undefined && 'failure' in fresh) return failed(fresh.failure);
          const places = marks.flatMap((one, place) => ('failure' in one ? [] : [place]));
          const scores = scoresOf(
            marks.flatMap((one) => ('failure' in one ? [] : [one.value])),
            combine,
          );
          return success(highest(scores, k).map((at) => traces[places[at] as number] as Trace));
        }),
      );
    },
  };
}

type About = Asking & { readonly time: number };
