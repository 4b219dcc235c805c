import { distance } from 'fastest-levenshtein';

/**
 * The available name that is nearest to what was given, if it is near enough to be a slip of the hand: it begins with
 * it, or at most two letters (of long words at most half) are wrong, and not all. Case does not count; of several, the
 * first.
 */
export function nearest(given: string, available: readonly string[]): string | undefined {
  const wanted = given.toLowerCase();
  let best: string | undefined;
  let least = Math.max(2, Math.floor(given.length / 2)) + 1;
  for (const name of available) {
    const far = name.toLowerCase().startsWith(wanted) && wanted !== '' ? 0 : distance(wanted, name.toLowerCase());
    if (far < Math.min(least, Math.max(given.length, name.length))) {
      least = far;
      best = name;
    }
  }
  return best;
}
