const TINY = 1e-300;
const MOST_TERMS = 10_000;

/**
 * Value of the continued fraction `1 / (b₀ + a₁ / (b₁ + a₂ / (b₂ + …)))` by the forward recurrence of Lentz (1976, Applied
 * Optics 15:668), to the precision of a number.
 *
 * @param term Gives aₙ and bₙ; a₀ is not used.
 */
export function continuedFraction(term: (n: number) => readonly [a: number, b: number]): number {
  let f = nonZero(term(0)[1]);
  let [c, d] = [f, 0];
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const [a, b] = term(n);
    d = 1 / nonZero(b + a * d);
    c = nonZero(b + a / c);
    const step = c * d;
    f *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return 1 / f;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
