/** How many leading pieces two prompts share. */
export function sharedPieces(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return shared;
}

/**
 * Which waiting prompt a worker should take: the one that shares most with what it holds, the first among equals. A
 * worker that shares nothing with any starts in its own part of the queue, so that workers do not follow each other.
 *
 * @param waiting Pieces of the waiting prompts, sorted.
 * @returns An index, or -1 when nothing waits.
 */
export function nextFor(
  held: readonly string[],
  waiting: readonly (readonly string[])[],
  worker: { readonly index: number; readonly count: number },
): number {
  let best = -1;
  let most = 0;
  waiting.forEach((pieces, index) => {
    const shared = sharedPieces(held, pieces);
    if (shared > most) {
      most = shared;
      best = index;
    }
  });
  if (best >= 0 || waiting.length === 0) return best;
  return Math.floor((worker.index * waiting.length) / worker.count);
}

/** Order of prompts by their pieces, so that those which share a beginning are neighbours. */
export function comparePieces(a: readonly string[], b: readonly string[]): number {
  const shared = sharedPieces(a, b);
  const [left, right] = [a[shared] ?? '', b[shared] ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}
