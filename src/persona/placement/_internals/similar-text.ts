/**
 * How much two lines share: words in common over words in either (Jaccard 1912), in [0, 1]. Case and punctuation do not
 * count.
 */
export function wordOverlap(one: string, other: string): number {
  const a = wordsOf(one);
  const b = wordsOf(other);
  const common = [...a].filter((word) => b.has(word)).length;
  const either = a.size + b.size - common;
  return either === 0 ? 1 : common / either;
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
