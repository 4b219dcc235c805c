import type { Network } from './network.js';

/**
 * Assortativity by degree: Pearson's correlation of the degrees at the two ends of ties, each tie both ways; above 0 the well
 * tied are tied to each other. `null` without ties, or where all degrees at their ends are the same.
 *
 * Source: Newman 2002, Physical Review Letters 89:208701, equation 4.
 */
export function degreeAssortativity(network: Network): number | null {
  return numericAssortativity(
    network,
    Array.from({ length: network.size }, (_, node) => network.neighbours(node).length),
  );
}

/**
 * Assortativity by a number that each node has: Pearson's correlation over the ends of ties, each tie both ways. `null` without
 * ties, or where all values at their ends are the same.
 *
 * Source: Newman 2003, Physical Review E 67:026126, equation 21.
 *
 * @param values One value of each node.
 */
export function numericAssortativity(network: Network, values: readonly number[]): number | null {
  let [ends, sum, largest] = [0, 0, 0];
  for (const [node, value] of values.entries()) {
    const { length } = network.neighbours(node);
    ends += length;
    sum += length * value;
    if (length > 0) largest = Math.max(largest, Math.abs(value));
  }
  if (ends === 0) return null;
  const centre = sum / ends;
  let [squares, products] = [0, 0];
  for (const [node, value] of values.entries()) {
    const neighbours = network.neighbours(node);
    squares += neighbours.length * (value - centre) ** 2;
    for (const other of neighbours) products += (value - centre) * ((values[other] as number) - centre);
  }
  // All alike but for rounding.
  return Math.sqrt(squares / ends) <= 1e-12 * largest ? null : products / squares;
}

/**
 * Assortativity by kind: (Σ eᵢᵢ − Σ aᵢ²) / (1 − Σ aᵢ²), with eᵢᵢ the share of ties within kind i and aᵢ the share of the ends of
 * ties at it: 1 where nobody is tied to another kind, 0 where kinds do not matter. `null` without ties, or where all ends are of
 * one kind.
 *
 * Source: Newman 2003, Physical Review E 67:026126, equation 2.
 *
 * @param kinds Of each node.
 */
export function kindAssortativity(network: Network, kinds: readonly string[]): number | null {
  const shares = mixingShares(network, kinds);
  return shares === null || shares.expected >= 1 - 1e-12
    ? null
    : (shares.within - shares.expected) / (1 - shares.expected);
}

/**
 * Modularity of a division into kinds: the share of ties within kinds less what it would be if ends were joined at random,
 * Σ (eᵢᵢ − aᵢ²). `null` without ties.
 *
 * Source: Newman and Girvan 2004, Physical Review E 69:026113, equation 5.
 *
 * @param kinds Of each node.
 */
export function modularity(network: Network, kinds: readonly string[]): number | null {
  const shares = mixingShares(network, kinds);
  return shares === null ? null : shares.within - shares.expected;
}

function mixingShares(
  network: Network,
  kinds: readonly string[],
): { readonly within: number; readonly expected: number } | null {
  const ends = new Map<string, number>();
  let [all, same] = [0, 0];
  for (const [node, kind] of kinds.entries()) {
    for (const other of network.neighbours(node)) {
      all += 1;
      same += Number(kinds[other] === kind);
      ends.set(kind, (ends.get(kind) ?? 0) + 1);
    }
  }
  if (all === 0) return null;
  return { within: same / all, expected: [...ends.values()].reduce((sum, count) => sum + (count / all) ** 2, 0) };
}
