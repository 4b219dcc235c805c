/** How alike somebody's text is to the most similar other text. */
export interface NearestText {
  /** Index of the other text. */
  readonly nearest: number;
  /** From 0 (no word in common) to 1 (the same words equally often). */
  readonly similarity: number;
}

/**
 * For each text the most similar other one: cosine of counts of words (letters and digits, lower case), each weighted by
 * its inverse document frequency ln(n / texts that have it) (Salton and Buckley 1988, DOI 10.1016/0306-4573(88)90021-0), so
 * words that everybody has count nothing. Texts that are all alike have similarity 1. It compares words and not meanings:
 * a template that is filled in differently looks alike only as far as its words are rare.
 *
 * @param texts At least two.
 */
export function nearestTextSimilarity(texts: readonly string[]): NearestText[] {
  const counts = texts.map(wordCounts);
  const documents = new Map<string, number>();
  for (const words of counts) for (const word of words.keys()) documents.set(word, (documents.get(word) ?? 0) + 1);
  const vectors = counts.map((words) => unitVector(words, documents, texts.length));
  const holders = new Map<string, { readonly text: number; readonly weight: number }[]>();
  vectors.forEach((vector, text) => {
    for (const [word, weight] of vector) {
      const of = holders.get(word);
      if (of === undefined) holders.set(word, [{ text, weight }]);
      else of.push({ text, weight });
    }
  });
  return vectors.map((vector, text) => {
    const likeness = new Float64Array(texts.length);
    for (const [word, weight] of vector) {
      for (const other of holders.get(word) ?? []) {
        likeness[other.text] = (likeness[other.text] as number) + weight * other.weight;
      }
    }
    let nearest = text === 0 ? 1 : 0;
    for (let other = 0; other < texts.length; other += 1) {
      if (vector.size === 0 && texts[other] === texts[text]) likeness[other] = 1;
      if (other !== text && (likeness[other] as number) > (likeness[nearest] as number)) nearest = other;
    }
    return { nearest, similarity: Math.min(1, likeness[nearest] ?? 0) };
  });
}

function wordCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function unitVector(
  counts: ReadonlyMap<string, number>,
  documents: ReadonlyMap<string, number>,
  texts: number,
): Map<string, number> {
  const weighted = [...counts].map(
    ([word, count]) => [word, count * Math.log(texts / (documents.get(word) as number))] as const,
  );
  const length = Math.sqrt(weighted.reduce((sum, [, weight]) => sum + weight * weight, 0));
  return new Map(weighted.flatMap(([word, weight]) => (weight > 0 ? [[word, weight / length] as const] : [])));
}
