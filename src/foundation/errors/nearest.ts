import { distance } from 'fastest-levenshtein';

/**
 * The available name that is nearest to what was given, if it is near enough to be a slip of the hand: it begins with
 * it, or at most two letters (of long words at most half) are wrong, and not all. Neither case nor the dashes of an
 * option count; of several, the first.
 */
export function nearest(given: string, available: readonly string[]): string | undefined {
  const bare = (text: string): string => text.toLowerCase().replace(/^-+/, '');
  const wanted = bare(given);
  let best: string | undefined;
  let least = Math.max(2, Math.floor(wanted.length / 2)) + 1;
  for (const name of available) {
    const there = bare(name);
    const far = there.startsWith(wanted) && wanted !== '' ? 0 : distance(wanted, there);
    if (far < Math.min(least, Math.max(wanted.length, there.length))) {
      least = far;
      best = name;
    }
  }
  return best;
}
