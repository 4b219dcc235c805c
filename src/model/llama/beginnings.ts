/**
 * For each list of tokens, the place of the longest other one that it begins with; -1 where there is none. What begins with
 * another is counted in the likelihood of that one too.
 */
export function beginnings(lists: readonly (readonly number[])[]): readonly number[] {
  return lists.map((list) =>
    lists.reduce((best, other, place) => {
      const begins = other.length < list.length && other.every((token, at) => list[at] === token);
      return begins && other.length > (lists[best]?.length ?? 0) ? place : best;
    }, -1),
  );
}
