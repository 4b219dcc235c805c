import { mix, type Words } from 'mesocosm';

/**
 * The `count` items that come first when each is ranked by a number drawn for it alone. So who else is there moves nobody's
 * rank, only how many are taken before it.
 *
 * @param key From `hash128`, of the occasion.
 */
export function ofLeastPriority(items: readonly string[], count: number, key: Words): readonly string[] {
  const ranked = items.map((item) => ({ item, rank: mix(key, item) }));
  ranked.sort((one, other) => one.rank - other.rank || (one.item < other.item ? -1 : 1));
  return ranked.slice(0, count).map(({ item }) => item);
}
