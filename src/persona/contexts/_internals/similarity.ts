import { distance } from 'fastest-levenshtein';

/** Words of a text in lower case, without punctuation. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu) ?? [];
}

/**
 * How alike two sentences are, from 0 to 1: the larger of the share of letters that stay (1 minus Levenshtein's distance
 * over the longer length) and of the share of words of at least four letters that they have in common (Dice 1945).
 * Case and punctuation do not count. The first sees the same words slightly changed, the second the same words moved
 * about.
 */
export function similarity(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const [left, right] = [a.join(' '), b.join(' ')];
  const longer = Math.max(left.length, right.length);
  if (longer === 0) return 1;
  return Math.max(1 - distance(left, right) / longer, dice(a, b));
}

function dice(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [a, b].map((words) => new Set(words.filter((word) => word.length >= 4))) as [
    Set<string>,
    Set<string>,
  ];
  // Of one or two words nothing can be said.
  if (Math.min(left.size, right.size) < 3) return 0;
  const shared = [...left].filter((word) => right.has(word)).length;
  return (2 * shared) / (left.size + right.size);
}
