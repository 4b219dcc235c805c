/** What is known of something that may come to mind. */
export interface Marks {
  /** In (0, 1]: halves with every half-life. */
  readonly recency: number;
  /** From 1 to 10. */
  readonly importance: number;
  /** A cosine, in [-1, 1]. */
  readonly relevance: number;
}

/** How three marks become one score; see `retrievalMemory`. */
export type Combination = 'product' | 'sum';

/** One score for each, in the order given. */
export function scoresOf(marks: readonly Marks[], combine: Combination): readonly number[] {
  if (combine === 'product') {
    return marks.map(({ recency, importance, relevance }) => recency * (importance / 10) * ((1 + relevance) / 2));
  }
  const scaled = [
    scaledToOne(marks.map(({ recency }) => recency)),
    scaledToOne(marks.map(({ importance }) => importance)),
    scaledToOne(marks.map(({ relevance }) => relevance)),
  ];
  return marks.map((_, at) => scaled.reduce((sum, values) => sum + (values[at] as number), 0));
}

/** Scores this near are equal: the last digits of a power are not the same on every machine. */
const DIGITS = 1e9;

/** Places of the highest scores, in ascending order; of equal ones the later, which is the newer. */
export function highest(scores: readonly number[], count: number): readonly number[] {
  return scores
    .map((score, place) => ({ score: Math.round(score * DIGITS), place }))
    .sort((a, b) => b.score - a.score || b.place - a.place)
    .slice(0, count)
    .map(({ place }) => place)
    .sort((a, b) => a - b);
}

/** Smallest to 0, largest to 1; all to 0 where they are equal. */
function scaledToOne(values: readonly number[]): readonly number[] {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const range = values.reduce((a, b) => Math.max(a, b), -Infinity) - least;
  return values.map((value) => (range === 0 ? 0 : (value - least) / range));
}
