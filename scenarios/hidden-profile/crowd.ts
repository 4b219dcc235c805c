/**
 * How often the majority of independent votes is an option: exact, ties shared evenly. Each voter votes by a distribution of its own.
 *
 * @param votes One distribution a voter, at least one; the number of options is that of the first.
 */
export function pluralityShare(votes: readonly (readonly number[])[], option: number): number {
  const options = votes[0]?.length ?? 0;
  let states = new Map([[JSON.stringify(Array.from({ length: options }, () => 0)), 1]]);
  for (const vote of votes) {
    const next = new Map<string, number>();
    for (const [state, weight] of states) {
      vote.forEach((probability, chosen) => {
        if (probability === 0) return;
        const counts = (JSON.parse(state) as number[]).map((count, at) => count + Number(at === chosen));
        const key = JSON.stringify(counts);
        next.set(key, (next.get(key) ?? 0) + weight * probability);
      });
    }
    states = next;
  }
  return [...states].reduce((sum, [state, weight]) => {
    const counts = JSON.parse(state) as number[];
    const most = Math.max(...counts);
    return counts[option] === most ? sum + weight / counts.filter((count) => count === most).length : sum;
  }, 0);
}
