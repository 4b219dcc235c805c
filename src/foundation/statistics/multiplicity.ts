/**
 * Probabilities of several tests, raised so that each may be held against the level as if it were the only one: the chance
 * of even one false positive among all stays below it, however the tests hang together (Holm 1979, Scandinavian Journal of
 * Statistics 6:65). In the order given.
 *
 * @param probabilities From 0 to 1.
 */
export function holm(probabilities: readonly number[]): number[] {
  const n = probabilities.length;
  return adjusted(probabilities, (sorted) => {
    let highest = 0;
    return sorted.map((p, place) => (highest = Math.max(highest, Math.min(1, p * (n - place)))));
  });
}

/**
 * The same for the expected share of false positives among those found, where the tests are independent or hang together
 * positively (Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57:289).
 *
 * @param probabilities From 0 to 1.
 */
export function benjaminiHochberg(probabilities: readonly number[]): number[] {
  const n = probabilities.length;
  return adjusted(probabilities, (sorted) => {
    let lowest = 1;
    return sorted
      .map((p, place) => (p * n) / (place + 1))
      .reduceRight<number[]>((raised, p) => {
        lowest = Math.min(lowest, p);
        return [lowest, ...raised];
      }, []);
  });
}

/** Adjusts values that are in increasing order, and puts them back where they came from. */
function adjusted(probabilities: readonly number[], adjust: (sorted: number[]) => number[]): number[] {
  const order = probabilities.map((_, index) => index).sort((a, b) => at(probabilities, a) - at(probabilities, b));
  const raised = adjust(order.map((index) => at(probabilities, index)));
  const result = new Array<number>(probabilities.length);
  order.forEach((index, place) => (result[index] = at(raised, place)));
  return result;
}

function at(values: readonly number[], index: number): number {
  return values[index] as number;
}
