/** Mean of values; `NaN` of none. */
export function meanOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Sums of squared deviations of both and of their product. */
function moments(one: readonly number[], other: readonly number[]) {
  const [meanOne, meanOther] = [meanOf(one), meanOf(other)];
  let [squaresOne, squaresOther, products] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const [left, right] = [(one[at] as number) - meanOne, (other[at] as number) - meanOther];
    squaresOne += left * left;
    squaresOther += right * right;
    products += left * right;
  }
  return { squaresOne, squaresOther, products };
}

/** Deviations whose squares sum to less than this are rounding. */
const NOTHING = 1e-18;

/** Pearson's correlation; `null` where one of both does not vary. */
export function correlation(one: readonly number[], other: readonly number[]): number | null {
  const { squaresOne, squaresOther, products } = moments(one, other);
  if (squaresOne <= NOTHING || squaresOther <= NOTHING) return null;
  return Math.max(-1, Math.min(1, products / Math.sqrt(squaresOne * squaresOther)));
}

/** Slope of the least-squares line of `other` on `one`; `null` where `one` does not vary. */
export function slopeOn(one: readonly number[], other: readonly number[]): number | null {
  const { squaresOne, products } = moments(one, other);
  return squaresOne <= NOTHING ? null : products / squaresOne;
}

/** Standard deviation of `other` over that of `one`; `null` where `one` does not vary. */
export function spreadRatio(one: readonly number[], other: readonly number[]): number | null {
  const { squaresOne, squaresOther } = moments(one, other);
  return squaresOne <= NOTHING ? null : Math.sqrt(squaresOther / squaresOne);
}

/** Ranks from 1, those of equal values shared. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranked = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to += 1;
    for (let at = from; at < to; at += 1) ranked[order[at] as number] = (from + to + 1) / 2;
    from = to;
  }
  return ranked;
}

/** Spearman's rank correlation, ties shared (Spearman 1904); `null` where one of both does not vary. */
export function spearman(one: readonly number[], other: readonly number[]): number | null {
  return correlation(ranks(one), ranks(other));
}
